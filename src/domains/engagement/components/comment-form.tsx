'use client';
import { type ReactNode, type SubmitEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { type FormState, idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';
import { longestComment } from '../rules';
import { useDesk } from './comment-desk';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** Hidden fields: which thing the form is about. */
type Fields = Record<string, string | number>;

/**
 * A form that a script sends, and that then stays; without one it goes on to where its answer can be seen (`onward`). Spread `form` on the `<form>`.
 * `onDone` is called once for each time it was done; the form is then empty again.
 */
export function useSentForm(action: Action, onDone: () => void) {
  const [state, dispatch, isPending] = useActionState(action, idle);
  const ref = useRef<HTMLFormElement>(null);
  useFirstError(ref, state);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (state.status !== 'done') return;
    ref.current?.reset();
    done.current();
  }, [state]);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const typed = new FormData(event.currentTarget);
    typed.delete('onward');
    startTransition(() => dispatch(typed));
  };
  return {
    form: { ref, action: dispatch, onSubmit, noValidate: true },
    refused: state.status === 'refused' ? state : null,
    isPending,
  };
}

/** The fields that say what a form is about and where it goes on to. */
export function HiddenFields({ fields, onward }: { fields: Fields; onward: string }) {
  return Object.entries({ ...fields, onward }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

type Props = {
  id: string;
  action: Action;
  fields: Fields;
  onward: string;
  label: string;
  send: string;
  /** What stands there at first. */
  text?: string | undefined;
  onDone: () => void;
  /** Beside the button. */
  aside?: ReactNode;
  isOpened?: boolean;
};

/** Words to be sent: a comment, an answer, or other words for either. What was typed stays until it is there. */
export function CommentForm({ id, action, fields, onward, label, send, text, onDone, aside, isOpened }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const [length, setLength] = useState(0);
  const { form, refused, isPending } = useSentForm(action, () => {
    setLength(0);
    onDone();
  });
  useEffect(() => {
    if (isOpened) area.current?.querySelector('textarea')?.focus();
  }, [isOpened]);
  const error = refused?.fields.text;
  return (
    <form {...form} className="flex flex-col gap-3">
      <Notice tone="bad">{error ? null : refused?.message}</Notice>
      <HiddenFields fields={fields} onward={onward} />
      <div ref={area} className="flex flex-col gap-1">
        <TextField
          id={id}
          name="text"
          label={label}
          rows={2}
          required
          error={error}
          defaultValue={refused?.values.text ?? text}
          onInput={(event) => setLength([...event.currentTarget.value].length)}
        />
        <Left length={length} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-disabled={isPending}>{send}</Button>
        {aside}
      </div>
    </form>
  );
}

/** How much room is left, when it is getting short. */
function Left({ length }: { length: number }) {
  const { words } = useDesk();
  const left = longestComment - length;
  const said = (left < 0 ? words.over : words.left).replace('#', String(Math.abs(left)));
  return (
    <p role="status" className={left < 200 ? `figures text-13 ${left < 0 ? 'text-danger' : 'text-ink-2'}` : 'sr-only'}>
      {left < 200 ? said : null}
    </p>
  );
}
