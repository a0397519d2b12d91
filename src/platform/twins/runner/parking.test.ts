import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aJournal, aTestbed, type Testbed } from './factory';

const journal = aJournal();
let bed: Testbed;

beforeAll(async () => {
  bed = await aTestbed();
});

afterAll(() => bed.end());

/** A job whose every line is its own. */
function named(id: string) {
  return bed.client.createFunction(
    { id, retries: 1, triggers: [{ event: `parking/${id}` }] },
    async ({ event, attempt, step }) => {
      await step.sleep('a while', '1s');
      journal.write(`${id} ${event.data.number} attempt ${attempt}`);
    },
  );
}

describe('a job that cannot be run now', () => {
  it('waits for the first registration', async () => {
    await bed.client.send({ name: 'parking/early', data: { number: 1 } });
    await bed.serve([named('early')]);
    await journal.heard('early 1');
    expect(journal.about('early')).toEqual(['early 1 attempt 0']);
  });

  it('waits while its function is gone, and goes on when it is back', async () => {
    await bed.serve([named('early'), named('gone')]);
    await bed.client.send({ name: 'parking/gone', data: { number: 1 } });
    await bed.serve([named('early')]);
    await bed.client.send({ name: 'parking/early', data: { number: 2 } });
    await journal.heard('early 2');
    expect(journal.about('gone')).toEqual([]);
    await bed.serve([named('early'), named('gone')]);
    await journal.heard('gone 1');
  });

  it('waits while the app is away, without using up its attempts', async () => {
    await bed.serve([named('away')]);
    await bed.client.send({ name: 'parking/away', data: { number: 1 } });
    await bed.app.close();
    for (const number of [2, 3, 4, 5]) await bed.client.send({ name: 'parking/away', data: { number } });
    bed.leap(60_000);
    await bed.app.open();
    await journal.heard('away', 5);
    expect(journal.about('away').every((line) => line.endsWith('attempt 0'))).toBe(true);
  });

  it('is dropped by no registration that comes while it runs', { timeout: 30_000 }, async () => {
    const versions = [0, 1, 2, 3].map((version) => [named('steady'), named(`version-${version}`)]);
    await bed.serve(versions[0] ?? []);
    for (let number = 0; number < 60; number++) {
      await bed.client.send({ name: 'parking/steady', data: { number } });
      if (number % 5 === 0) await bed.serve(versions[number % versions.length] ?? []);
    }
    await journal.heard('steady', 60);
    expect(new Set(journal.about('steady')).size).toBe(60);
  });
});
