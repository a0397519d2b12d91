import 'server-only';
import { updateTag } from 'next/cache';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { durationWords } from '@/i18n/duration';
import { type Locale, localeOfPath, localePath, safeBack } from '@/i18n/routing';
import { refuse } from '@/kernel/refusal';
import { clientNetwork } from '@/platform/client-address';
import type { FormState } from '@/platform/form-state';
import { limit } from '@/platform/redis/limits';
import { type Answer, answerFor, parseInput } from '@/platform/refusals';

/** At most `tokens` calls per `windowSeconds` by one person, or by one address for visitors. */
type Limit = { tokens: number; windowSeconds: number };

/** What a command may want to know of the call: the language of the page the form stands on, and the caller's network. */
export type Call = { locale: Locale; network: string };

type Door<Actor, Schema extends z.ZodType, Result> = {
  /** Names the door in logs and limits: `images/share`. */
  name: string;
  input: Schema;
  run: (actor: Actor, input: z.output<Schema>, call: Call) => Promise<Result>;
  /** The cache tags that the next read must not find. */
  touches?: (input: z.output<Schema>, result: Result) => string[];
  /** Where to go afterwards, a path without language; none or undefined: stay, the form says "done". */
  next?: (result: Result, input: z.output<Schema>) => string | undefined;
  /**
   * The form stands on pages that are the same for everybody, which cannot show an answer. Sent without script it names in `back` a page that can: done or
   * refused, that is where to go. A script leaves `back` out and stays.
   */
  goesBack?: boolean;
  limit?: Limit;
};

type Action = (state: FormState, form: FormData) => Promise<FormState>;

/** The language of the page the form stands on: root parameters cannot be read in actions. */
function localeOf(sent: Headers): Locale {
  const referer = sent.get('referer');
  return referer && URL.canParse(referer) ? localeOfPath(new URL(referer).pathname) : 'en';
}

/** Next refuses a foreign Origin; without any it would go on, we do not. */
function demandOrigin(sent: Headers) {
  const origin = sent.get('origin');
  if (!origin || origin === 'null') refuse('forbidden', 'site.origin', 'The form must be sent from its own page.');
}

/** Text fields as typed, without secrets, files and Next's own fields. */
function typedValues(form: FormData): Record<string, string> {
  const entries = [...form].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !/^\$|password|token|proof/i.test(entry[0]),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value.slice(0, 10_000)]));
}

/** Form fields as an object; a name that comes several times becomes a list. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = new Set([...form.keys()].filter((name) => !name.startsWith('$')));
  return Object.fromEntries(
    [...names].map((name) => {
      const all = form.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
}

async function refused(answer: Answer, locale: Locale, form: FormData): Promise<FormState> {
  const t = await getTranslations({ locale, namespace: 'refusals' });
  const { code, retryAfterSeconds } = answer;
  const say = (code: string) => t(code.replace('.', '-') as Parameters<typeof t>[0]);
  const message = retryAfterSeconds
    ? t('site-limited-wait', { wait: durationWords(retryAfterSeconds, locale) })
    : say(code);
  const fields = Object.fromEntries(Object.entries(answer.fields).map(([name, code]) => [name, say(code)]));
  return { status: 'refused', code, message, fields, values: typedValues(form) };
}

/** Where a form of {@link Door.goesBack} wants to go, a path without language; undefined when it wants to stay. */
function backOf(form: FormData): string | undefined {
  const back = form.get('back');
  return typeof back === 'string' && back !== '' ? safeBack(back) : undefined;
}

/** A page that can tell why not: the one of signing in, or the one to go back to, which is told the code of the refusal. */
function tellingPath({ status, code }: Answer, back: string): string {
  const told = new URL(back, 'http://vitrine.invalid');
  if (status === 401) return `/sign-in?${new URLSearchParams({ back })}`;
  told.searchParams.set('refused', code);
  return `${told.pathname}${told.search}`;
}

/**
 * The one door for forms: origin, who, limit, parse, one command, forget tags, go on. Refusals come back as state, in the person's language;
 * bugs are logged and told in general words.
 * @param actorOf decides who may pass, or refuses; `limitKey` names the caller for the limit.
 */
export function makeDoor<Actor>(actorOf: () => Promise<Actor>, limitKey: (actor: Actor) => string | null) {
  return <Schema extends z.ZodType, Result>(door: Door<Actor, Schema, Result>): Action =>
    async (_state, given) => {
      // Anybody may call an action by hand, with any arguments: what is no form is an empty one.
      const form = (given as unknown) instanceof FormData ? given : new FormData();
      const sent = await headers();
      const call = { locale: localeOf(sent), network: clientNetwork(sent) };
      const { locale, network } = call;
      const back = door.goesBack ? backOf(form) : undefined;
      let target = back;
      try {
        demandOrigin(sent);
        const actor = await actorOf();
        if (door.limit) await limit(door.name, limitKey(actor) ?? network, door.limit);
        const input = parseInput(door.input, fieldsOf(form));
        const result = await door.run(actor, input, call);
        for (const tag of door.touches?.(input, result) ?? []) updateTag(tag);
        target ??= door.next?.(result, input);
      } catch (thrown) {
        const answer = answerFor(thrown, door.name);
        if (back === undefined) return refused(answer, locale, form);
        target = tellingPath(answer, back);
      }
      if (target !== undefined) redirect(localePath(target, locale));
      return { status: 'done' };
    };
}
