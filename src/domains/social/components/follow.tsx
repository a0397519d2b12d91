import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { type Locale, localePath } from '@/i18n/routing';
import { ownViewOf } from '../rules';
import { FollowButton } from './follow-button';
import type { Relation } from './relations';

type Props = {
  person: { handle: string; name: string };
  /** What whoever is looking has to do with the person, on a page that knows it. */
  relation?: Relation | undefined;
  /** Without script: the page that shows what came of it, without language; the person's own page if none. */
  back?: string;
  /** Stands instead where the person looks at themselves. */
  own?: ReactNode;
  /** It is the one thing to do next on the screen. */
  isWide?: boolean;
};

/** The follow toggle with its words. Goes wherever a person is shown, on pages for everybody and on personal ones, with and without JavaScript. */
export function Follow({ person: { handle, name }, relation, back = ownViewOf(handle), own, isWide }: Props) {
  const t = useTranslations('social');
  const signIn = `/sign-in?${new URLSearchParams({ back: `/people/${handle}` })}`;
  return (
    <FollowButton
      handle={handle}
      given={relation}
      back={back}
      signIn={localePath(signIn, useLocale() as Locale)}
      words={{ follow: t('follow'), following: t('following'), stop: t('stop', { name }), unblock: t('unblock') }}
      own={own}
      isWide={isWide}
    />
  );
}
