import { useTranslations } from 'next-intl';
import type { OwnShare } from '@/domains/images/queries/own-images';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { PageTitle } from '@/ui/page';
import { Picture } from '@/ui/picture';
import { RefreshUntilGone } from '@/ui/refresh-until-gone';
import { Progress } from '@/ui/wait';
import { OwnImageForms } from './own-image-forms';

/** What became of an image somebody shared: it is being made, it hangs, or it could not be made and why. */
export function ShareProgress({ share }: { share: OwnShare }) {
  if (share.state === 'processing') return <Making share={share} />;
  return share.state === 'ready' ? <Hangs share={share} /> : <Failed share={share} />;
}

/** Goes on by itself: with a script by asking quietly, without one by loading anew. */
function Making({ share }: { share: OwnShare }) {
  const t = useTranslations('images');
  return (
    <div role="status">
      <PageTitle lead={t('making-text', { title: share.title })}>{t('making-title')}</PageTitle>
      <Progress label={t('making-title')} />
      <RefreshUntilGone seconds={1.5} />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
        <p className="mt-8">
          <SiteLink href={`/share/${share.ref}`} className={buttonLook('next')}>
            {t('making-look')}
          </SiteLink>
        </p>
      </noscript>
    </div>
  );
}

function Hangs({ share }: { share: OwnShare }) {
  const t = useTranslations('images');
  const { picture, ...words } = share;
  const { title, audience } = words;
  const others = audience === 'public' ? t('ready-text', { title }) : t('ready-unlisted', { title });
  const isPrivate = audience === 'private';
  return (
    <>
      <PageTitle lead={isPrivate ? t('ready-private', { title }) : others}>{t('ready-title')}</PageTitle>
      {picture && <Picture picture={picture} alt={share.altText} sizes="(width >= 48rem) 40rem, 100vw" isEager />}
      <p className="mt-8 flex flex-wrap gap-3">
        {!isPrivate && (
          <SiteLink href={imagePath(share)} className={buttonLook('next')}>
            {t('ready-see')}
          </SiteLink>
        )}
        <SiteLink href="/share" className={buttonLook('calm')}>
          {t('share-more')}
        </SiteLink>
      </p>
      <OwnImageForms share={words} />
    </>
  );
}

function Failed({ share }: { share: OwnShare }) {
  const t = useTranslations('images');
  const refusals = useTranslations('refusals');
  const code = (share.failure ?? '').replace('.', '-') as Parameters<typeof refusals.has>[0];
  return (
    <>
      <PageTitle lead={refusals(refusals.has(code) ? code : 'site-failed')}>{t('failed-title')}</PageTitle>
      <SiteLink href="/share" className={buttonLook('next')}>
        {t('failed-again')}
      </SiteLink>
    </>
  );
}
