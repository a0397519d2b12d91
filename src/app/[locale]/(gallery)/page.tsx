import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { faceOf } from '@/app/[locale]/addresses';
import { ImageWall } from '@/domains/images/components/image-wall';
import { NoImages } from '@/domains/images/components/no-images';
import { listNewestImages } from '@/domains/images/queries';
import { isLocale } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Page, Part } from '@/ui/page';

/** How many of the newest hang at the entrance. */
const shown = 12;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [{ items }, t] = await Promise.all([listNewestImages(), getTranslations('site')]);
  const title = `${t('name')} · ${t('tagline')}`;
  return faceOf({ title, isWhole: true, description: t('welcome-lead'), path: '/', locale, image: items[0] });
}

export default async function Home() {
  if (!isLocale(await rootLocale())) return null;
  const [{ items }, site, t] = await Promise.all([
    listNewestImages(),
    getTranslations('site'),
    getTranslations('images'),
  ]);
  return (
    <Page>
      <header className="max-w-[46rem] pt-2 tablet:pt-8">
        <h1 className="text-40 font-strong tracking-title">{site('welcome-title')}</h1>
        <p className="mt-4 max-w-text text-17 text-ink-2 tablet:text-20">{site('welcome-lead')}</p>
        <p className="mt-7 flex flex-wrap gap-3">
          <SiteLink href="/explore" className={buttonLook('next')}>
            {site('look-around')}
          </SiteLink>
          <SiteLink href="/share" className={buttonLook('calm')}>
            {site('share-image')}
          </SiteLink>
        </p>
      </header>
      <Part
        id="newest"
        title={t('newest')}
        aside={
          items.length > 0 && (
            <span className="flex gap-6">
              <SiteLink href="/ranking" className="target inline-flex items-center text-ink-2">
                {site('ranking')}
              </SiteLink>
              <SiteLink href="/explore" className="target inline-flex items-center text-ink-2">
                {t('all-newest')}
              </SiteLink>
            </span>
          )
        }
      >
        {items.length > 0 ? <ImageWall images={items.slice(0, shown)} label={t('newest')} eager={4} /> : <NoImages />}
      </Part>
    </Page>
  );
}
