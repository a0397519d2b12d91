import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { SignInForm } from '@/domains/accounts/components/sign-in-form';
import { SignedIn } from '@/domains/accounts/components/signed-in';
import { safeBack } from '@/domains/accounts/rules';
import { currentViewer } from '@/domains/accounts/viewer';
import { type Locale, localePath } from '@/i18n/routing';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Promise<{ back?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('sign-in'), robots: { index: false } };
}

/** Where the account link leads everybody: visitors sign in, members find who they are and the way out. */
export default async function SignInPage({ searchParams }: Props) {
  const { back } = await searchParams;
  const [viewer, t, locale] = await Promise.all([currentViewer(), getTranslations('accounts'), rootLocale()]);
  const target = typeof back === 'string' ? safeBack(back) : undefined;
  if (viewer && target) redirect(localePath(target, locale as Locale));
  return (
    <Page narrow>
      <PageTitle lead={viewer ? undefined : t('sign-in-lead')}>{viewer ? t('account') : t('sign-in')}</PageTitle>
      {viewer ? (
        <SignedIn handle={viewer.handle} name={viewer.name} />
      ) : (
        <SignInForm back={target} words={{ login: t('login'), password: t('password'), signIn: t('sign-in') }} />
      )}
    </Page>
  );
}
