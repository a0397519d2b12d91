import { createServer, type Server } from 'node:http';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/platform/db/client';
import { inngest } from '@/platform/jobs/client';
import { announce } from '@/platform/outbox/announce';
import { drain, drainSoon, forgetSent } from '@/platform/outbox/drain';
import { defineEvent } from '@/platform/outbox/event';
import { outbox } from '@/platform/outbox/tables';
import { transaction } from '@/platform/outbox/transaction';
import { freePort } from '@/testing/ports';
import { race } from '@/testing/race';

const shared = defineEvent('tests/thing.shared', z.object({ thingId: z.number() }));
const minuteMs = 60_000;

/** Listens where Inngest would, keeps what it took, and can refuse. */
const inbox = { ids: [] as string[], names: [] as string[], refuses: (_names: string[]) => false };
const heard: (() => void)[] = [];
let server: Server;
let port: number;

beforeAll(async () => {
  port = await freePort();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const events = JSON.parse(Buffer.concat(chunks).toString()) as { id: string; name: string }[];
      if (inbox.refuses(events.map(({ name }) => name))) {
        response.writeHead(400).end('{"error":"no","status":400}');
        return;
      }
      inbox.ids.push(...events.map(({ id }) => id));
      inbox.names.push(...events.map(({ name }) => name));
      response.writeHead(200).end(JSON.stringify({ ids: events.map(({ id }) => id), status: 200 }));
      for (const resolve of heard.splice(0)) resolve();
    });
  });
  await listen();
  inngest.setEnvVars({ INNGEST_BASE_URL: `http://127.0.0.1:${port}`, INNGEST_EVENT_KEY: 'test' });
});

afterAll(close);

beforeEach(async () => {
  await db.delete(outbox);
  Object.assign(inbox, { ids: [], names: [], refuses: () => false });
});

function listen() {
  return new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
}

async function close() {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

/** Facts that wait, written without `transaction`, so that no drain has begun. */
function waiting(count: number, name = 'tests/thing.shared') {
  return db.insert(outbox).values(Array.from({ length: count }, (_, thingId) => ({ name, data: { thingId } })));
}

const unsent = async () => (await db.select().from(outbox)).filter(({ sentAt }) => sentAt === null);

describe('the outbox', () => {
  it('sends a fact right after the commit that made it true', async () => {
    const arrived = new Promise<void>((resolve) => heard.push(resolve));
    await transaction((tx) => announce(tx, shared, { thingId: 1 }));
    await arrived;
    expect(inbox.names).toEqual(['tests/thing.shared']);
  });

  it('holds no fact of a transaction that failed', async () => {
    const failing = transaction(async (tx) => {
      await announce(tx, shared, { thingId: 1 });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.select().from(outbox)).toEqual([]);
  });

  it('refuses data of another shape before anything is written', async () => {
    const failing = transaction((tx) => announce(tx, shared, { thingId: 'one' } as never));
    await expect(failing).rejects.toThrow(z.ZodError);
    expect(await db.select().from(outbox)).toEqual([]);
  });

  it('sends each fact exactly once while many drains run', async () => {
    // Connections first: drains that wait for theirs would come one after the other.
    await race(8, () => db.execute(sql`select pg_sleep(0.1)`));
    for (const round of [1, 2, 3]) {
      await waiting(450);
      await race(8, () => drain());
      await drain();
      expect(inbox.ids).toHaveLength(450 * round);
      expect(new Set(inbox.ids).size).toBe(450 * round);
    }
    expect(await unsent()).toEqual([]);
  });

  it('never fails a transaction because Inngest is down, and sends its facts once it is back', async () => {
    await close();
    const result = await transaction(async (tx) => {
      await announce(tx, shared, { thingId: 7 });
      return 'done';
    });
    expect(result).toBe('done');
    await drainSoon();
    await listen();
    // The failed try holds its claim for a minute.
    const later = new Date(Date.now() + 2 * minuteMs);
    await drain(later);
    expect(inbox.names).toEqual(['tests/thing.shared']);
    expect(await unsent()).toEqual([]);
  });

  it('leaves the facts of a drain that died to the next one, under the same event id', async () => {
    const [fact] = await db
      .insert(outbox)
      .values({ name: 'tests/thing.shared', data: {}, claimedUntil: new Date(Date.now() + minuteMs), attempts: 1 })
      .returning();
    await drain();
    expect(inbox.ids).toEqual([]);
    await drain(new Date(Date.now() + 2 * minuteMs));
    expect(inbox.ids).toEqual([`${fact?.id}-${fact?.createdAt.getTime().toString(36)}`]);
  });

  it('lets no fact that Inngest refuses hold up the others', async () => {
    await waiting(2);
    await waiting(1, 'tests/too.large');
    inbox.refuses = (names) => names.includes('tests/too.large');
    await drain();
    expect(inbox.names).toEqual([]);
    await drain(new Date(Date.now() + 2 * minuteMs));
    expect(inbox.names).toEqual(['tests/thing.shared', 'tests/thing.shared']);
    expect((await unsent()).map(({ name }) => name)).toEqual(['tests/too.large']);
  });

  it('forgets a fact a week after it was sent, and no other', async () => {
    await waiting(2);
    await drain();
    await waiting(1, 'tests/thing.waiting');
    expect(await forgetSent(new Date(Date.now() + 6 * 24 * 60 * minuteMs))).toBe(0);
    expect(await forgetSent(new Date(Date.now() + 8 * 24 * 60 * minuteMs))).toBe(2);
    expect((await unsent()).map(({ name }) => name)).toEqual(['tests/thing.waiting']);
  });
});
