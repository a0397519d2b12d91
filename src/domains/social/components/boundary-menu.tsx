'use client';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useFace } from '@/domains/accounts/components/face';
import { idle } from '@/platform/form-state';
import { buttonLook } from '@/ui/button';
import { useDismissal } from '@/ui/dismissal';
import { Icon } from '@/ui/icon';
import { Toggle } from '@/ui/toggle';
import { setBoundary } from '../actions';
import type { BoundaryKind } from '../rules';
import { Why } from './follow-button';
import { type Relation, tellRelation, useRelation } from './relations';

type Words = Record<'menu' | 'mute' | 'unmute' | 'about-mute' | 'block' | 'unblock' | 'about-block', string>;
type Props = { handle: string; given?: Relation | undefined; back: string; signIn: string; words: Words };

/** What keeps a person away: mute and block, each with what it does. On a phone it opens as wide as what it stands in, which has to be `relative`. */
export function BoundaryMenu(props: Props) {
  const { handle, given, words } = props;
  const face = useFace();
  const boundary = useRelation(handle, given)?.boundary ?? null;
  const menu = useRef<HTMLDetailsElement>(null);
  useDismissal(menu);
  if (face?.handle === handle) return null;
  return (
    // Somebody may have opened it before the page could hear that.
    <details ref={menu} className="tablet:relative" suppressHydrationWarning>
      <summary className={buttonLook('calm', 'px-3!')} aria-label={words.menu}>
        <Icon name="more" />
      </summary>
      <div className="absolute left-0 z-10 mt-2 flex w-72 max-w-full flex-col tablet:max-w-none gap-4 bg-paper p-5 outline outline-line">
        {boundary !== 'block' && <Choice {...props} kind="mute" boundary={boundary} />}
        <Choice {...props} kind="block" boundary={boundary} />
      </div>
    </details>
  );
}

function Choice({
  kind,
  boundary,
  handle,
  back,
  signIn,
  words,
}: Props & { kind: BoundaryKind; boundary: BoundaryKind | null }) {
  const router = useRouter();
  return (
    <Toggle
      action={setBoundary}
      idle={idle}
      fields={{ handle }}
      verbs={{ on: kind, off: `un${kind}` }}
      isOn={boundary === kind}
      back={back}
      onSwitch={(isOn) => tellRelation(handle, { boundary: isOn ? kind : null })}
      onStranger={() => router.push(signIn)}
    >
      {(isOn, message) => (
        <>
          <button type="submit" className={buttonLook('calm', 'w-full')}>
            {words[isOn ? (`un${kind}` as const) : kind]}
          </button>
          {!isOn && <p className="mt-1.5 text-13 text-ink-2">{words[`about-${kind}`]}</p>}
          <Why message={message} />
        </>
      )}
    </Toggle>
  );
}
