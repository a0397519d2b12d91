import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImageDetail } from '@/domains/images/queries';
import { Follow } from '@/domains/social/components/follow';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { classes } from '@/ui/classes';
import { plainLink } from '@/ui/frame';
import { LocalTime } from '@/ui/local-time';
import { tagPath } from '../rules';

/** An address that may become a link: nothing a browser would run. Anything else stays words. */
function linkable(source: string): string | null {
  if (!/^https?:\/\//i.test(source) || !URL.canParse(source)) return null;
  return new URL(source).href;
}

function Fact({ name, children, needsScript }: { name: string; children: ReactNode; needsScript?: boolean }) {
  return (
    <div className={needsScript ? 'needs-script' : undefined}>
      <dt className="text-13 text-ink-2">{name}</dt>
      <dd className="figures text-15">{children}</dd>
    </div>
  );
}

/**
 * The label of a picture: its title, by whom, the words, the tags, the facts. `isWide`: it stands below the picture and has the page's width, so that the
 * facts stand beside the words. `views` is the slot of the domain that counts.
 */
export function ImageLabel(props: { image: ImageDetail; isWide: boolean; views: ReactNode }) {
  const { image, isWide, views } = props;
  return (
    <div
      className={classes(
        'flex flex-col gap-6',
        isWide && 'desktop:grid desktop:grid-cols-[minmax(0,1fr)_22rem] desktop:gap-x-16',
      )}
    >
      <Words image={image} />
      <div className={classes('border-t border-line pt-5', isWide && 'desktop:border-0')}>
        <ImageFacts image={image} views={views} />
      </div>
    </div>
  );
}

function Words({ image }: { image: ImageDetail }) {
  const t = useTranslations('images');
  const { owner } = image;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h1 className="text-28 font-strong tracking-title">{image.title}</h1>
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
          <SiteLink
            href={`/people/${owner.handle}`}
            className="group target inline-flex min-w-0 items-center gap-3 text-17 no-underline"
          >
            <Avatar handle={owner.handle} photo={owner.photo} size={36} />
            <span className="group-hover:underline">{owner.name}</span>
          </SiteLink>
          <Follow person={owner} />
        </div>
      </div>
      {image.description && <p className="max-w-text text-17 whitespace-pre-line">{image.description}</p>}
      {image.tags.length > 0 && (
        <ul aria-label={t('tags')} className="flex flex-wrap gap-x-4 wrap-anywhere">
          {image.tags.map((tag) => (
            <li key={tag}>
              <SiteLink href={tagPath(tag)} className={plainLink}>
                #{tag}
              </SiteLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ImageFacts({ image, views }: { image: ImageDetail; views: ReactNode }) {
  const t = useTranslations('images');
  const format = useFormatter();
  const locale = useLocale();
  const source = linkable(image.source);
  return (
    <dl aria-label={t('facts')} className="grid grid-cols-2 gap-x-6 gap-y-4">
      <Fact name={t('views')} needsScript>
        {views}
      </Fact>
      <Fact name={t('shared')}>
        <LocalTime
          iso={image.publishedAt.toISOString()}
          printed={format.dateTime(image.publishedAt, { dateStyle: 'long', timeZone: 'UTC' })}
          locale={locale}
        />
      </Fact>
      <Fact name={t('licence')}>{t(`licence-${image.licence}`)}</Fact>
      {image.source && (
        <Fact name={t('source')}>
          {source ? (
            <a href={source} rel="nofollow ugc noopener" className="-my-3 inline-block py-3 break-all">
              {new URL(source).host}
            </a>
          ) : (
            image.source
          )}
        </Fact>
      )}
    </dl>
  );
}
