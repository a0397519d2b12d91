'use client';
import { createContext, type ReactNode, use } from 'react';
import { useFace } from '@/domains/accounts/components/face';
import type { OwnOnImage } from '../queries/likes';
import { useOwnOnImage } from './on-image';

export type DeskWords = Record<
  | 'label'
  | 'send'
  | 'sent'
  | 'see'
  | 'signIn'
  | 'answer'
  | 'answerLabel'
  | 'answerSend'
  | 'cancel'
  | 'change'
  | 'remove'
  | 'removeSure'
  | 'removeYes'
  | 'editLabel'
  | 'save'
  /** With "#" where the number goes. */
  | 'left'
  | 'over',
  string
>;

/** Who is looking, on a page that knows it; null for a visitor. */
export type KnownViewer = ({ handle: string } & OwnOnImage) | null;

export type DeskProps = {
  image: string;
  /** Whether comments are open. */
  isOpen: boolean;
  /** This page as its viewer sees it, with its query: where forms go on to without script (without language), and where links lead that need no script (complete). */
  here: string;
  hereInLanguage: string;
  /** The last page of comments, complete, where a new one does not stand on this one. */
  last: string | null;
  signIn: string;
  /** Undefined on the page that is the same for everybody. */
  viewer?: KnownViewer | undefined;
  words: DeskWords;
};

const Desk = createContext<DeskProps | null>(null);

/** What all forms under an image share: so the words travel once, not with each comment. */
export function CommentDesk({ children, ...desk }: DeskProps & { children: ReactNode }) {
  return <Desk value={desk}>{children}</Desk>;
}

export function useDesk(): DeskProps {
  const desk = use(Desk);
  if (!desk) throw new Error('there is no desk around this form');
  return desk;
}

/** Who is looking, and whether they may take away others' comments; null for a visitor, and until it is known. */
export function useCommenter(): { handle: string; mayTidy: boolean } | null {
  const { image, viewer } = useDesk();
  const face = useFace();
  const own = useOwnOnImage(image, viewer ?? undefined);
  const handle = face?.handle ?? viewer?.handle;
  return handle === undefined ? null : { handle, mayTidy: own?.mayTidy ?? false };
}
