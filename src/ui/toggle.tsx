'use client';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** What a form's action answers, as far as a toggle has to know. */
type Answer = { status: string; code?: string; message?: string };

type Props<State> = {
  /** The action, and the state it begins with. */
  action: (state: State, form: FormData) => Promise<Answer>;
  idle: State;
  /** Which thing is switched: hidden fields. */
  fields: Record<string, string>;
  /** What the field `verb` says to switch it on and off. */
  verbs: { on: string; off: string };
  isOn: boolean;
  /** Without script: the page that shows the answer, a path without language. */
  back: string;
  /** Hears each switch at once, and the way back when it was refused. */
  onSwitch?: (isOn: boolean) => void;
  /** Somebody who is not signed in switched: where to go. */
  onStranger: () => void;
  /** Draws the button; `message` is why the last switch was refused. */
  children: (isOn: boolean, message: string | undefined) => ReactNode;
};

/**
 * A form that switches something on or off and says which (never "the other way"). With script it shows the switch at once and sends the last wish only,
 * one at a time, however fast it is pressed; a refusal takes it back and says why. Without script it is a plain form.
 */
export function Toggle<State>(props: Props<State>) {
  const { action, idle, fields, verbs, back, children } = props;
  const { isOn, message, flip } = useSwitch(props);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    flip();
  };
  return (
    // React gives the form the action's address for browsers without script.
    <form action={action.bind(null, idle) as unknown as (form: FormData) => void} onSubmit={onSubmit}>
      {Object.entries({ ...fields, back, verb: isOn ? verbs.off : verbs.on }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children(isOn, message)}
    </form>
  );
}

function useSwitch<State>({ isOn: isOnGiven, onSwitch, onStranger, ...telling }: Props<State>) {
  const [isOn, setIsOn] = useState(isOnGiven);
  const [message, setMessage] = useState<string>();
  /** What the server knows, what is wanted, and whether it is being told. */
  const wish = useRef({ known: isOnGiven, wanted: isOnGiven, isSending: false });
  useEffect(() => {
    if (wish.current.isSending) return;
    wish.current = { known: isOnGiven, wanted: isOnGiven, isSending: false };
    setIsOn(isOnGiven);
  }, [isOnGiven]);

  const show = (next: boolean) => {
    setIsOn(next);
    onSwitch?.(next);
  };

  const send = async () => {
    const { current } = wish;
    if (current.isSending) return;
    current.isSending = true;
    while (current.wanted !== current.known) {
      const wanted = current.wanted;
      const answer = await tell(telling, wanted);
      if (answer.status !== 'refused') {
        current.known = wanted;
        continue;
      }
      current.wanted = current.known;
      show(current.known);
      if (answer.code === 'accounts.sign-in-first') onStranger();
      else setMessage(answer.message);
    }
    current.isSending = false;
  };

  const flip = () => {
    setMessage(undefined);
    wish.current.wanted = !wish.current.wanted;
    show(wish.current.wanted);
    void send();
  };
  return { isOn, message, flip };
}

type Telling<State> = Pick<Props<State>, 'action' | 'idle' | 'fields' | 'verbs'>;

/** Sends one wish. A call that does not come through counts as refused. */
function tell<State>({ action, idle, fields, verbs }: Telling<State>, isWanted: boolean): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, verb: isWanted ? verbs.on : verbs.off }))
    form.set(name, value);
  return action(idle, form).catch((): Answer => ({ status: 'refused' }));
}
