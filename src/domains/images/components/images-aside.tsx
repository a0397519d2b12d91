import { useTranslations } from 'next-intl';
import type { AsideImage } from '@/domains/images/queries/own-images';
import type { OwnUpload } from '@/domains/images/queries/uploads';
import { duplicateCode } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import type { Page } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { Part } from '@/ui/page';

/** The member's own that nobody finds in a list: the way back to each. `isLater`: not the first page. Draws nothing where there is none. */
export function ImagesAside(props: { page: Page<AsideImage>; uploads: OwnUpload[]; isLater: boolean }) {
  const t = useTranslations('images');
  const { page, uploads, isLater } = props;
  return (
    <>
      {uploads.length > 0 && (
        <Part id="arrived" title={t('arrived')}>
          <p className="mb-4 max-w-text text-15 text-ink-2">{t('arrived-text')}</p>
          <ul className="flex flex-col">
            {uploads.map(({ ref, name }) => (
              <li key={ref} className="border-t border-line">
                <SiteLink href={`/share?upload=${ref}`} className="target flex items-center py-2 break-all">
                  {name}
                </SiteLink>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {(page.items.length > 0 || isLater) && (
        <Part id="yours" title={t('aside')}>
          {/* Safari drops the meaning of a list without bullets; the role gives it back. */}
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <ul role="list" aria-labelledby="yours" className="grid gap-x-10 tablet:grid-cols-2 desktop:grid-cols-3">
            {page.items.map((image) => (
              <li key={image.ref} className="border-t border-line">
                <AsideLink image={image} />
              </li>
            ))}
          </ul>
          {(isLater || page.next) && (
            <nav aria-label={t('pages')} className="mt-8 flex flex-wrap gap-3">
              {isLater && (
                <SiteLink href="/share" className={buttonLook('calm')}>
                  {t('to-newest')}
                </SiteLink>
              )}
              {page.next && (
                <SiteLink href={`/share?after=${page.next}#yours`} className={buttonLook('calm')} rel="next">
                  {t('older')}
                </SiteLink>
              )}
            </nav>
          )}
        </Part>
      )}
    </>
  );
}

function AsideLink({ image }: { image: AsideImage }) {
  const t = useTranslations('images');
  return (
    <SiteLink href={`/share/${image.ref}`} className="group flex items-center gap-4 py-3 no-underline">
      <span className="size-16 shrink-0 overflow-hidden bg-wall">
        {image.square && (
          // Its title stands beside it.
          <img src={image.square.src} alt="" width={64} height={64} loading="lazy" className="size-full object-cover" />
        )}
      </span>
      <span className="min-w-0">
        <span className="block truncate group-hover:underline">{image.title}</span>
        <span className="block text-13 text-ink-2">{t(stateOf(image))}</span>
      </span>
    </SiteLink>
  );
}

/** In what state an image is: the key of the words that say so. */
function stateOf({ state, failure, audience, askedAudience }: AsideImage) {
  if (state === 'processing') return 'making-title';
  if (failure === duplicateCode) return 'same-title';
  if (state === 'failed') return 'failed-title';
  if (askedAudience) return askedAudience === 'private' ? 'closing-title' : 'opening-title';
  return `audience-${audience}` as const;
}
