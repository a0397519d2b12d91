import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { LeaveForm } from '@/domains/notifications/components/leave-form';
import { memberOfLink } from '@/domains/notifications/links';
import { SiteLink } from '@/i18n/site-link';
import { Notice } from '@/ui/notice';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notifications');
  // The address is the key: it goes to nobody, and into no index.
  return { title: t('leave-title'), robots: { index: false }, referrer: 'same-origin' };
}

/** Where the link at the foot of a digest leads: looking changes nothing, the button does. Without a session; asks the database nothing. */
export default async function UnsubscribePage({ params }: Props) {
  const [{ token }, t, refusals] = await Promise.all([
    params,
    getTranslations('notifications'),
    getTranslations('refusals'),
  ]);
  const isOurs = memberOfLink(token) !== null;
  return (
    <Page narrow>
      <PageTitle lead={isOurs && t('leave-lead')}>{t('leave-title')}</PageTitle>
      {isOurs ? (
        <LeaveForm token={token} words={{ leave: t('leave'), left: t('left') }} />
      ) : (
        <Notice tone="bad">{refusals('notifications-link')}</Notice>
      )}
      <SiteLink href="/settings/notifications" className="target mt-8 inline-flex items-center underline">
        {t('choose')}
      </SiteLink>
    </Page>
  );
}
