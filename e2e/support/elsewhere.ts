import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { startCopy, temporaryData } from './copy';
import { type Person, startIdentityProvider } from './identity-provider';
import { enter } from './inside';
import { aNewcomer, doorway, goesTo, proxied } from './newcomers';
import { freePlace } from './places';
import type { Answer, Visitor } from './visitor';

/** A copy whose members sign in with GitHub and Google too, and a provider that asks and answers as theirs do. */
export type Elsewhere = Awaited<ReturnType<typeof startElsewhere>>;

export type Provider = 'github' | 'google';

let ids = 1_000;

/** Somebody with an account elsewhere whose e-mail is confirmed, unless told. */
export function aPerson({
  email = `${randomUUID()}@elsewhere.test`,
  verified = true,
} = {}): Person & { email: string } {
  ids++;
  return { id: ids, name: `Zoë Nº ${ids}`, emails: [{ email, verified }], email };
}

/** The session a browser holds. */
export const sessionOf = (who: Visitor) => [...who.cookies].find(([name]) => name.startsWith('vitrine-session'))?.[1];

/** Rows by which somebody would be known or signed in. */
export async function known(): Promise<number[]> {
  const { db, identities, members, sessions } = await doorway();
  return Promise.all([db.$count(members), db.$count(identities), db.$count(sessions)]);
}

/** Does it, and sees that nobody became known by it. */
export async function writesNothing<Result>(act: () => Promise<Result>): Promise<Result> {
  const before = await known();
  const result = await act();
  expect(await known()).toEqual(before);
  return result;
}

/** Brings both up; `name` names the data folder. */
export async function startElsewhere(name: string) {
  const { dataDir, remove } = temporaryData(name);
  const provider = await startIdentityProvider();
  const port = await freePlace();
  const copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: { ...proxied, ...provider.variables } });
  enter({ port, dataDir });

  /** Where an answer leads within this site; another site fails the test. */
  function within({ status, headers }: Answer): string {
    expect([302, 303, 307]).toContain(status);
    const target = new URL(headers.get('location') ?? '', copy.origin);
    expect(target.origin).toBe(copy.origin);
    return target.pathname + target.search;
  }

  /** What the provider answers to the browser: the way back, with a code or a "no". */
  async function askThere(address: string): Promise<string> {
    const { headers } = await fetch(address, { redirect: 'manual' });
    const back = new URL(headers.get('location') ?? '');
    expect(back.origin).toBe(copy.origin);
    return back.pathname + back.search;
  }

  /** Presses the button and comes back, as far as the site's own door. */
  async function wayBack(who: Visitor, host: Provider, person: Person | null, page = '/sign-in'): Promise<string> {
    provider.be(person);
    const answer = await who.submit(page, 'provider', { provider: host });
    expect(goesTo(answer)).toMatch(new RegExp(`^${provider.origin}/`));
    return askThere(goesTo(answer));
  }

  /** From the button to what the site makes of who comes back. */
  const goThrough = async (who: Visitor, host: Provider, person: Person | null, page?: string) =>
    within(await who.get(await wayBack(who, host, person, page)));

  /** Somebody who has become a member that way. */
  async function aMemberFrom(host: Provider) {
    const person = aPerson();
    const who = aNewcomer(copy);
    await goThrough(who, host, person);
    const handle = `z_${person.id}`;
    expect(goesTo(await who.submit('/register/handle', 'handle', { handle }))).toBe('/');
    return { person, who, handle };
  }

  async function stop() {
    await (await doorway()).closeDatabase();
    await copy.stop();
    await provider.stop();
    remove();
  }

  return { copy, provider, within, askThere, wayBack, goThrough, aMemberFrom, stop };
}
