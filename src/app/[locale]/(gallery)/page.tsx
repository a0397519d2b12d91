import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { faceOf, feedPath } from '@/app/[locale]/addresses';
import { ByFace } from '@/domains/accounts/components/by-face';
import { FirstImage, firstOf } from '@/domains/images/components/first-image';
import { ImageWall } from '@/domains/images/components/image-wall';
import { NoImages } from '@/domains/images/components/no-images';
import { listNewestImages } from '@/domains/images/queries';
import { isLocale } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { plainLink } from '@/ui/frame';
import { Page, Part } from '@/ui/page';

/** How many of the newest hang at the entrance, besides the first. */
const shown = 12;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [{ items }, t] = await Promise.all([listNewestImages(), getTranslations('site')]);
  const title = `${t('name')} · ${t('tagline')}`;
  return faceOf({
    title,
    isWhole: true,
    description: t('welcome-lead'),
    path: '/',
    feed: feedPath.all,
    locale,
    image: firstOf(items),
  });
}

export default async function Home() {
  if (!isLocale(await rootLocale())) return null;
  const [{ items }, t] = await Promise.all([listNewestImages(), getTranslations('images')]);
  const first = firstOf(items);
  const others = items.filter((image) => image !== first).slice(0, shown);
  return (
    <Page className="desktop:pt-6">
      {first ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-16 gap-y-8 desktop:grid-cols-[minmax(0,5fr)_minmax(0,8fr)]">
          <Welcome>
            <NextSteps />
          </Welcome>
          <FirstImage image={first} />
        </div>
      ) : (
        <>
          <Welcome />
          <NoImages />
        </>
      )}
      {others.length > 0 && (
        <Part id="newest" title={t('newest')} aside={<More />} className="desktop:mt-14">
          <ImageWall images={others} label={t('newest')} />
        </Part>
      )}
    </Page>
  );
}

/** What this is, in one line, and what may be done next. */
async function Welcome({ children }: { children?: ReactNode }) {
  const t = await getTranslations('site');
  return (
    <header className="max-w-[34rem]">
      <h1 className="text-28 font-strong tracking-title tablet:text-40">{t('welcome-title')}</h1>
      <p className="mt-3 text-17 text-ink-2 tablet:mt-4 tablet:text-20">{t('welcome-lead')}</p>
      {children}
    </header>
  );
}

async function NextSteps() {
  const t = await getTranslations('site');
  return (
    <p className="mt-6 flex flex-wrap gap-3 tablet:mt-7">
      <SiteLink href="/explore" className={buttonLook('next')}>
        {t('look-around')}
      </SiteLink>
      <ByFace
        visitor={
          <SiteLink href="/register" className={buttonLook('calm')}>
            {t('join')}
          </SiteLink>
        }
        member={
          <SiteLink href="/share" className={buttonLook('calm')}>
            {t('share-image')}
          </SiteLink>
        }
      />
    </p>
  );
}

/** Where there is more than the newest. */
async function More() {
  const [site, t] = await Promise.all([getTranslations('site'), getTranslations('images')]);
  return (
    <span className="flex gap-6">
      <SiteLink href="/ranking" className={plainLink}>
        {site('ranking')}
      </SiteLink>
      <SiteLink href="/explore" className={plainLink}>
        {t('all-newest')}
      </SiteLink>
    </span>
  );
}
