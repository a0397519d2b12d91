import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { currentViewer } from '@/domains/accounts/viewer';
import { MarkAllRead } from '@/domains/notifications/components/mark-all-read';
import { NotificationList } from '@/domains/notifications/components/notification-list';
import { openNotifications } from '@/domains/notifications/doors';
import { countUnread } from '@/domains/notifications/queries';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Empty, Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: After };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notifications');
  return { title: t('title'), robots: { index: false } };
}

/** What a member is told. What is new on the page is marked as read as it is drawn. */
export default async function NotificationsPage({ searchParams }: Props) {
  const [viewer, locale, t] = await Promise.all([
    currentViewer(),
    rootLocale() as Promise<Locale>,
    getTranslations('notifications'),
  ]);
  if (!viewer) redirect(localePath('/sign-in?back=/notifications', locale));
  const isLater = (await searchParams).after !== undefined;
  const [unread, page] = await Promise.all([
    countUnread(viewer),
    isLater
      ? pageAfter(searchParams, '/notifications', (cursor) => openNotifications(viewer, cursor))
      : openNotifications(viewer),
  ]);
  return (
    <Page>
      <PageTitle
        aside={
          <div className="flex flex-wrap gap-3">
            {unread > 0 && <MarkAllRead words={t('mark-all')} />}
            <SiteLink href="/settings/notifications" className={buttonLook('calm')}>
              {t('choose')}
            </SiteLink>
          </div>
        }
      >
        {t('title')}
      </PageTitle>
      {page.items.length > 0 ? (
        <NotificationList tellings={page.items} now={new Date()} />
      ) : (
        <Quiet isLater={isLater} />
      )}
      {(page.next || isLater) && (
        <nav aria-label={t('pages')} className="mt-8 flex flex-wrap gap-3">
          {isLater && (
            <SiteLink href="/notifications" className={buttonLook('calm')}>
              {t('to-newest')}
            </SiteLink>
          )}
          {page.next && (
            <SiteLink href={`/notifications?after=${page.next}`} className={buttonLook('calm')} rel="next">
              {t('older')}
            </SiteLink>
          )}
        </nav>
      )}
    </Page>
  );
}

async function Quiet({ isLater }: { isLater: boolean }) {
  const t = await getTranslations('notifications');
  if (isLater) return <Empty title={t('no-older')} />;
  return (
    <Empty
      title={t('quiet-title')}
      action={
        <SiteLink href="/share" className={buttonLook('next')}>
          {t('quiet-share')}
        </SiteLink>
      }
    >
      {t('quiet-text')}
    </Empty>
  );
}
