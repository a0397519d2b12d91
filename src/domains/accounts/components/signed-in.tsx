import { useTranslations } from 'next-intl';
import { SignOutForm } from '@/domains/accounts/components/sign-out-form';
import type { Viewer } from '@/domains/accounts/queries';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { buttonLook } from '@/ui/button';

/** What a member finds where visitors sign in: who they are, their pictures, their settings, and the way out. Needs no JavaScript. */
export function SignedIn({ handle, name, photo }: Pick<Viewer, 'handle' | 'name' | 'photo'>) {
  const t = useTranslations('accounts');
  return (
    <div className="flex flex-col items-start gap-8">
      <div className="flex items-center gap-4">
        <Avatar handle={handle} photo={photo} size={64} />
        <p>
          <span className="block text-20 font-strong">{name}</span>
          <span className="text-ink-2">@{handle}</span>
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <SiteLink href={`/people/${handle}`} className={buttonLook('next')}>
          {t('your-images')}
        </SiteLink>
        <SiteLink href="/notifications" className={buttonLook('calm')}>
          {t('notifications')}
        </SiteLink>
        <SiteLink href="/history" className={buttonLook('calm')}>
          {t('history')}
        </SiteLink>
        <SiteLink href="/settings" className={buttonLook('calm')}>
          {t('settings')}
        </SiteLink>
        <SignOutForm words={t('sign-out')} />
      </div>
    </div>
  );
}
