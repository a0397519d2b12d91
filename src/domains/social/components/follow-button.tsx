'use client';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useFace } from '@/domains/accounts/components/face';
import { idle } from '@/platform/form-state';
import { buttonLook } from '@/ui/button';
import { Toggle } from '@/ui/toggle';
import { followOrNot, setBoundary } from '../actions';
import { type Relation, tellRelation, useRelation } from './relations';

export type FollowWords = { follow: string; following: string; stop: string; unblock: string };

type Props = {
  handle: string;
  /** What the server knew, on a page that knows who is looking. */
  given?: Relation | undefined;
  /** Where forms go back to without script, without language; and where one signs in, complete. */
  back: string;
  signIn: string;
  words: FollowWords;
  /** Stands instead where the person looks at themselves. */
  own?: ReactNode;
  isWide?: boolean | undefined;
};

/**
 * The toggle of a follow, wherever a person is shown; of somebody who was blocked, the way to take that back. On pages for everybody it stands as "Follow" until
 * it is known who is looking; as wide as both words, so that nothing moves.
 */
export function FollowButton({ handle, given, back, signIn, words, own, isWide }: Props) {
  const face = useFace();
  const router = useRouter();
  const relation = useRelation(handle, given);
  if (face?.handle === handle) return own ?? null;
  const look = (isOn: boolean) => buttonLook(isWide && !isOn ? 'next' : 'calm', isWide ? 'min-w-36' : 'min-w-28');
  const shared = { idle, fields: { handle }, back, onStranger: () => router.push(signIn) };
  if (relation?.boundary === 'block') {
    return (
      <Toggle
        {...shared}
        action={setBoundary}
        verbs={{ on: 'block', off: 'unblock' }}
        isOn
        onSwitch={(isOn) => tellRelation(handle, { boundary: isOn ? 'block' : null })}
      >
        {(_, message) => (
          <>
            <button type="submit" className={look(true)}>
              {words.unblock}
            </button>
            <Why message={message} />
          </>
        )}
      </Toggle>
    );
  }
  return (
    <Toggle
      {...shared}
      action={followOrNot}
      verbs={{ on: 'follow', off: 'unfollow' }}
      isOn={relation?.isFollowed ?? false}
      onSwitch={(isFollowed) => tellRelation(handle, { isFollowed })}
    >
      {(isOn, message) => (
        <>
          <button type="submit" className={look(isOn)} title={isOn ? words.stop : undefined}>
            {isOn ? words.following : words.follow}
            {isOn && <span className="sr-only">. {words.stop}</span>}
          </button>
          <Why message={message} />
        </>
      )}
    </Toggle>
  );
}

/** Why a switch was refused. Read out when it comes. */
export function Why({ message }: { message: string | undefined }) {
  return (
    <span role="alert" className={message ? 'mt-2 block max-w-64 text-13 text-danger' : 'sr-only'}>
      {message}
    </span>
  );
}
