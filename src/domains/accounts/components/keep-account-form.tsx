'use client';
import { useActionState } from 'react';
import { keepOwnAccount } from '@/domains/accounts/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

/** One button that gives the account back. `back` is where to go afterwards. Works without JavaScript. */
export function KeepAccountForm({ back, words }: { back?: string | undefined; words: string }) {
  const [state, keep, isPending] = useActionState(keepOwnAccount, idle);
  return (
    <form action={keep}>
      <Notice tone="bad">{state.status === 'refused' ? state.message : null}</Notice>
      {back && <input type="hidden" name="back" value={back} />}
      <Button tone="next" aria-disabled={isPending}>
        {words}
      </Button>
    </form>
  );
}
