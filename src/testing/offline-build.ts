import { createServer, type Server } from 'node:net';
import { ensureBuild } from '@/platform/supervisor/build';
import type { Tally } from './tally';

/** Where a Postgres client goes that was told nothing. */
const defaultPostgresPort = 5_432;

/** Listens where a stray query would knock. Undefined when this machine has a server of its own there. */
function setTrap(onKnock: () => void): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const trap = createServer((socket) => {
      onKnock();
      socket.destroy();
    });
    trap.once('error', () => resolve(undefined));
    trap.listen(defaultPostgresPort, '127.0.0.1', () => resolve(trap));
  });
}

/**
 * The production build, made with none of the services' variables, so that a query at build time breaks it; a listener on Postgres' own
 * port counts whoever knocks all the same. Two tests: it builds, and nobody knocked.
 */
export async function buildOffline(): Promise<Tally> {
  let knocks = 0;
  const trap = await setTrap(() => knocks++);
  let output = '';
  try {
    await ensureBuild(
      (line) => console.log(line),
      (text) => (output += text),
      () => {},
    );
  } catch (thrown) {
    console.error(`${output}\n${thrown instanceof Error ? thrown.message : thrown}`);
    return { passed: 0, failed: 2 };
  } finally {
    trap?.close();
  }
  if (knocks > 0) console.error(`The build asked Postgres ${knocks} times.`);
  return knocks > 0 ? { passed: 1, failed: 1 } : { passed: 2, failed: 0 };
}
