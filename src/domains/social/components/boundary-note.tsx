'use client';
import { Notice } from '@/ui/notice';
import { type Relation, useRelation } from './relations';

type Props = { handle: string; given?: Relation | undefined; words: { block: string; mute: string } };

/** Says on a person's page why nothing of theirs is seen there, to who blocked or muted them. Nothing to everybody else. */
export function BoundaryNote({ handle, given, words }: Props) {
  const boundary = useRelation(handle, given)?.boundary;
  return (
    <div className={boundary ? 'mb-6' : undefined}>
      <Notice>{boundary && words[boundary]}</Notice>
    </div>
  );
}
