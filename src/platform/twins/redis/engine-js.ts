import {
  ClientSession,
  createRedisCommandExecutor,
  createVirtualConnection,
  RedisServerState,
} from 'js-redis-server/core';
import { Connection } from './connection';
import type { Engine, EngineOptions } from './engine';
import { Journal } from './journal';
import { LogFile } from './log-file';

/** Keys that ended leave the memory this often; until then they only look absent. Each round walks over every key. */
const sweepEveryMs = 10_000;

/** The engine written in JavaScript, with a log on disk. @throws Error when the log is broken */
export async function startJsEngine({
  dataDir,
  onLost,
  compactFromBytes = 64 * 1024 * 1024,
}: EngineOptions): Promise<Engine> {
  const state = new RedisServerState({
    databaseCount: 1,
    activeExpiryIntervalMs: sweepEveryMs,
    compatibility: 'redis-7.2',
  });
  const database = state.getDatabase(0);
  const file = new LogFile(dataDir);
  const journal = new Journal(database, file, compactFromBytes);
  const executor = createRedisCommandExecutor({ policies: [journal.policy], compatibility: 'redis-7.2' });

  const loader = new ClientSession({ server: state, executor });
  await journal.replay((name, args) => loader.execute(name, args));
  // The first script loads the interpreter, which takes longer than a client waits.
  await loader.execute('EVAL', [Buffer.from('return 1'), Buffer.from('0')]);
  loader.close();
  journal.compact();

  let isClosing = false;
  const connection = new Connection(
    createVirtualConnection({ state, executor }).clientSocket,
    () => isClosing || onLost(),
  );
  return {
    connection,
    settle: () => journal.write(),
    async close() {
      isClosing = true;
      connection.close();
      state.close();
      journal.write();
      file.close();
    },
  };
}
