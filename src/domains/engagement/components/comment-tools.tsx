'use client';
import { type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { Button, buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { changeWords, post, takeAway } from '../actions';
import { commentPlace, commentsPlace, isEditable, type Panel, wordsPlace } from '../rules';
import { useCommenter, useDesk } from './comment-desk';
import { CommentForm, HiddenFields, useSentForm } from './comment-form';

type Props = {
  id: number;
  /** Whose it is. */
  by: string;
  createdAt: string;
  /** Without script: which form is open, as the address of the page says. */
  opened?: Panel | undefined;
  /** Its words, where a form needs them that no script fills. */
  text?: string | undefined;
};

/** What may be done with a comment: answer it, and for whom it may be, change or delete it. Links that a script opens in place. */
export function CommentTools({ id, by, createdAt, opened, text }: Props) {
  const { hereInLanguage, isOpen, words } = useDesk();
  const commenter = useCommenter();
  const isMine = commenter?.handle === by;
  // Decided when it is opened: a form that somebody writes in does not go when the time is over; the site then says so.
  const open = (name: Panel) => ({ name, mayEdit: isMine && isEditable(new Date(createdAt), new Date()) });
  const [panel, setPanel] = useState(() => (opened ? open(opened) : null));
  const tools = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const close = () => {
    setPanel(null);
    tools.current?.querySelector('a')?.focus();
  };
  const link = (name: Panel, label: string) => (
    <a
      href={`${hereInLanguage}&${name}=${id}#${commentPlace(id)}`}
      className="word-target inline-flex items-center text-15 text-ink-2 no-underline hover:text-ink hover:underline"
      aria-expanded={panel?.name === name}
      aria-controls={panel?.name === name ? panelId : undefined}
      onClick={(event: MouseEvent) => {
        // A visitor's leads to where one signs in; with a key held, to a new tab.
        if (!commenter || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        setPanel(panel?.name === name ? null : open(name));
      }}
    >
      {label}
    </a>
  );
  return (
    <div ref={tools} className="min-h-11">
      <p className="flex flex-wrap gap-x-5">
        {isOpen && link('answer', words.answer)}
        {isMine && link('change', words.change)}
        {!isMine && commenter?.mayTidy && link('change', words.remove)}
      </p>
      {panel && (
        <div id={panelId} className="mt-2 mb-4 flex flex-col gap-6 border-l-2 border-line pl-4">
          {panel.name === 'answer' && isOpen && <Answer id={id} onClose={close} />}
          {panel.name === 'change' && panel.mayEdit && <Edit id={id} text={text} onClose={close} />}
          {panel.name === 'change' && (isMine || commenter?.mayTidy) && (
            <Delete id={id} onClose={close} isBelow={panel.mayEdit} />
          )}
        </div>
      )}
    </div>
  );
}

type PanelProps = { id: number; onClose: () => void };

function Cancel({ onClose }: { onClose: () => void }) {
  const { hereInLanguage, words } = useDesk();
  return (
    <a
      href={hereInLanguage}
      className={buttonLook('bare')}
      onClick={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {words.cancel}
    </a>
  );
}

function Answer({ id, onClose }: PanelProps) {
  const { image, here, words } = useDesk();
  return (
    <CommentForm
      id={`answer-${id}`}
      action={post}
      fields={{ image, answered: id }}
      onward={`${here}#${commentPlace(id)}`}
      label={words.answerLabel}
      send={words.answerSend}
      onDone={onClose}
      aside={<Cancel onClose={onClose} />}
      isOpened
    />
  );
}

function Edit({ id, text, onClose }: PanelProps & { text: string | undefined }) {
  const { here, words } = useDesk();
  const shown = typeof document === 'undefined' ? null : document.getElementById(wordsPlace(id));
  return (
    <CommentForm
      id={`edit-${id}`}
      action={changeWords}
      fields={{ comment: id }}
      onward={`${here}#${commentPlace(id)}`}
      label={words.editLabel}
      send={words.save}
      text={text ?? shown?.textContent ?? ''}
      onDone={onClose}
      aside={<Cancel onClose={onClose} />}
      isOpened
    />
  );
}

/** `isBelow`: another form stands above it, which has the focus and the way out. */
function Delete({ id, onClose, isBelow }: PanelProps & { isBelow: boolean }) {
  const { here, words } = useDesk();
  const { form, refused, isPending } = useSentForm(takeAway, onClose);
  const isUnderway = useRef(false);
  useEffect(() => {
    isUnderway.current = isPending;
  }, [isPending]);
  useEffect(
    () => () => {
      // The comment went, and the focus with it: to the place it stood in.
      const heading = isUnderway.current ? document.getElementById(commentsPlace) : null;
      heading?.setAttribute('tabindex', '-1');
      heading?.focus();
    },
    [],
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isBelow) box.current?.querySelector('button')?.focus();
  }, [isBelow]);
  return (
    <form {...form} className="flex flex-col items-start gap-2">
      <Notice tone="bad">{refused?.message}</Notice>
      <HiddenFields fields={{ comment: id }} onward={here} />
      <p>{words.removeSure}</p>
      <div ref={box} className="flex flex-wrap items-center gap-2">
        <Button tone="grave" aria-disabled={isPending}>
          {words.removeYes}
        </Button>
        {!isBelow && <Cancel onClose={onClose} />}
      </div>
    </form>
  );
}
