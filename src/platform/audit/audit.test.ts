import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { recordAudit } from './record';
import { auditLines } from './tables';

const line = { actorId: 1, action: 'images/deleted', targetKind: 'image', targetId: 7 };
const aLine = () => db.transaction((tx) => recordAudit(tx, line, new Date()));
const countLines = () => db.$count(auditLines);

test('a line and its act are kept together or not at all', async () => {
  const before = await countLines();
  await expect(
    db.transaction(async (tx) => {
      await recordAudit(tx, line, new Date());
      throw new Error('the act failed');
    }),
  ).rejects.toThrow('the act failed');
  expect(await countLines()).toBe(before);
});

test('no line can be changed, removed or swept away', async () => {
  await aLine();
  const before = await countLines();
  const refusal = { cause: expect.objectContaining({ message: expect.stringContaining('append-only') }) };
  await expect(db.update(auditLines).set({ action: 'nothing' })).rejects.toMatchObject(refusal);
  await expect(db.delete(auditLines).where(eq(auditLines.targetId, 7))).rejects.toMatchObject(refusal);
  await expect(db.execute(sql`truncate audit_lines`)).rejects.toMatchObject(refusal);
  expect(await countLines()).toBe(before);
});
