import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@/testing/ports';
import { aJournal, aTestbed, type Testbed } from './factory';

/** Two runners on one database, each killed again and again while it works. */
const events = 300;
const kills = 10;
const drops = 5;
const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const journal = aJournal();
let bed: Testbed;
let appUrl: string;
const runners: RunnerProcess[] = [];

/** A runner as the supervisor starts it: a process of its own, started again when it ends by itself. */
class RunnerProcess {
  #child: ChildProcess | undefined;
  #isWatched = false;

  constructor(readonly port: number) {}

  /** Starts it and waits until it says that it serves. */
  async start() {
    const child = fork(main, {
      execArgv: ['--import', 'tsx', '--conditions=react-server'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {
        ...process.env,
        RUNNER_PORT: String(this.port),
        INNGEST_EVENT_KEY: bed.eventKey,
        INNGEST_SIGNING_KEY: bed.signingKey,
        RUNNER_APP_URL: appUrl,
        RUNNER_BACKOFF_SCALE: '0.01',
        RUNNER_LEASE_SECONDS: '2',
      },
    });
    this.#child = child;
    this.#isWatched = true;
    child.once('exit', () => {
      if (this.#isWatched) void this.start();
    });
    // One that cannot reach the database ends before it serves.
    await new Promise((resolve) => child.once('message', resolve).once('exit', resolve));
  }

  /** Ends it the hard way and waits until it is gone. */
  kill() {
    return this.#end('SIGKILL');
  }

  /** Asks it to end. @returns its exit code. */
  end() {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM') {
    const child = this.#child;
    this.#isWatched = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return gone;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }
}

beforeAll(async () => {
  bed = await aTestbed({ isBare: true });
  appUrl = bed.app.url;
  const { client } = bed;
  bed.app.functions = [
    client.createFunction({ id: 'work', triggers: [{ event: 'kill/work' }] }, async ({ event, step }) => {
      const { number } = event.data;
      const first = await step.run('first', async () => {
        await pause(15);
        journal.write(`first ${number}.`);
        return number;
      });
      const [left, right] = await Promise.all([step.run('left', () => first + 1), step.run('right', () => first + 2)]);
      journal.write(`done ${number} ${left + right === 2 * number + 3}`);
    }),
  ];
  for (const _ of [1, 2]) {
    const runner = new RunnerProcess(await freePort());
    runners.push(runner);
    await runner.start();
  }
});

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.kill()));
  await bed.end();
});

/** Work of a step that takes a moment, so that kills hit calls under way. */
function pause(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Sends one event until a runner has taken it, as the outbox does: always under the same id. */
async function send(number: number) {
  const body = JSON.stringify([{ id: `event ${number}`, name: 'kill/work', data: { number } }]);
  for (let turn = number; ; turn++) {
    const runner = runners[turn % runners.length];
    const answer = await fetch(`${runner?.url}/e/${bed.eventKey}`, { method: 'POST', body }).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
}

describe('two runners', () => {
  it('end every run and lose none while they are killed at their work', { timeout: 180_000 }, async () => {
    const sending = (async () => {
      for (let number = 0; number < events; number += 5) {
        await Promise.all([0, 1, 2, 3, 4].map((place) => send(number + place)));
      }
    })();
    for (let kill = 0; kill < kills; kill++) {
      // Some work lies between two kills, whatever the machine's speed.
      await journal.heard('first', Math.floor(((kill + 0.5) * events) / kills));
      const victim = runners[Math.floor(Math.random() * runners.length)];
      await victim?.kill();
      await victim?.start();
    }
    await sending;
    await Promise.all(Array.from({ length: events }, (_, number) => journal.heard(`done ${number} `)));
    expect(journal.about('done').filter((line) => line.endsWith('false'))).toEqual([]);
    // The steps that kills made run twice are few; all others ran once.
    expect(journal.about('first').length).toBeLessThan(events + kills * 25);
  });

  it('lose nothing when Postgres drops their connections', { timeout: 120_000 }, async () => {
    const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1 });
    for (let round = 0; round < drops; round++) {
      const numbers = Array.from({ length: 10 }, (_, place) => events + round * 10 + place);
      await Promise.all(numbers.map(send));
      await journal.heard(`first ${numbers[0]}.`);
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'vitrine-runner' and datname = current_database()`;
    }
    await sql.end();
    const all = Array.from({ length: drops * 10 }, (_, place) => `done ${events + place} `);
    await Promise.all(all.map((line) => journal.heard(line)));
    expect(journal.about('done').filter((line) => line.endsWith('false'))).toEqual([]);
  });

  it('stop on SIGTERM with exit code 0', async () => {
    const [first, second] = runners;
    expect(await first?.end()).toBe(0);
    expect(await second?.end()).toBe(0);
  });
});
