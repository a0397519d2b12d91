import { join } from 'node:path';
import { and, eq, isNotNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { seedings } from '@/platform/db/tables';
import { type Register, runToEnd, typescript } from './children';
import type { Plan } from './plan';
import { type Say, step } from './words';

/**
 * Fills an empty database with demo content, once. The seed itself knows what "empty" and "once" mean; it takes a while to load, so
 * it is not even begun where it has finished before.
 */
export async function hangDemo(plan: Plan, say: Say, log: (text: string) => void, register: Register): Promise<void> {
  if (await isFinished(plan.site.DATABASE_URL as string)) return;
  const tell = (text: string) => {
    log(text);
    for (const line of text.split('\n')) if (line.trim()) say(`  ${line.trim()}`);
  };
  await step(say, 'Hanging the demo pictures', () => seed(plan, ['--demo'], tell, register));
}

async function isFinished(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  try {
    const database = drizzle(sql, { casing: 'snake_case' });
    const finished = and(eq(seedings.name, 'demo'), isNotNull(seedings.finishedAt));
    return (await database.select({ name: seedings.name }).from(seedings).where(finished)).length > 0;
  } finally {
    await sql.end();
  }
}

/** Runs `drizzle/seed/main.ts` on the database of a planned site. @throws Trouble with its own words when it fails */
export function seed(plan: Plan, words: string[], onOutput: (text: string) => void, register: Register): Promise<void> {
  const file = join('drizzle', 'seed', 'main.ts');
  return runToEnd({ title: 'The seed', words: typescript(file, ...words), variables: plan.site, onOutput }, register);
}
