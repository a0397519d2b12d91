import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';
import { treeOf } from '../support/processes';
import { type Answer, aVisitor, type Visitor } from '../support/visitor';

/** The living path by hand, and what is left of it when the whole house was ended and brought up again. */
const { dataDir, remove } = temporaryData('restart');
const password = 'a long enough password';
const title = 'Ferry at first light';

let port: number;
let copy: Copy;
let member: Visitor;
let address: string;

const start = () => startCopy({ port, dataDir, args: ['--no-demo'] });

/** Asks until the answer is the one waited for; no longer than a minute. */
async function until(ask: () => Promise<Answer>, isThere: (answer: Answer) => boolean): Promise<Answer> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > deadline)
      throw new Error(`Waited for a minute; the last answer was ${answer.status}:\n${answer.body.slice(0, 2_000)}`);
    await pause(250);
  }
}

const linkIn = (body: string) => /href="(\/images\/[0-9a-z]{10}\/[^"]+)"/.exec(body)?.[1];
const filesIn = (body: string) => [...new Set(body.match(/\/api\/files\/f\/[\w.-]+/g))];

async function visit(browser: string): Promise<{ views: number }> {
  const { body, status } = await aVisitor(copy.origin).send('/api/visit', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: copy.origin, 'user-agent': `Mozilla/5.0 ${browser}` },
    body: JSON.stringify({ image: address.split('/')[2] }),
  });
  expect(status, body).toBe(200);
  return JSON.parse(body) as { views: number };
}

const mails = async () =>
  (await (await fetch(`${copy.mailOrigin}/messages.json`)).json()) as {
    subject: string;
    to: string;
    messageId: string;
  }[];

beforeAll(async () => {
  port = await freePlace();
  copy = await start();
  enter({ port, dataDir });
  const { aMember } = await import('@/domains/accounts/factory');
  const { hashPassword } = await import('@/domains/accounts/passwords');
  const { closeDatabase } = await import('@/platform/db/client');
  await aMember({ handle: 'ferrywoman', email: 'ferrywoman@example.test', passwordHash: await hashPassword(password) });
  await closeDatabase();
});

afterAll(async () => {
  await copy.stop();
  remove();
});

describe('the living path', () => {
  it('leads from a sign-in to a picture that hangs, is counted and announced', async () => {
    member = aVisitor(copy.origin);
    expect((await member.submit('/sign-in', 'login', { login: 'ferrywoman', password })).status).toBe(303);
    const { buffer, mimeType, name } = await aPictureFile();
    const file = new File([new Uint8Array(buffer)], name, { type: mimeType });
    const sent = await member.submit('/share', 'file', { title, altText: 'A ferry leaves the quay.', file });
    const progress = sent.headers.get('location') ?? '';
    expect(progress).toMatch(/^\/share\/[0-9a-z]{10}$/);
    address =
      linkIn(
        (
          await until(
            () => member.get(progress),
            ({ body }) => linkIn(body) !== undefined,
          )
        ).body,
      ) ?? '';
    expect((await member.get(address)).body).toContain(title);
    expect((await visit('Firefox')).views).toBe(1);
    expect((await visit('Safari')).views).toBe(2);
    expect((await visit('Safari')).views).toBe(2);
    await until(
      async () => ({ status: 200, headers: new Headers(), body: JSON.stringify(await mails()) }),
      ({ body }) => body.includes(title),
    );
    expect((await mails()).filter(({ to }) => to.includes('ferrywoman'))).toHaveLength(1);
  });

  it('serves every derivative of the picture, for good, and as what it is', async () => {
    const files = filesIn((await member.get(address)).body);
    expect(files.length).toBeGreaterThan(4);
    for (const path of files) {
      const { status, headers } = await member.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('content-type')).toMatch(/^image\/(?:avif|webp|jpeg)$/);
      expect(headers.get('cache-control')).toMatch(/immutable/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('survives the end of every process: session, picture, files, views and mail are there again', async () => {
    const before = await mails();
    const processes = treeOf(copy.pid);
    // The twin of Redis writes its log once a second.
    await pause(1_500);
    await copy.stop();
    expect(processes.filter((pid) => treeOf(pid).length > 1 || isAlive(pid))).toEqual([]);
    mkdirSync(join(dataDir, 'texts'));
    writeFileSync(join(dataDir, 'texts', 'imprint.en.md'), '# Who we are\n\nThe keeper of the lighthouse.');
    copy = await start();
    const back = aVisitor(copy.origin);
    for (const [name, value] of member.cookies) back.cookies.set(name, value);
    expect(JSON.parse((await back.get('/api/viewer')).body)).toMatchObject({ handle: 'ferrywoman' });
    const { body } = await back.get(address);
    expect(body).toContain(title);
    for (const path of filesIn(body)) expect((await back.get(path)).status).toBe(200);
    expect((await back.get('/explore')).body).toContain(title);
    expect((await visit('Chrome')).views).toBe(3);
    expect(await mails()).toEqual(before);
  }, 180_000);

  it('shows the texts that the owner wrote meanwhile, in the language they are in', async () => {
    const visitor = aVisitor(copy.origin);
    expect((await visitor.get('/imprint')).body).toContain('The keeper of the lighthouse.');
    expect((await visitor.get('/zh/imprint')).body).toMatch(/<div lang="en">[\s\S]*Who we are/);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
