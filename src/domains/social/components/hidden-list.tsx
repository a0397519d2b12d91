import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { LocalTime } from '@/ui/local-time';
import { setBoundary } from '../actions';
import type { Bounded } from '../queries/relations';
import { PlainForm } from './plain-form';

/** Those a member blocked or muted, since when, and the way to take it back. `back`: the page it stands on, without language. */
export function HiddenList({ people, back }: { people: readonly Bounded[]; back: string }) {
  const t = useTranslations('social');
  const format = useFormatter();
  const locale = useLocale();
  return (
    <ul
      // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without bullets; the role gives it back
      role="list"
      aria-label={t('hidden-people')}
      className="flex max-w-[38rem] list-none flex-col"
    >
      {people.map(({ handle, name, photo, kind, createdAt }) => (
        <li key={handle} className="flex items-center gap-4 border-b border-line py-4">
          <SiteLink
            href={`/people/${handle}?mine=1`}
            className="group target flex min-w-0 grow items-center gap-4 text-ink no-underline"
          >
            <Avatar handle={handle} photo={photo} size={48} />
            <span className="min-w-0">
              <span className="block truncate font-medium group-hover:underline">{name}</span>
              <span className="block truncate text-13 text-ink-2">@{handle}</span>
              <span className="block text-13 text-ink-2">
                {t(`is-${kind}`)}{' '}
                <LocalTime
                  iso={createdAt.toISOString()}
                  printed={format.dateTime(createdAt, { dateStyle: 'long', timeZone: 'UTC' })}
                  locale={locale}
                />
              </span>
            </span>
          </SiteLink>
          <PlainForm
            action={setBoundary}
            fields={{ handle, verb: `un${kind}`, back }}
            label={t(`un${kind}-who`, { name })}
          >
            {t(`un${kind}`)}
          </PlainForm>
        </li>
      ))}
    </ul>
  );
}
