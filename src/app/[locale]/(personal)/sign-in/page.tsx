import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { ComeBack } from '@/domains/accounts/components/come-back';
import { ElsewhereTrouble } from '@/domains/accounts/components/elsewhere-trouble';
import { OtherWays } from '@/domains/accounts/components/other-ways';
import { passwordWords } from '@/domains/accounts/components/password-words';
import { SignInForm } from '@/domains/accounts/components/sign-in-form';
import { SignedIn } from '@/domains/accounts/components/signed-in';
import { readDestination } from '@/domains/accounts/elsewhere';
import { currentLeaving, currentViewer } from '@/domains/accounts/viewer';
import { type Locale, localePath, safeBack } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

/** `error`: why somebody came back from an account elsewhere without having got in. */
type Props = { searchParams: Promise<{ back?: string | string[]; error?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('sign-in'), robots: { index: false } };
}

/** Where the account link leads everybody: visitors sign in, members find who they are and the way out. */
export default async function SignInPage({ searchParams }: Props) {
  const { back, error } = await searchParams;
  const [viewer, t, locale] = await Promise.all([currentViewer(), getTranslations('accounts'), rootLocale()]);
  const wanted = back ?? (error && (await readDestination()));
  const target = typeof wanted === 'string' ? safeBack(wanted) : undefined;
  if (viewer && target) redirect(localePath(target, locale as Locale));
  if (viewer)
    return (
      <Page narrow>
        <PageTitle>{t('account')}</PageTitle>
        <SignedIn handle={viewer.handle} name={viewer.name} photo={viewer.photo} />
      </Page>
    );
  const leaving = await currentLeaving();
  if (leaving)
    return (
      <Page narrow>
        <PageTitle>{t('leaving-title')}</PageTitle>
        <ComeBack leaving={leaving} back={target} />
      </Page>
    );
  const words = { ...passwordWords(t), login: t('login'), password: t('password'), signIn: t('sign-in') };
  return (
    <Page narrow>
      <PageTitle lead={t('sign-in-lead')}>{t('sign-in')}</PageTitle>
      <ElsewhereTrouble error={error} />
      <SignInForm back={target} words={words} />
      <SiteLink href="/sign-in/forgotten" className="target mt-4 inline-flex items-center underline">
        {t('forgotten')}
      </SiteLink>
      <OtherWays back={target} />
      <p className="mt-10 flex flex-wrap items-center gap-x-3 text-ink-2">
        {t('new-here')}
        <SiteLink
          href={target ? `/register?back=${encodeURIComponent(target)}` : '/register'}
          className="target inline-flex items-center text-ink underline"
        >
          {t('register')}
        </SiteLink>
      </p>
    </Page>
  );
}
