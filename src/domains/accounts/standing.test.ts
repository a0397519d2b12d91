import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { auditLines } from '@/platform/audit/tables';
import { db } from '@/platform/db/client';
import { runCopy } from '@/testing/copy';
import { race, winners } from '@/testing/race';
import { changeStanding, owner } from './commands/change-standing';
import { openSession } from './commands/sessions';
import { aMember } from './factory';
import { findViewer } from './queries';
import { members } from './tables';

const linesAbout = ({ id }: { id: number }) =>
  db.select().from(auditLines).where(eq(auditLines.targetId, id)).orderBy(auditLines.id);

describe('the standing of a member', () => {
  test('holds from the next request on, in every session', async () => {
    const member = await aMember();
    const sessions = [await openSession(member.id), await openSession(member.id)];
    const seen = () => Promise.all(sessions.map((token) => findViewer(token)));
    await changeStanding(owner, member.email, { role: 'editor' });
    expect(await seen()).toMatchObject([{ role: 'editor' }, { role: 'editor' }]);
    await changeStanding(owner, member.handle, 'mute');
    expect(await seen()).toMatchObject([{ mutedAt: expect.any(Date) }, { mutedAt: expect.any(Date) }]);
    await changeStanding(owner, member.handle, 'unmute');
    expect(await seen()).toMatchObject([{ mutedAt: null }, { mutedAt: null }]);
    await changeStanding(owner, member.handle, 'suspend');
    expect(await seen()).toEqual([null, null]);
  });

  test('once lifted, lets the member sign in again, and brings no session back', async () => {
    const member = await aMember();
    const before = await openSession(member.id);
    await changeStanding(owner, member.handle, 'suspend');
    await changeStanding(owner, member.handle, 'lift');
    expect(await findViewer(before)).toBeNull();
    expect(await findViewer(await openSession(member.id))).toMatchObject({ id: member.id });
  });

  test('leaves a line in the audit for each change, and none for what was so already', async () => {
    const [member, editor] = [await aMember(), await aMember({ role: 'editor' })];
    for (const act of ['suspend', 'suspend', 'lift', 'mute', 'unmute', { role: 'admin' }, { role: 'admin' }] as const)
      await changeStanding(editor.id, member.handle, act);
    const target = { actorId: editor.id, targetKind: 'member', targetId: member.id };
    expect(await linesAbout(member)).toMatchObject([
      { ...target, action: 'accounts/suspended' },
      { ...target, action: 'accounts/lifted' },
      { ...target, action: 'accounts/muted' },
      { ...target, action: 'accounts/unmuted' },
      { ...target, action: 'accounts/role-changed', details: { from: 'member', to: 'admin' } },
    ]);
  });

  test('changes once, however often that is asked for at once', async () => {
    const member = await aMember();
    const outcomes = winners(await race(10, () => changeStanding(owner, member.handle, 'suspend')));
    expect(outcomes.filter((outcome) => outcome?.hasChanged)).toHaveLength(1);
    expect(await linesAbout(member)).toHaveLength(1);
  });
});

describe('npm run staff', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'staff-'));
  afterAll(() => rm(dataDir, { recursive: true }));

  async function staff(...words: string[]) {
    const variables = { DATABASE_URL: process.env.DATABASE_URL ?? '', DATA_DIR: dataDir, PORT: '10040' };
    const copy = runCopy({ words: ['staff', ...words], variables });
    return { code: await copy.exited, said: copy.said().trim() };
  }
  const roleOf = async (id: number) =>
    (
      await db
        .select({ role: members.role })
        .from(members)
        .where(eq(members.id, id as never))
    )[0]?.role;

  test('makes the first admin, and says so; twice is once; revoking takes it back', async () => {
    const { id, handle, email } = await aMember();
    const admin = { code: 0, said: `@${handle} is an admin now.` };
    expect(await staff('grant', 'admin', email.toUpperCase())).toEqual(admin);
    expect(await roleOf(id)).toBe('admin');
    expect(await staff('grant', 'admin', email)).toEqual({ code: 0, said: `@${handle} is an admin already.` });
    expect((await staff('list')).said.split('\n')).toContain(`admin  @${handle}  ${email}`);
    expect(await staff('revoke', email)).toEqual({ code: 0, said: `@${handle} is an ordinary member now.` });
    expect(await roleOf(id)).toBe('member');
    expect(await linesAbout({ id })).toMatchObject([{ actorId: owner }, { actorId: owner }]);
    // The owner's own database is asked as it is: nothing is made on this machine.
    expect(await readdir(dataDir)).toEqual([]);
  }, 60_000);

  test('suspends by e-mail or handle, and says when no site could be told', async () => {
    const { handle } = await aMember();
    const { code, said } = await staff('suspend', handle);
    expect({ code, said }).toEqual({
      code: 0,
      said: `@${handle} is suspended now and signed out everywhere; no running site could be told to forget its cached pages, so say it again once one runs.`,
    });
  }, 60_000);

  test('ends with one clear sentence, and changes nothing, for people, roles and words nobody knows', async () => {
    const lines = (await db.select().from(auditLines)).length;
    const sentences: [string[], RegExp][] = [
      [['grant', 'admin', 'nobody@example.test'], /^There is no member nobody@example\.test\.$/],
      [['grant', 'king', 'nobody@example.test'], /^There is no role "king" to grant: choose editor or admin\.$/],
      [['grant', 'admin', 'somebody'], /^Roles are given by e-mail, and "somebody" is none\.$/],
      [['constructor', 'somebody'], /^Say what to do: npm run staff -- grant .+ list$/],
    ];
    const answers = await Promise.all(sentences.map(([words]) => staff(...words)));
    expect(answers).toEqual(sentences.map(([, sentence]) => ({ code: 1, said: expect.stringMatching(sentence) })));
    expect(await db.select().from(auditLines)).toHaveLength(lines);
  }, 60_000);
});
