'use client';
import { createContext, type ReactNode, useContext } from 'react';
import { Button } from '@/ui/button';
import { Page, PageTitle } from '@/ui/page';

type Words = { title: string; text: string; again: string };
const Said = createContext<Words>({ title: '', text: '', again: '' });

/** Keeps the words of the error panel at hand: when a screen breaks, nothing can be asked of the server any more. */
export function ErrorWords({ words, children }: { words: Words; children: ReactNode }) {
  return <Said value={words}>{children}</Said>;
}

/** What stands where a screen broke: in the same voice, with a way on. */
export function ErrorPanel({ retry }: { retry: () => void }) {
  const { title, text, again } = useContext(Said);
  return (
    <Page>
      <PageTitle lead={text}>{title}</PageTitle>
      <Button type="button" tone="next" onClick={retry}>
        {again}
      </Button>
    </Page>
  );
}
