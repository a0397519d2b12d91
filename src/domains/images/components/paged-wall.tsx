import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ImageCard } from '@/domains/images/queries';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import type { Page } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import { EndlessWall } from './endless-wall';
import { ImageWall } from './image-wall';

/**
 * A page of a list of images that goes on by itself, and the way to the next. `path`: where the list begins, without language. `isLater`: it is not the first
 * page, and there is a way back; a first page that is empty is for the caller to tell of. `isCounted`: what comes next is not older. `numbers`: of pages.
 */
export function PagedWall(props: {
  page: Page<ImageCard>;
  path: string;
  label: string;
  isLater?: boolean;
  isOwnerKnown?: boolean;
  isCounted?: boolean;
  numbers?: ReactNode;
}) {
  const { page, path, label, isLater, isOwnerKnown, isCounted, numbers } = props;
  const t = useTranslations('images');
  const locale = useLocale() as Locale;
  const back = isLater && (
    <SiteLink href={path} className={buttonLook('calm')}>
      {t(isCounted ? 'to-first' : 'to-newest')}
    </SiteLink>
  );
  const wall =
    page.items.length > 0 ? (
      <ImageWall images={page.items} label={label} eager={isLater ? 0 : 6} isOwnerKnown={isOwnerKnown} />
    ) : (
      <Empty title={t('no-older-title')}>{t(isCounted ? 'no-more-text' : 'no-older-text')}</Empty>
    );
  const words = {
    more: t(isCounted ? 'more' : 'older'),
    pages: t('pages'),
    loading: t('wall-loading'),
    end: t('wall-end'),
    failed: t('wall-failed'),
    again: t('wall-again'),
  };
  if (page.next === null) return <LastWall {...{ wall, back, numbers }} label={words.pages} />;
  const first = localePath(`${path}?after=${page.next}`, locale);
  return <EndlessWall {...{ first, label, words, back, numbers }}>{wall}</EndlessWall>;
}

function LastWall(props: { wall: ReactNode; back: ReactNode; numbers: ReactNode; label: string }) {
  const { wall, back, numbers, label } = props;
  return (
    <>
      {wall}
      {back && (
        <nav aria-label={label} className="mt-10 flex flex-wrap items-center gap-3">
          {back}
          {numbers}
        </nav>
      )}
    </>
  );
}
