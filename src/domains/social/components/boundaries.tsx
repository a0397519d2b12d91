import { useLocale, useTranslations } from 'next-intl';
import { type Locale, localePath } from '@/i18n/routing';
import { ownViewOf } from '../rules';
import { BoundaryMenu } from './boundary-menu';
import { BoundaryNote } from './boundary-note';
import type { Relation } from './relations';

type Props = { person: { handle: string; name: string }; relation?: Relation | undefined };

/** The menu with mute and block, with its words. Works with and without JavaScript. */
export function Boundaries({ person: { handle, name }, relation }: Props) {
  const t = useTranslations('social');
  const signIn = `/sign-in?${new URLSearchParams({ back: `/people/${handle}` })}`;
  return (
    <BoundaryMenu
      handle={handle}
      given={relation}
      back={ownViewOf(handle)}
      signIn={localePath(signIn, useLocale() as Locale)}
      words={{
        menu: t('keep-away', { name }),
        mute: t('mute'),
        unmute: t('unmute'),
        'about-mute': t('about-mute', { name }),
        block: t('block'),
        unblock: t('unblock'),
        'about-block': t('about-block', { name }),
      }}
    />
  );
}

/** Why nothing of this person is to be seen, for whoever wanted that. */
export function BoundaryWords({ person: { handle, name }, relation }: Props) {
  const t = useTranslations('social');
  const words = { block: t('blocked-note', { name }), mute: t('muted-note', { name }) };
  return <BoundaryNote handle={handle} given={relation} words={words} />;
}
