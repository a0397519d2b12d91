'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { askFace } from '@/domains/accounts/components/face';
import { markAllRead } from '@/domains/notifications/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';

/** One button that marks everything as read, on the pages after this one too. Works without JavaScript. */
export function MarkAllRead({ words }: { words: string }) {
  const router = useRouter();
  const [isMarking, startMarking] = useTransition();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isMarking) return;
    startMarking(async () => {
      await markAllRead(idle, new FormData());
      // The page and the bell above it both count anew.
      router.refresh();
      await askFace();
    });
  };
  return (
    // React gives the form the action's address for browsers without script.
    <form action={markAllRead.bind(null, idle) as unknown as (form: FormData) => void} onSubmit={onSubmit}>
      <Button aria-disabled={isMarking}>{words}</Button>
    </form>
  );
}
