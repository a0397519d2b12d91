import type { ReactNode } from 'react';
import { type FormState, idle } from '@/platform/form-state';
import { type ButtonTone, buttonLook } from '@/ui/button';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  fields: Record<string, string>;
  label: string;
  tone?: ButtonTone;
  /** Another look than a button's. */
  look?: string;
  children: ReactNode;
};

/** One button on a personal page, which is drawn anew by what it does. Needs no script. `fields` hold `back`, where to go then; `label` says what is done to whom. */
export function PlainForm({ action, fields, label, tone = 'calm', look, children }: Props) {
  return (
    // React gives the form the action's address; with script it sends it itself.
    <form action={action.bind(null, idle) as unknown as (form: FormData) => void}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={look ?? buttonLook(tone, 'min-w-28')} aria-label={label}>
        {children}
      </button>
    </form>
  );
}
