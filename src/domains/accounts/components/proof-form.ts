'use client';
import { type SubmitEvent, startTransition, useActionState, useEffect, useRef, useTransition } from 'react';
import { useProof } from '@/domains/accounts/components/proof-work';
import { type FormState, idle } from '@/platform/form-state';
import { useFirstError } from '@/ui/first-error';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * A form that keeps everything typed when it comes back, passwords too: where scripts run it is sent by one, after `complete` added what it wants; without,
 * the browser sends it to the same action. Spread `form` on the `<form>`.
 * @returns `refused`: the answer that said no, else null; `notice`: its words for above the form, unless a field says them
 */
export function useKeptForm(action: Action, complete?: (typed: FormData) => Promise<void>) {
  const [state, dispatch, isAnswering] = useActionState(action, idle);
  const [isWorking, startWorking] = useTransition();
  const ref = useRef<HTMLFormElement>(null);
  useFirstError(ref, state);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isWorking || isAnswering) return;
    const typed = new FormData(event.currentTarget);
    startWorking(async () => {
      await complete?.(typed);
      startTransition(() => dispatch(typed));
    });
  };
  const form = { ref, action: dispatch, onSubmit, noValidate: true };
  return { form, state, isPending: isWorking || isAnswering, ...tellRefusal(state) };
}

/** A {@link useKeptForm} that has a code sent, with its proof of work (`proof`). Put a `ProofTrap` inside. */
export function useProofForm(action: Action) {
  const { begin, take } = useProof();
  const kept = useKeptForm(action, async (typed) => {
    const proof = await take();
    if (proof) typed.set('proof', proof);
  });
  const { state, form } = kept;
  useEffect(() => {
    // Whatever filled it, nobody could see it to empty it again.
    const trap = form.ref.current?.elements.namedItem('website');
    if (state.status === 'refused' && trap instanceof HTMLInputElement) trap.value = '';
  }, [state, form.ref]);
  return { ...kept, form: { ...form, onFocus: begin, onPointerDown: begin } };
}

function tellRefusal(state: FormState) {
  if (state.status !== 'refused') return { refused: null, notice: undefined };
  const { website, ...told } = state.fields;
  const isTold = Object.values(told).includes(state.message);
  return { refused: state, notice: website ?? (isTold ? undefined : state.message) };
}
