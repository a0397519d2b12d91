import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { ConfirmForm, NewCodeForm } from '@/domains/accounts/components/confirm-form';
import { passwordWords } from '@/domains/accounts/components/password-words';
import { findCodeRequest } from '@/domains/accounts/queries';
import { codeMinutes, codeRequestMinutes, isCodeOver } from '@/domains/accounts/rules';
import { currentViewer } from '@/domains/accounts/viewer';
import { safeBack } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { env, isProduction, siteOrigin } from '@/platform/env';
import { readCodeToken } from '@/platform/session';
import { buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Page, PageTitle, Part } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Promise<{ back?: string | string[] }> };
type Request = NonNullable<Awaited<ReturnType<typeof findCodeRequest>>>;

/** What this browser is to prove; asked once for head and page. */
const findOwnRequest = cache(async () => findCodeRequest(await readCodeToken()));

export async function generateMetadata(): Promise<Metadata> {
  const [request, t] = await Promise.all([findOwnRequest(), getTranslations('accounts')]);
  return { title: request ? t(`confirm-${request.purpose}`) : t('nothing-open'), robots: { index: false } };
}

/** Where the six digits of a mail are typed, whatever they are to prove. */
export default async function ConfirmPage({ searchParams }: Props) {
  const [request, { back }] = await Promise.all([findOwnRequest(), searchParams]);
  return request ? (
    <Open request={request} back={typeof back === 'string' ? safeBack(back) : undefined} />
  ) : (
    <Nothing />
  );
}

/** Where each wish begins. */
const beginnings = {
  register: '/register',
  'reset-password': '/sign-in/forgotten',
  'change-email': '/settings',
} as const;

async function Open({
  request: { purpose, email, codeAskedAt },
  back,
}: {
  request: Request;
  back?: string | undefined;
}) {
  const t = await getTranslations('accounts');
  const words = {
    ...passwordWords(t),
    code: t('code'),
    codeHint: t('code-hint', { minutes: codeMinutes }),
    handle: t('another-handle'),
    handleHint: t('another-handle-hint'),
    password: t('new-password'),
    passwordHint: t('password-hint'),
    confirm: t(`finish-${purpose}`),
  };
  const lead = t.rich('confirm-lead', {
    email: () => <strong className="font-medium wrap-anywhere text-ink">{email}</strong>,
  });
  return (
    <Page narrow>
      <PageTitle lead={lead}>{t(`confirm-${purpose}`)}</PageTitle>
      {!isProduction() && <MailPage />}
      {isCodeOver(codeAskedAt, new Date()) && (
        <div className="mb-8">
          <Notice>{t('code-over', { minutes: codeMinutes })}</Notice>
        </div>
      )}
      <ConfirmForm back={back} isNewPassword={purpose === 'reset-password'} words={words} />
      <Part id="no-mail" title={t('no-mail')}>
        <p className="mb-5 max-w-text text-ink-2">{t('no-mail-text')}</p>
        <NewCodeForm words={{ ask: t('ask-new-code'), asked: t('asked-new-code'), trap: t('trap') }} />
        <SiteLink href={beginnings[purpose]} className="target mt-4 inline-flex items-center underline">
          {t('wrong-address')}
        </SiteLink>
      </Part>
    </Page>
  );
}

/** Offline nobody has a real mailbox: where the mail lies is said here. */
async function MailPage() {
  const t = await getTranslations('accounts');
  const address = new URL(siteOrigin());
  address.port = String(env.PORT + 25);
  return (
    <p className="mb-8 max-w-form border-l-2 border-line py-1 pl-4 text-ink-2">
      {t.rich('mail-page', {
        link: (words) => (
          <a href={address.href} className="text-ink underline" target="_blank" rel="noreferrer">
            {words}
          </a>
        ),
      })}
    </p>
  );
}

/** Nothing (any more): where to go from here, for whoever is looking. */
async function Nothing() {
  const [viewer, t] = await Promise.all([currentViewer(), getTranslations('accounts')]);
  const ways = viewer
    ? [{ href: '/sign-in', words: t('account') }]
    : [
        { href: '/sign-in', words: t('sign-in') },
        { href: '/register', words: t('register') },
        { href: '/sign-in/forgotten', words: t('forgotten') },
      ];
  return (
    <Page narrow>
      <PageTitle lead={t('nothing-open-text', { minutes: codeRequestMinutes })}>{t('nothing-open')}</PageTitle>
      <div className="flex flex-wrap gap-3">
        {ways.map(({ href, words }) => (
          <SiteLink key={href} href={href} className={buttonLook('calm')}>
            {words}
          </SiteLink>
        ))}
      </div>
    </Page>
  );
}
