'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { hearAnswers } from '@/domains/accounts/components/face';
import { Icon } from '@/ui/icon';

/** From here on "99+". */
const mostShown = 99;

/**
 * The way to what one is told, with how much of it is new once `/api/viewer` or `/api/visit` has said so; its place is the same with and without a number.
 * `words.unread` has a "#" where the number goes.
 */
export function Bell({ href, words }: { href: string; words: { notifications: string; unread: string } }) {
  const [unread, setUnread] = useState(0);
  useEffect(() => hearAnswers(({ unread }) => setUnread(typeof unread === 'number' ? unread : 0)), []);
  const shown = unread > mostShown ? `${mostShown}+` : String(unread);
  const label = unread > 0 ? `${words.notifications}, ${words.unread.replace('#', shown)}` : words.notifications;
  return (
    <Link href={href} prefetch={false} aria-label={label} className="target relative flex items-center justify-center">
      <Icon name="bell" size={24} />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="figures absolute top-1 left-1/2 min-w-4.5 rounded-full bg-accent px-1 text-center text-13 leading-4.5 font-medium text-accent-ink"
        >
          {shown}
        </span>
      )}
    </Link>
  );
}
