import { setTimeout as pause } from 'node:timers/promises';
import type { Copy } from '../../support/copy';
import { aMemberWithPassword, aNewcomer, doorway, goesTo } from '../../support/newcomers';
import { cpuMillis, treeOf } from '../../support/processes';
import { statementCounter } from '../../support/statements';
import { costOf, median, startGenerator } from '../measure';
import type { Row } from '../rows';

type Member = Awaited<ReturnType<typeof aMemberWithPassword>>;

/** How often a costly thing is done in one round. */
const times = 40;
const oneAfterTheOther = async (acts: (() => Promise<unknown>)[]) => {
  for (const act of acts) await act();
};

/**
 * CPU milliseconds of all processes of the copy for one of what `prepare` readies, of which it readies {@link times}; `settled` waits until the copy has
 * done what follows. One round more than counted, to warm up.
 */
async function cpuOfOne(
  what: string,
  { pid }: Copy,
  rounds: number,
  prepare: () => Promise<() => Promise<unknown>>,
  settled = async () => {},
): Promise<Row> {
  const seen: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const acts = await Promise.all(Array.from({ length: times }, prepare));
    await settled();
    const pids = treeOf(pid);
    const before = cpuMillis(pids);
    await oneAfterTheOther(acts);
    await settled();
    if (round > 0) seen.push((cpuMillis(pids) - before) / times);
  }
  const spread = `rounds ${Math.min(...seen).toFixed(1)} to ${Math.max(...seen).toFixed(1)}`;
  return { what: `CPU: ${what}`, value: median(seen), unit: 'ms', spread };
}

/** CPU of one argon2id verification, all its threads, measured in this process. */
async function hashCpu({ password }: Member): Promise<number> {
  const { hashPassword, passwordFits } = await doorway();
  const stored = await hashPassword(password);
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) await passwordFits(password, stored);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

/** Somebody in front of a form, which is read beforehand; sending it must lead to `target`. Each comes from an address of their own. */
async function inFrontOf(copy: Copy, path: string, field: string, values: Record<string, string>, target: string) {
  const send = await aNewcomer(copy).form(path, field);
  return async () => {
    const answer = await send(values);
    if (goesTo(answer) !== target) throw new Error(`${path} ${goesTo(answer)} instead of ${target}`);
  };
}

async function signInRows(copy: Copy, member: Member, rounds: number): Promise<Row[]> {
  const given = { login: member.handle, password: member.password };
  const prepare = () => inFrontOf(copy, '/sign-in', 'login', given, '/');
  const whole = await cpuOfOne('a sign-in, argon2id included', copy, rounds, prepare);
  const hash = await hashCpu(member);
  const counter = statementCounter(process.env.DATABASE_URL ?? '');
  const statements = await counter.during(await prepare());
  await counter.end();
  return [
    whole,
    { what: 'CPU: one argon2id alone', value: hash, unit: 'ms', note: 'in a process of its own' },
    { what: 'CPU: a sign-in without its argon2id', value: whole.value - hash, unit: 'ms', note: 'the difference' },
    // The member, two ceilings, one of them given back, the password under its lock, the session.
    { what: 'statements: a sign-in', value: statements.length, unit: '', atMost: 6 },
  ];
}

/** A forgotten password of somebody who is a member, until the mail with the code is on its way. */
async function codeRow(copy: Copy, rounds: number): Promise<Row> {
  const { aMember, and, db, eq, inArray, mails } = await doorway();
  const asked: string[] = [];
  const prepare = async () => {
    const { email } = await aMember();
    const send = await inFrontOf(copy, '/sign-in/forgotten', 'email', { email }, '/confirm');
    return () => send().then(() => asked.push(email));
  };
  const settled = async () => {
    const areSent = and(inArray(mails.recipient, asked), eq(mails.state, 'sent'));
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100))
      if (asked.length === 0 || (await db.$count(mails, areSent)) >= asked.length) return;
    throw new Error(`Of ${asked.length} codes not all were sent within a minute.`);
  };
  return cpuOfOne('a code asked for, its job and its mail included', copy, rounds, prepare, settled);
}

/** What knowing who asks costs: statements of pages and routes that ask, and the look itself. */
async function sessionRows(copy: Copy, member: Member, rounds: number): Promise<Row[]> {
  const { sessionCookie } = await doorway();
  const { openSession } = await import('@/domains/accounts/commands/sessions');
  const { findViewer } = await import('@/domains/accounts/queries');
  const token = await openSession(member.id);
  const cookie = `${sessionCookie()}=${token}`;
  const counter = statementCounter(process.env.DATABASE_URL ?? '');
  const statementsOf = async (path: string, headers: Record<string, string>) =>
    (await counter.during(() => fetch(copy.origin + path, { headers }).then((answer) => answer.arrayBuffer()))).length;
  const rows: Row[] = [
    { what: 'statements: GET /api/viewer, visitor', value: await statementsOf('/api/viewer', {}), unit: '', atMost: 0 },
    {
      what: 'statements: GET /api/viewer, member',
      value: await statementsOf('/api/viewer', { cookie }),
      unit: '',
      atMost: 1,
    },
    { what: 'statements: /share, member', value: await statementsOf('/share', { cookie }), unit: '', atMost: 1 },
    { what: 'statements: /settings, member', value: await statementsOf('/settings', { cookie }), unit: '', atMost: 4 },
  ];
  await counter.end();
  const waits: number[] = [];
  for (let look = 0; look < 500; look++) {
    const began = performance.now();
    await findViewer(token);
    waits.push(performance.now() - began);
  }
  rows.push({
    what: 'a look at the session',
    value: median(waits),
    unit: 'ms',
    note: 'median of 500, database included',
  });
  const generator = startGenerator();
  const callers: [who: string, headers: Record<string, string>][] = [
    ['visitor', {}],
    ['member', { cookie }],
  ];
  for (const [who, headers] of callers) {
    const load = { url: `${copy.origin}/api/viewer`, requests: 600, connections: 8, headers };
    const { cpu, statuses } = await costOf(generator, { name: who, root: copy.pid, load }, rounds);
    rows.push({ what: `CPU: GET /api/viewer, ${who}`, value: cpu, unit: 'ms', note: JSON.stringify(statuses) });
  }
  generator.stop();
  return rows;
}

/** What the doors of accounts cost. The copy stands behind a proxy (`proxied`) and this process has entered it. */
export async function accountCosts(copy: Copy, rounds: number): Promise<Row[]> {
  const member = await aMemberWithPassword();
  return [
    ...(await sessionRows(copy, member, rounds)),
    ...(await signInRows(copy, member, rounds)),
    await codeRow(copy, rounds),
  ];
}
