'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { idle } from '@/platform/form-state';
import { buttonLook } from '@/ui/button';
import { classes } from '@/ui/classes';
import { Icon } from '@/ui/icon';
import { Toggle } from '@/ui/toggle';
import { switchLike } from '../actions';
import type { OwnOnImage } from '../queries/likes';
import { tellLike, useOwnOnImage } from './on-image';

export type LikeWords = { like: string; liked: string; takeBack: string };

type Props = {
  image: string;
  /** How many like it, as the page was drawn. */
  count: number;
  locale: string;
  given?: OwnOnImage | undefined;
  /** Where the form goes back to without script, without language; and where one signs in, complete. */
  back: string;
  signIn: string;
  words: LikeWords;
};

/** The toggle of a like, with the number of all. On the page for everybody it stands as "Like" until it is known who is looking; as wide as both words. */
export function LikeButton({ image, count, locale, given, back, signIn, words }: Props) {
  const router = useRouter();
  const isLiked = useOwnOnImage(image, given)?.isLiked ?? false;
  const [shift, setShift] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new count has in it what was switched before
  useEffect(() => setShift(0), [count]);
  const onSwitch = (isOn: boolean) => {
    tellLike(image, isOn);
    setShift((before) => before + (isOn ? 1 : -1));
  };
  return (
    <Toggle
      action={switchLike}
      idle={idle}
      fields={{ image }}
      verbs={{ on: 'like', off: 'unlike' }}
      isOn={isLiked}
      back={back}
      onSwitch={onSwitch}
      onStranger={() => router.push(signIn)}
    >
      {(isOn, message) => (
        <>
          <button
            type="submit"
            className={buttonLook('calm', 'min-w-32')}
            title={isOn ? words.takeBack : undefined}
            data-liked={isOn}
          >
            <span className={classes('contents', isOn && 'text-accent [&>svg]:fill-current')}>
              <Icon name="heart" />
            </span>
            {isOn ? words.liked : words.like}
            <span className="figures font-regular text-ink-2" data-likes={count + shift}>
              {new Intl.NumberFormat(locale).format(Math.max(0, count + shift))}
            </span>
            {isOn && <span className="sr-only">. {words.takeBack}</span>}
          </button>
          <span role="alert" className={message ? 'mt-2 block text-13 text-danger' : 'sr-only'}>
            {message}
          </span>
        </>
      )}
    </Toggle>
  );
}
