import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ViewerCorner } from '@/domains/accounts/components/viewer-corner';
import { Bell } from '@/domains/notifications/components/bell';
import { LanguageLink } from '@/i18n/language-link';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import type { TextName } from '@/platform/texts';
import { buttonLook } from '@/ui/button';
import { ErrorWords } from '@/ui/error-panel';
import { Footer, Header, PhoneBar, phoneBarItem, plainLink, SkipLink } from '@/ui/frame';
import { Icon } from '@/ui/icon';
import { Mark } from '@/ui/mark';
import { PlaceLink } from '@/ui/place-link';

/** The main places, each an address and a word. The feed asks whoever is not signed in to do so. */
const headerPlaces = ['explore', 'people', 'ranking', 'feed'] as const;
const footPlaces = ['explore', 'people', 'ranking', 'feed', 'history'] as const;

/** What stands around every screen, the same for everybody; only the corner asks who is looking. */
export async function SiteFrame({ locale, children }: { locale: Locale; children: ReactNode }) {
  const t = await getTranslations({ locale, namespace: 'site' });
  const at = (path: string) => localePath(path, locale);
  return (
    <>
      <noscript>
        {/* What only a script could fill is not there without one. */}
        <style>{'.needs-script{display:none!important}'}</style>
      </noscript>
      <SkipLink>{t('skip')}</SkipLink>
      <Header
        label={t('places')}
        name={
          <SiteLink
            href="/"
            className="target inline-flex items-center gap-2.5 text-20 font-strong tracking-title text-ink no-underline"
          >
            <Mark />
            {t('name')}
          </SiteLink>
        }
        links={headerPlaces.map((place) => (
          <PlaceLink key={place} href={at(`/${place}`)} className={plainLink}>
            {t(place)}
          </PlaceLink>
        ))}
        personal={<Personal locale={locale} />}
      />
      <ErrorWords words={{ title: t('error-title'), text: t('error-text'), again: t('error-again') }}>
        {children}
      </ErrorWords>
      <SiteFoot locale={locale} />
    </>
  );
}

/** What of the header is for whoever is looking. */
async function Personal({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'site' });
  const at = (path: string) => localePath(path, locale);
  return (
    <>
      <SiteLink href="/share" className={buttonLook('calm', 'max-tablet:hidden')}>
        <Icon name="share" />
        {t('share')}
      </SiteLink>
      <Bell
        href={at('/notifications')}
        words={{ notifications: t('notifications'), unread: t.raw('unread') as string }}
      />
      <ViewerCorner
        paths={{ people: at('/people'), history: at('/history'), settings: at('/settings') }}
        words={{
          menu: t('account'),
          images: t('your-images'),
          history: t('history'),
          settings: t('settings'),
          signOut: t('sign-out'),
        }}
        visitor={
          <SiteLink href="/sign-in" className={`${plainLink} -mr-3 justify-center px-3`}>
            {t('sign-in')}
          </SiteLink>
        }
      />
    </>
  );
}

const texts = ['privacy', 'terms', 'imprint'] as const satisfies TextName[];

async function SiteFoot({ locale }: { locale: Locale }) {
  const t = await getTranslations({ locale, namespace: 'site' });
  const at = (path: string) => localePath(path, locale);
  const other = locale === 'zh' ? 'en' : 'zh';
  const bar = [
    { href: '/', icon: 'home', words: t('home') },
    { href: '/explore', icon: 'grid', words: t('explore') },
    { href: '/share', icon: 'share', words: t('share') },
    { href: '/feed', icon: 'feed', words: t('feed') },
    { href: '/sign-in', icon: 'person', words: t('account') },
  ] as const;
  return (
    <>
      <Footer label={t('more-places')} words={t('tagline')}>
        {footPlaces.map((place) => (
          <SiteLink key={place} href={`/${place}`} className={plainLink}>
            {t(place)}
          </SiteLink>
        ))}
        <SiteLink href="/sign-in" className={plainLink}>
          {t('account')}
        </SiteLink>
        {texts.map((text) => (
          <SiteLink key={text} href={`/${text}`} className={plainLink}>
            {t(text)}
          </SiteLink>
        ))}
        <LanguageLink to={other} language={other === 'zh' ? 'zh-Hans' : 'en'} className={`${plainLink} tablet:ml-auto`}>
          {t('other-language')}
        </LanguageLink>
      </Footer>
      <PhoneBar label={t('places')}>
        {bar.map(({ href, icon, words }) => (
          <PlaceLink key={href} href={at(href)} className={phoneBarItem}>
            <Icon name={icon} />
            {words}
          </PlaceLink>
        ))}
      </PhoneBar>
    </>
  );
}
