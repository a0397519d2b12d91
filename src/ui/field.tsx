import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { classes } from '@/ui/classes';

const look =
  'block w-full min-h-11 rounded-control border-0 border-b-2 border-ink-2 bg-wall px-3 py-2 text-17 text-ink placeholder:text-ink-2 ' +
  'aria-invalid:border-danger focus-visible:outline-offset-0 file:mr-3 file:cursor-pointer file:font-medium file:underline';

type Words = { label: ReactNode; hint?: ReactNode; error?: ReactNode; optional?: ReactNode };

/** The ids a control names in `aria-describedby`, hint first. */
function described(id: string, { hint, error }: Words): string | undefined {
  return classes(hint && `${id}-hint`, error && `${id}-error`) || undefined;
}

/** Label above, hint below, error beside it in words that say what to do. */
function Labelled({ id, label, hint, error, optional, children }: Words & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-15 font-medium">
        {label}
        {optional && <span className="ml-2 font-regular text-ink-2">{optional}</span>}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className="text-15 font-medium text-danger">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-ink-2">
          {hint}
        </p>
      )}
    </div>
  );
}

export type FieldProps = Words & { id: string; name: string } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    'id' | 'name'
  >;

/** A line of text. `error` marks it invalid and is read with it. */
export function Field({ label, hint, error, optional, className, ...input }: FieldProps) {
  const words = { label, hint, error, optional };
  return (
    <Labelled id={input.id} {...words}>
      <input
        className={classes(look, className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(input.id, words)}
        {...input}
      />
    </Labelled>
  );
}

export type TextFieldProps = Words & { id: string; name: string } & Omit<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'id' | 'name'
  >;

/** Several lines of text; grows with what is written where the browser can. */
export function TextField({ label, hint, error, optional, className, rows = 3, ...area }: TextFieldProps) {
  const words = { label, hint, error, optional };
  return (
    <Labelled id={area.id} {...words}>
      <textarea
        rows={rows}
        className={classes(look, 'field-sizing-content max-h-80 resize-y', className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(area.id, words)}
        {...area}
      />
    </Labelled>
  );
}

export type SelectFieldProps = Words & {
  id: string;
  name: string;
  choices: readonly { value: string; label: string }[];
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'name'>;

/** One of many, folded away. */
export function SelectField({ label, hint, error, optional, className, choices, ...select }: SelectFieldProps) {
  const words = { label, hint, error, optional };
  return (
    <Labelled id={select.id} {...words}>
      <select
        className={classes(look, className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(select.id, words)}
        {...select}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

/** One of a few, all in sight. */
export function Choices(props: {
  name: string;
  legend: ReactNode;
  choices: readonly Choice[];
  chosen: string;
  onChoose?: (value: string) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-15 font-medium">{props.legend}</legend>
      {props.choices.map(({ value, label, hint }) => (
        <label key={value} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
          <input
            type="radio"
            name={props.name}
            value={value}
            defaultChecked={value === props.chosen}
            onChange={props.onChoose && (() => props.onChoose?.(value))}
            className="mt-0.5 size-5 shrink-0"
          />
          <span>
            {label}
            {hint && <span className="block text-13 text-ink-2">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
