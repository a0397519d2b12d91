'use client';
import Link from 'next/link';
import { useState } from 'react';
import { buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { post } from '../actions';
import { useCommenter, useDesk } from './comment-desk';
import { CommentForm } from './comment-form';

/** Where members write a comment, and visitors find the way to become one. Both are about as high, and last where they stand. */
export function Composer() {
  const { image, here, last, signIn, words } = useDesk();
  const commenter = useCommenter();
  const [isSent, setSent] = useState(false);
  if (!commenter)
    return (
      <div className="min-h-40">
        <Link href={signIn} prefetch={false} className={buttonLook('calm')}>
          {words.signIn}
        </Link>
      </div>
    );
  return (
    <div className="flex min-h-40 flex-col gap-3">
      <CommentForm
        id="comment-text"
        action={post}
        fields={{ image }}
        onward={here}
        label={words.label}
        send={words.send}
        onDone={() => setSent(true)}
      />
      <Notice tone="good">
        {isSent && (
          <>
            {words.sent}{' '}
            {last && (
              <Link href={last} prefetch={false} className="underline">
                {words.see}
              </Link>
            )}
          </>
        )}
      </Notice>
    </div>
  );
}
