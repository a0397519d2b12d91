'use client';
import { useActionState } from 'react';
import { signOutHere } from '@/domains/accounts/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';

/** The way out: one button. `onLeft` is called in the browser once the answer is there, whatever it was. Works without JavaScript. */
export function SignOutForm({ words, look, onLeft }: { words: string; look?: string; onLeft?: () => void }) {
  const [, leave] = useActionState(
    // Signing out ends in a redirect, which arrives here as a throw: the one who waits is told either way.
    onLeft ? (...given: Parameters<typeof signOutHere>) => signOutHere(...given).finally(onLeft) : signOutHere,
    idle,
  );
  return (
    <form action={leave}>
      <Button className={look}>{words}</Button>
    </form>
  );
}
