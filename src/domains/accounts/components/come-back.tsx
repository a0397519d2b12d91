import { useLocale, useTranslations } from 'next-intl';
import { KeepAccountForm } from '@/domains/accounts/components/keep-account-form';
import { SignOutForm } from '@/domains/accounts/components/sign-out-form';
import { goneFrom } from '@/domains/accounts/rules';

type Leaving = { handle: string; deletedAt: Date; timeZone: string };

/** What a member who deleted the account finds after signing in: until when it can be had back, and the two ways. `back` is where to go with it. */
export function ComeBack({ leaving, back }: { leaving: Leaving; back?: string | undefined }) {
  const t = useTranslations('accounts');
  const { handle, deletedAt, timeZone } = leaving;
  const until = new Intl.DateTimeFormat(useLocale(), { dateStyle: 'long', timeStyle: 'short', timeZone });
  return (
    <div className="flex flex-col items-start gap-8">
      <p className="max-w-text text-17">{t('leaving-text', { handle, until: until.format(goneFrom(deletedAt)) })}</p>
      <div className="flex flex-wrap gap-3">
        <KeepAccountForm back={back} words={t('leaving-keep')} />
        <SignOutForm words={t('leaving-leave')} />
      </div>
    </div>
  );
}
