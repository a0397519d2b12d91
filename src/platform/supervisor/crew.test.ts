import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Trouble } from '@/platform/trouble';
import { type Command, type Register, type Running, runToEnd, start } from './children';
import { type Crew, clearLeftCrew, gatherCrew } from './crew';
import { beginningOf, isAlive } from './processes';

let folder: string;
let crew: Crew;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-crew-'));
  said = [];
  crew = gatherCrew(folder, (line) => said.push(line));
});
afterEach(async () => {
  await crew.dismiss();
  rmSync(folder, { recursive: true });
});

const command = (title: string, program: string): Command => ({
  title,
  words: ['--input-type=module', '--eval', program],
  variables: {},
  onOutput: () => {},
});
const stays = `process.on('disconnect', () => process.exit()); process.send({ ready: true });`;
const part =
  (title: string, program = stays) =>
  (register: Register) =>
    start(command(title, program), register);
const pidOf = (title: string) => crew.pids()[title] ?? 0;

test('a part that ends by itself is started again', async () => {
  await crew.keep('Lamp', part('Lamp'));
  const first = pidOf('Lamp');
  process.kill(first, 'SIGKILL');
  await expect.poll(() => pidOf('Lamp') !== 0 && pidOf('Lamp') !== first, { timeout: 5_000 }).toBe(true);
  expect(said).toEqual(['Lamp ended by itself (signal SIGKILL) and is started again.']);
});

test('a dismissal ends all, last come first, and starts nothing again', async () => {
  const order: string[] = [];
  for (const title of ['Floor', 'Wall', 'Roof']) {
    await crew.keep(title, async (register) => {
      const running = await part(title)(register);
      void running.exited.then(() => order.push(title));
      return running;
    });
  }
  const pids = Object.values(crew.pids());
  expect(pids).toHaveLength(3);
  await crew.dismiss();
  expect(pids.filter(isAlive)).toEqual([]);
  expect(order).toEqual(['Roof', 'Wall', 'Floor']);
  expect(said).toEqual([]);
});

test('a dismissal waits for what is just starting and ends it, too', async () => {
  let begun: () => void = () => {};
  let stopped = false;
  const slow = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const keeping = crew.keep('Slow', async (): Promise<Running> => {
    await slow;
    return {
      pid: process.pid,
      exited: new Promise(() => {}),
      hasOwnNote: true,
      stop: async () => {
        stopped = true;
      },
    };
  });
  const dismissing = crew.dismiss();
  begun();
  await Promise.all([keeping, dismissing]);
  expect(stopped).toBe(true);
});

test('nothing more is started after a dismissal', async () => {
  await crew.dismiss();
  await expect(crew.keep('Late', part('Late'))).rejects.toThrow(Trouble);
});

test('whatever a part had started ends with it', async () => {
  const mother = `import { spawn } from 'node:child_process';
    const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    console.log(child.pid);
    process.on('SIGTERM', () => process.exit());
    process.send({ ready: true });`;
  let child = 0;
  await crew.keep('Mother', (register) =>
    start({ ...command('Mother', mother), onOutput: (text) => (child = Number(text)) }, register),
  );
  await expect.poll(() => child).toBeGreaterThan(0);
  expect(isAlive(child)).toBe(true);
  await crew.dismiss();
  expect(isAlive(child)).toBe(false);
});

test('a part that fails to start says why, in its own words', async () => {
  await expect(crew.keep('Lamp', part('Lamp', 'throw new RangeError("no bulb")'))).rejects.toThrow(
    'Lamp did not start (code 1): RangeError: no bulb',
  );
});

test('a program that is to end and fails says why', async () => {
  const failing = command('The build', 'console.error("Error: a wall is missing"); process.exit(3)');
  await expect(runToEnd(failing, crew.borrow('the build'))).rejects.toThrow(
    'The build failed (code 3): Error: a wall is missing',
  );
});

test('what a killed supervisor left is found by its record and ended; a process that now has an old id is not', async () => {
  const left = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' });
  const pid = left.pid ?? 0;
  const record = [
    { title: 'Left', pid, beginning: beginningOf(pid) },
    { title: 'Gone', pid: process.pid, beginning: 'before the reboot' },
  ];
  writeFileSync(join(folder, 'processes.json'), JSON.stringify(record));
  expect(await clearLeftCrew(folder)).toEqual(['Left']);
  expect(isAlive(pid)).toBe(false);
});

test('the record on disk names every part that runs', async () => {
  await crew.keep('Lamp', part('Lamp'));
  const record = JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')) as unknown;
  expect(record).toEqual([{ title: 'Lamp', pid: pidOf('Lamp'), beginning: beginningOf(pidOf('Lamp')) }]);
});
