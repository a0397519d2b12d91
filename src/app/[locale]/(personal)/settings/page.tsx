import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DeleteAccount } from '@/domains/accounts/components/delete-account';
import { ElsewhereTrouble } from '@/domains/accounts/components/elsewhere-trouble';
import { PhotoForm } from '@/domains/accounts/components/photo-form';
import { SettingsBrowsers } from '@/domains/accounts/components/settings-browsers';
import { SettingsEmail } from '@/domains/accounts/components/settings-email';
import { SettingsHandle } from '@/domains/accounts/components/settings-handle';
import { SettingsPassword } from '@/domains/accounts/components/settings-password';
import { SettingsProfile } from '@/domains/accounts/components/settings-profile';
import { browserWords, timeZoneChoices } from '@/domains/accounts/components/settings-words';
import { SignInWays } from '@/domains/accounts/components/sign-in-ways';
import { findOwnSettings, listSessions, type OwnSettings } from '@/domains/accounts/queries';
import { currentViewer } from '@/domains/accounts/viewer';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { offeredSignIns, siteOrigin } from '@/platform/env';
import { buttonLook } from '@/ui/button';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

/** `refused`: why a photo came back; `error`: why an account elsewhere was not linked. */
type Props = { searchParams: Promise<{ refused?: string | string[]; error?: string | string[] }> };

/** Each language in its own words. */
const languages = [
  { value: 'en', label: 'English' },
  { value: 'zh', label: '简体中文' },
] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('settings'), robots: { index: false } };
}

/** Where a member runs the account: one part for each thing, each with a form of its own. */
export default async function SettingsPage({ searchParams }: Props) {
  const [viewer, locale, { refused, error }] = await Promise.all([
    currentViewer(),
    rootLocale() as Promise<Locale>,
    searchParams,
  ]);
  const signIn = localePath('/sign-in?back=/settings', locale);
  if (!viewer) redirect(signIn);
  const [own, sessions, t, { accounts }] = await Promise.all([
    findOwnSettings(viewer),
    listSessions(viewer),
    getTranslations('accounts'),
    getMessages(),
  ]);
  if (!own) redirect(signIn);
  const browsers = sessions.map((session) => ({
    ...browserWords(session, { t, locale, timeZone: own.timeZone }),
    isThis: session.id === viewer.sessionId,
  }));
  return (
    <Page className="desktop:grid desktop:grid-cols-[13rem_minmax(0,1fr)] desktop:gap-x-16">
      <Places />
      <div>
        <PageTitle>{t('settings')}</PageTitle>
        <ElsewhereTrouble error={error} />
        <NextIntlClientProvider messages={{ accounts }}>
          <Parts
            own={own}
            photo={<PhotoForm member={viewer} refused={typeof refused === 'string' ? refused : undefined} />}
            locale={locale}
            ways={shown().includes('ways') && <SignInWays member={viewer} />}
            browsers={<SettingsBrowsers browsers={browsers} />}
          />
        </NextIntlClientProvider>
      </div>
    </Page>
  );
}

const places = [
  'profile',
  'handle',
  'email',
  'password',
  'ways',
  'browsers',
  'notifications',
  'hidden',
  'delete',
] as const;

/** Where no keys are set there is one way to sign in, and nothing to say about it. */
const shown = () => places.filter((place) => place !== 'ways' || offeredSignIns().length > 0);

/** The parts by name, beside them where there is room. */
async function Places() {
  const t = await getTranslations('accounts');
  return (
    <nav aria-label={t('settings')} className="max-desktop:hidden">
      <ul className="sticky top-[calc(var(--header)+1.5rem)] flex flex-col pt-3">
        {shown().map((place) => (
          <li key={place}>
            <a
              href={`#${place}`}
              className="target inline-flex items-center text-ink-2 no-underline hover:text-ink hover:underline"
            >
              {t(`settings-${place}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type PartsProps = { own: OwnSettings; photo: ReactNode; locale: Locale; ways: ReactNode; browsers: ReactNode };

async function Parts({ own, photo, locale, ways, browsers }: PartsProps) {
  const t = await getTranslations('accounts');
  const address = `${new URL(siteOrigin()).host}${localePath('/people', locale)}/…`;
  const { name, bio, city, birthday, timeZone } = own;
  const profile = { name, bio, city, birthday, locale: own.locale, timeZone };
  return (
    <div className="flex flex-col gap-16 tablet:gap-20">
      <Settings place="profile" title={t('settings-profile')}>
        <div className="mt-4 mb-8">{photo}</div>
        <SettingsProfile own={profile} zones={timeZoneChoices(locale)} languages={languages} />
      </Settings>
      <Settings place="handle" title={t('settings-handle')} lead={t('handle-lead')}>
        <SettingsHandle handle={own.handle} address={address} />
      </Settings>
      <Settings place="email" title={t('settings-email')} lead={t('email-lead', { email: own.email })}>
        <SettingsEmail hasPassword={own.hasPassword} />
      </Settings>
      <Settings
        place="password"
        title={t('settings-password')}
        lead={own.hasPassword ? t('password-lead') : t('password-none')}
      >
        <SettingsPassword hasPassword={own.hasPassword} />
      </Settings>
      {ways && (
        <Settings place="ways" title={t('settings-ways')} lead={t('ways-lead')}>
          {ways}
        </Settings>
      )}
      <Settings place="browsers" title={t('settings-browsers')} lead={t('browsers-lead')}>
        {browsers}
      </Settings>
      <Settings place="notifications" title={t('settings-notifications')} lead={t('notifications-lead')}>
        <SiteLink href="/settings/notifications" className={buttonLook('calm')}>
          {t('notifications-choose')}
        </SiteLink>
      </Settings>
      <Settings place="hidden" title={t('settings-hidden')} lead={t('hidden-lead')}>
        <SiteLink href="/settings/hidden" className={buttonLook('calm')}>
          {t('hidden-show')}
        </SiteLink>
      </Settings>
      <Settings place="delete" title={t('settings-delete')}>
        <DeleteAccount handle={own.handle} hasPassword={own.hasPassword} />
      </Settings>
    </div>
  );
}

/** One part. Its address is its heading's. */
function Settings(props: { place: string; title: string; lead?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={props.place}>
      <h2 id={props.place} className="mb-2 text-20 font-strong tracking-title">
        {props.title}
      </h2>
      {props.lead && <p className="mb-6 max-w-text text-ink-2">{props.lead}</p>}
      {props.children}
    </section>
  );
}
