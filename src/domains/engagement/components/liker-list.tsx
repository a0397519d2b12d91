import { useTranslations } from 'next-intl';
import { Follow } from '@/domains/social/components/follow';
import { SiteLink } from '@/i18n/site-link';
import type { Page } from '@/kernel/page';
import { Avatar } from '@/ui/avatar';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import type { Liker } from '../queries/likes';

/** A page of those who like an image, and the ways on. `path`: where the list begins, without language; `isLater`: it is not the first page. */
export function LikerList({ page, path, isLater }: { page: Page<Liker>; path: string; isLater: boolean }) {
  const t = useTranslations('engagement');
  return (
    <>
      {page.items.length > 0 ? (
        <ul
          // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without points; the role gives it back
          role="list"
          className="flex list-none flex-col"
        >
          {page.items.map(({ handle, name, photo }) => (
            <li key={handle} data-by={handle}>
              <div className="flex items-center gap-4">
                <SiteLink
                  href={`/people/${handle}`}
                  className="group flex min-h-16 min-w-0 grow items-center gap-4 text-17 text-ink no-underline"
                >
                  <Avatar handle={handle} photo={photo} size={40} />
                  <span className="min-w-0">
                    <span className="block truncate group-hover:underline">{name}</span>
                    <span className="block truncate text-15 text-ink-2">@{handle}</span>
                  </span>
                </SiteLink>
                <Follow person={{ handle, name }} />
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Empty title={t(isLater ? 'likers-none-more' : 'likers-none')}>{!isLater && t('likers-none-text')}</Empty>
      )}
      {(isLater || page.next) && (
        <nav aria-label={t('likes')} className="mt-10 flex flex-wrap gap-3">
          {isLater && (
            <SiteLink href={path} className={buttonLook('calm')}>
              {t('to-newest-likers')}
            </SiteLink>
          )}
          {page.next && (
            <SiteLink href={`${path}?after=${page.next}`} className={buttonLook('calm')} rel="next">
              {t('earlier-likers')}
            </SiteLink>
          )}
        </nav>
      )}
    </>
  );
}
