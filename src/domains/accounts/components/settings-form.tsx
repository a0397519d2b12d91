'use client';
import { type ComponentProps, type ReactNode, type Ref, useEffect, useState } from 'react';
import type { useKeptForm } from '@/domains/accounts/components/proof-form';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';

type Kept = ReturnType<typeof useKeptForm> & { form: ComponentProps<'form'> };
type Words = { save: string; saved: string };

/**
 * One part of the settings: its fields, its button, and what became of it beside them. `kept` comes from `useKeptForm`; `saved` is a word for what is kept
 * now: when it changes, the fields show it as it was kept. Works without JavaScript.
 */
export function SettingsForm(props: { kept: Kept; saved?: string; words: Words; tone?: 'next'; children: ReactNode }) {
  const { kept, saved, words } = props;
  const [touched, setTouched] = useState<object | null>(null);
  const { form, state, notice, isPending } = kept;
  const isDone = state.status === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept can arrive after the answer
  useEffect(() => {
    if (isDone) for (const field of form.ref.current?.elements ?? []) showKept(field);
  }, [isDone, state, saved, form.ref]);
  return (
    <form {...form} onInput={() => setTouched(state)} className="flex max-w-form flex-col gap-6">
      <Answer isHere={state.status === 'refused'}>
        <Notice tone="bad">{notice}</Notice>
      </Answer>
      {props.children}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button tone={props.tone} aria-disabled={isPending}>
          {words.save}
        </Button>
        <Answer isHere={isDone}>
          <Notice tone="good">{isDone && touched !== state && words.saved}</Notice>
        </Answer>
      </div>
    </form>
  );
}

/** Where a form's answer stands. Without JavaScript the whole page comes back with it: browsers go to what wants the focus from the start. */
export function Answer(props: { isHere: boolean; place?: Ref<HTMLDivElement>; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noAutofocus: the person has just sent this form and waits for what stands here
    <div ref={props.place} tabIndex={-1} autoFocus={props.isHere} className={props.isHere ? undefined : 'absolute'}>
      {props.children}
    </div>
  );
}

/** Passwords go, words stand as they were cleaned. Choices are exact already, and hidden fields nobody's words. */
function showKept(field: Element) {
  const isText = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== 'hidden');
  if (isText) field.value = field.defaultValue;
}
