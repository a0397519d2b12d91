import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '@/testing/guards/access';
import type { Copy } from './copy';
import type { statementCounter } from './statements';
import { type Answer, aVisitor, type Visitor } from './visitor';

/** An address somebody could type for a pattern of the access table. */
export const example = (pattern: string) =>
  pattern
    .replace('/[locale]', '')
    .replace('[ref]', '0000000000')
    .replace('[handle]', 'nobody')
    .replace(/\[[^\]]*\]/g, 'nothing') || '/';

const writes = (statements: string[]) =>
  statements.filter((statement) => /^\s*(?:with\b[\s\S]*\b)?(?:insert|update|delete)\b/i.test(statement));

/** Does it, and gives back the answer with what it wrote. */
export async function knock(
  counter: ReturnType<typeof statementCounter>,
  act: () => Promise<Answer>,
): Promise<Answer & { written: string[] }> {
  let answer: Answer | undefined;
  const statements = await counter.during(async () => {
    answer = await act();
  });
  if (!answer) throw new Error('no answer');
  return { ...answer, written: writes(statements) };
}

/** A manifest of the build a copy serves from: the one that carries a note of its supervisor. */
export function served({ pid }: Copy, file: string): Record<string, unknown> {
  const shelf = '.next/cache/sites';
  const build = readdirSync(shelf).find((name) => readdirSync(join(shelf, name)).includes(`user-${pid}`));
  return JSON.parse(readFileSync(join(shelf, build ?? '', '.next/server', file), 'utf8')) as Record<string, unknown>;
}

/** Something Next lets anybody call by its id, and an address of a page that uses it, if a page does. */
export type Reference = { id: string; name: string; isCached: boolean; page: string | undefined };

/** Every server action of a copy, and every cached function, which Next lets people call as well. */
export function references(copy: Copy): Reference[] {
  const { node } = served(copy, 'server-reference-manifest.json') as {
    node: Record<string, { exportedName: string; filename: string; workers: Record<string, unknown> }>;
  };
  return Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
    const page = Object.keys(workers).find((worker) => worker.endsWith('/page'));
    return {
      id,
      name: `${filename.replace(/^src\/|\.tsx?$/g, '')}#${exportedName}`,
      isCached: exportedName.startsWith('$$RSC_SERVER_CACHE'),
      page: page && example(addressOf(`src/${page}.tsx`)),
    };
  });
}

/** Calls an action as the browser does once scripts run: the state before, and an empty form. */
export function callAction(who: Visitor, { origin }: Copy, { id, page = '/' }: Reference): Promise<Answer> {
  const body = new FormData();
  // A form needs a field to arrive as one at all.
  body.append('_1_nothing', '');
  body.append('0', '[{"status":"idle"},"$K1"]');
  return who.send(page, { method: 'POST', body, headers: { origin, 'next-action': id } });
}

type Caller = {
  who: string;
  /** What they are to the doors, whatever they once were. */
  is: 'visitor' | 'member' | 'staff';
  /** What their row says; null for somebody without one. */
  standing: ({ [column in 'mutedAt' | 'suspendedAt' | 'deletedAt']?: Date } & { role?: 'editor' | 'admin' }) | null;
  isSessionOver?: true;
};

const day = 86_400_000;

/** Everybody there is: what they were, and what that lets them do now. */
export const callers: Caller[] = [
  { who: 'a stranger', is: 'visitor', standing: null },
  { who: 'a member', is: 'member', standing: {} },
  { who: 'a muted member', is: 'member', standing: { mutedAt: new Date() } },
  { who: 'a suspended member with a living session', is: 'visitor', standing: { suspendedAt: new Date() } },
  { who: 'a member who is leaving', is: 'visitor', standing: { deletedAt: new Date() } },
  {
    who: 'a member whose time to come back is over',
    is: 'visitor',
    standing: { deletedAt: new Date(Date.now() - 8 * day) },
  },
  { who: 'a member whose session is over', is: 'visitor', standing: {}, isSessionOver: true },
  { who: 'an editor', is: 'staff', standing: { role: 'editor' } },
  { who: 'an admin', is: 'staff', standing: { role: 'admin' } },
];

/**
 * Somebody of that standing in front of a copy, in a session of their own that was opened without the sign-in form. Call it after `enter()`.
 */
export async function aCaller({ origin }: Copy, { standing, isSessionOver }: Caller): Promise<Visitor> {
  const visitor = aVisitor(origin);
  if (standing === null) return visitor;
  const { aMember } = await import('@/domains/accounts/factory');
  const { openSession } = await import('@/domains/accounts/commands/sessions');
  const { sessionDays } = await import('@/domains/accounts/rules');
  const { sessionCookie } = await import('@/platform/session');
  const { id } = await aMember(standing);
  const openedAt = new Date(Date.now() - (isSessionOver ? sessionDays * day : 0));
  visitor.cookies.set(sessionCookie(), await openSession(id, 'Mozilla/5.0 (door)', openedAt));
  return visitor;
}
