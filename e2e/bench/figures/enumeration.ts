import { randomInt } from 'node:crypto';
import type { Copy } from '../../support/copy';
import { aNewcomer, anAddress, aWish, doorway, goesTo, letPass, refusalsIn } from '../../support/newcomers';
import { median } from '../measure';
import type { Row } from '../rows';

/**
 * The largest |t| that counts as "no difference". Where there is none, one t passes 4 by chance once in about 16,000 times, and two are looked at; a
 * difference of a quarter of the spread, one that a patient stranger could use, gives about 4.
 */
const atMost = 4;

type Door = { name: string; path: string; field: string; values: (email: string) => Record<string, string> };

const doors: Door[] = [
  {
    name: 'register',
    path: '/register',
    field: 'handle',
    values: (email) => ({ ...aWish(), email }),
  },
  { name: 'sign-in', path: '/sign-in', field: 'login', values: (login) => ({ login, password: aWish().password }) },
  { name: 'forgotten', path: '/sign-in/forgotten', field: 'email', values: (email) => ({ email }) },
];

type Sample = { isKnown: boolean; millis: number; answer: string };

function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[], middle = mean(values)) =>
  values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);

/** Welch's t of two samples: the difference of their means, measured in its own standard error. */
function welch(a: number[], b: number[]): number {
  return (mean(a) - mean(b)) / Math.sqrt(variance(a) / a.length + variance(b) / b.length);
}

/** Each e-mail once, in random order and one after the other, from an address of its own: what came back, and after how long. */
async function knock(copy: Copy, door: Door, known: string[], unknown: string[]): Promise<Sample[]> {
  const tries = shuffled([
    ...known.map((email) => ({ email, isKnown: true })),
    ...unknown.map((email) => ({ email, isKnown: false })),
  ]);
  const samples: Sample[] = [];
  const send = await aNewcomer(copy).form(door.path, door.field);
  for (const { email, isKnown } of tries) {
    const values = door.values(email);
    const headers = { 'x-forwarded-for': anAddress() };
    const began = performance.now();
    const answer = await send(values, headers);
    const millis = performance.now() - began;
    samples.push({ isKnown, millis, answer: `${answer.status} ${goesTo(answer)} ${refusalsIn(answer).join(' ')}` });
  }
  return samples;
}

/** Without the slowest twentieth of all, which other work on the machine makes slow: what is left is compared more sharply. */
function cropped(samples: Sample[]): Sample[] {
  const limit = samples.map(({ millis }) => millis).sort((a, b) => a - b)[Math.floor(samples.length * 0.95)] ?? 0;
  return samples.filter(({ millis }) => millis < limit);
}

const millisOf = (samples: Sample[], isKnown: boolean) =>
  samples.filter((sample) => sample.isKnown === isKnown).map(({ millis }) => millis);

function rowsOf(door: Door, samples: Sample[]): Row[] {
  const [known, unknown] = [millisOf(samples, true), millisOf(samples, false)];
  const sharper = cropped(samples);
  const whole = welch(known, unknown);
  const crop = welch(millisOf(sharper, true), millisOf(sharper, false));
  const told = (values: number[]) => `mean ${mean(values).toFixed(2)} ms, median ${median(values).toFixed(2)} ms`;
  const answers = new Set(samples.map(({ answer }) => answer));
  return [
    {
      what: `enumeration: |t| of ${door.name}, ${known.length} pairs`,
      value: Math.max(Math.abs(whole), Math.abs(crop)),
      unit: '',
      atMost,
      spread: `t ${whole.toFixed(2)}, without the slowest 5 % ${crop.toFixed(2)}`,
      note: `known: ${told(known)}; unknown: ${told(unknown)}`,
    },
    {
      what: `enumeration: different answers of ${door.name}`,
      value: answers.size,
      unit: '',
      atMost: 1,
      note: [...answers].join(' | '),
    },
  ];
}

/**
 * Can a stranger tell from answer or time whether an e-mail is a member's? Asks each door about as many known as unknown ones. The copy stands behind a
 * proxy (`proxied`), so that no ceiling is met, and this process has entered it.
 */
export async function enumeration(copy: Copy, pairs: number): Promise<Row[]> {
  const { aMember, hashPassword } = await doorway();
  const passwordHash = await hashPassword(aWish().password.toUpperCase());
  const known: string[] = [];
  for (let index = 0; index < pairs; index++) {
    const { email, handle } = aWish();
    await aMember({ email, handle, passwordHash });
    known.push(email);
  }
  const unknown = known.map(() => aWish().email);
  const rows: Row[] = [];
  for (const door of doors) {
    // To warm up; nobody of those who are measured.
    await knock(
      copy,
      door,
      [],
      Array.from({ length: 20 }, () => aWish().email),
    );
    rows.push(...rowsOf(door, await knock(copy, door, known, unknown)));
    // An e-mail gets one code a minute: for the next door that is long ago.
    await letPass(3_600);
  }
  return rows;
}
