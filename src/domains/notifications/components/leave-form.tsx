'use client';
import { useActionState, useEffect, useRef } from 'react';
import { leaveDigestByLink } from '@/domains/notifications/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** Asks once more, and ends the weekly mails of whom the link was sent to. Works without JavaScript. */
export function LeaveForm({ token, words }: { token: string; words: { leave: string; left: string } }) {
  const [state, leave, isLeaving] = useActionState(leaveDigestByLink, idle);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that had the focus is gone.
    if (state.status !== 'idle') answer.current?.focus();
  }, [state]);
  return (
    <form action={leave} className="flex flex-col items-start gap-5">
      <div ref={answer} tabIndex={-1}>
        <Notice tone="bad">{state.status === 'refused' && state.message}</Notice>
        <Notice tone="good">{state.status === 'done' && words.left}</Notice>
      </div>
      <input type="hidden" name="token" value={token} />
      {state.status !== 'done' && (
        <Button tone="next" aria-disabled={isLeaving}>
          {words.leave}
        </Button>
      )}
    </form>
  );
}
