import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OwnShare, SharedBefore } from '@/domains/images/queries/own-images';
import { duplicateCode, imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { PageTitle } from '@/ui/page';
import { Picture } from '@/ui/picture';
import { RefreshUntilGone } from '@/ui/refresh-until-gone';
import { Progress } from '@/ui/wait';
import { DeleteForm, KeepBothForm, OwnImageForms } from './own-image-forms';

type Props = { share: OwnShare };

/**
 * What has become of an own image: it is being made, it hangs, it is on its way to another audience, it could not be made and why, or it was there before
 * (`before`) and its owner says what they want.
 */
export function ShareProgress({ share, before }: Props & { before: SharedBefore | null }) {
  if (share.state === 'processing') return <Making share={share} />;
  if (share.state === 'ready') return share.askedAudience ? <Moving share={share} /> : <Hangs share={share} />;
  return before ? <TheSame share={share} before={before} /> : <Failed share={share} />;
}

/** Goes on by itself: with a script by asking quietly, without one by a link (`isReloading`: or by loading anew, where nothing is being written). */
function Wait({ share, label, isReloading }: Props & { label: string; isReloading?: boolean }) {
  const t = useTranslations('images');
  return (
    <>
      <Progress label={label} />
      <RefreshUntilGone seconds={1.5} />
      <noscript>
        {isReloading && <meta httpEquiv="refresh" content="3" />}
        <p className="mt-8">
          <SiteLink href={`/share/${share.ref}`} className={buttonLook('next')}>
            {t('making-look')}
          </SiteLink>
        </p>
      </noscript>
    </>
  );
}

function Making({ share }: Props) {
  const t = useTranslations('images');
  return (
    <div role="status">
      <PageTitle lead={t('making-text', { title: share.title })}>{t('making-title')}</PageTitle>
      <Wait share={share} label={t('making-title')} isReloading />
    </div>
  );
}

function Hangs({ share }: Props) {
  const t = useTranslations('images');
  const { title, audience } = share;
  const lead = {
    public: t('ready-text', { title }),
    unlisted: t('ready-unlisted', { title }),
    private: t('ready-private', { title }),
  }[audience];
  return (
    <Own share={share}>
      <PageTitle lead={lead}>{audience === 'private' ? t('ready-private-title') : t('ready-title')}</PageTitle>
    </Own>
  );
}

/** Private from the moment it was said; what still takes a moment are its files. */
function Moving({ share }: Props) {
  const t = useTranslations('images');
  const isClosing = share.askedAudience === 'private';
  const title = isClosing ? t('closing-title') : t('opening-title');
  return (
    <Own share={share}>
      <div role="status" className="mb-8">
        <PageTitle lead={t(isClosing ? 'closing-text' : 'opening-text', { title: share.title })}>{title}</PageTitle>
        <Wait share={share} label={title} />
      </div>
    </Own>
  );
}

/** An own image that is made: what there is to say of it, the picture, the ways on, and what may be changed. */
function Own({ share: { picture, ...words }, children }: Props & { children: ReactNode }) {
  const t = useTranslations('images');
  return (
    <>
      {children}
      {picture && <Picture picture={picture} alt={words.altText} sizes="(width >= 48rem) 40rem, 100vw" isEager />}
      <p className="mt-8 flex flex-wrap gap-3">
        {words.audience !== 'private' && (
          <SiteLink href={imagePath(words)} className={buttonLook('next')}>
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

function Failed({ share }: Props) {
  const t = useTranslations('images');
  const refusals = useTranslations('refusals');
  const code = (share.failure ?? '').replace('.', '-') as Parameters<typeof refusals.has>[0];
  return (
    <>
      <PageTitle lead={refusals(refusals.has(code) ? code : 'site-failed')}>
        {share.failure === duplicateCode ? t('same-title') : t('failed-title')}
      </PageTitle>
      <p className="mb-8 flex flex-wrap gap-3">
        {share.mayKeepBoth && <KeepBothForm imageRef={share.ref} />}
        <SiteLink href="/share" className={buttonLook('next')}>
          {t('failed-again')}
        </SiteLink>
      </p>
      <DeleteForm imageRef={share.ref} title={share.title} />
    </>
  );
}

/** The same original is there already: its owner sees it, keeps both, or deletes this one, of which there are only words so far. */
function TheSame({ share, before }: Props & { before: SharedBefore }) {
  const t = useTranslations('images');
  const { picture, ...image } = before;
  const path = image.audience === 'private' ? `/share/${image.ref}` : imagePath(image);
  return (
    <>
      <PageTitle lead={t('same-text', { title: share.title, before: image.title })}>{t('same-title')}</PageTitle>
      {picture && <Picture picture={picture} alt={image.altText} sizes="(width >= 48rem) 40rem, 100vw" isEager />}
      <div className="my-8 flex flex-wrap items-center gap-3">
        <SiteLink href={path} className={buttonLook('next')}>
          {t('same-see')}
        </SiteLink>
        {share.mayKeepBoth && <KeepBothForm imageRef={share.ref} />}
      </div>
      <DeleteForm imageRef={share.ref} title={share.title} />
    </>
  );
}
