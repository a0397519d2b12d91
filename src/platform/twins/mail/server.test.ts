import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, describe, expect, it } from 'vitest';
import { keptMax, Mailbox } from './mailbox';
import { startMail } from './server';

const folders: string[] = [];
async function aFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'mail-twin-'));
  folders.push(folder);
  return folder;
}
const start = (dataDir: string) => startMail({ dataDir, smtpPort: 0, pagePort: 0, token: 'token' });

const dataDir = await aFolder();
const twin = await start(dataDir);
afterAll(async () => {
  await twin.stop();
  for (const folder of folders) await rm(folder, { recursive: true });
});

const aMail = { from: 'house@vitrine.test', to: 'ana@vitrine.test', subject: 'Hello', text: 'Words', html: '' };
const aKeptMail = (subject: string) => ({
  ...aMail,
  subject,
  at: new Date(0).toISOString(),
  messageId: '',
  headers: {},
});
const send = (to: typeof twin, fields: Partial<typeof aMail>) =>
  createTransport(to.smtpUrl).sendMail({ ...aMail, ...fields });
const page = async (path: string) => {
  const answer = await fetch(twin.pageUrl + path);
  return { status: answer.status, headers: answer.headers, body: await answer.text() };
};

describe('the mail page', () => {
  it('lists the newest first and leads to each mail', async () => {
    await send(twin, { subject: 'The first' });
    await send(twin, { subject: 'The second', to: 'Bo <bo@vitrine.test>' });
    const { body } = await page('/');
    expect(body.indexOf('The second')).toBeLessThan(body.indexOf('The first'));
    expect(body).toContain('bo@vitrine.test');
    const [, path = ''] = /href="(\/m\/\d+)"/.exec(body) ?? [];
    expect((await page(path)).body).toContain('The second');
  });

  it('gives machines every field', async () => {
    await send(twin, { subject: 'Fields', html: '<p>Words</p>' });
    const [newest] = JSON.parse((await page('/messages.json')).body);
    expect(newest).toMatchObject({ to: 'ana@vitrine.test', subject: 'Fields', text: 'Words', html: '<p>Words</p>' });
    expect(newest.messageId).toMatch(/^<.+@.+>$/);
    expect(Date.parse(newest.at)).not.toBeNaN();
  });

  it('never runs what a mail brings along', async () => {
    await send(twin, { subject: '<script>alert(1)</script>', html: '<script>alert(2)</script>' });
    const list = await page('/');
    expect(list.body).not.toContain('<script>');
    const [, path = ''] = /href="(\/m\/\d+)"/.exec(list.body) ?? [];
    const shown = await page(path);
    expect(shown.body).not.toContain('<script>');
    expect(shown.body).toMatch(/<iframe[^>]+ sandbox="allow-popups allow-popups-to-escape-sandbox">/);
    const framed = await page(`${path}/html`);
    expect(framed.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(framed.headers.get('content-security-policy')).not.toContain('script');
  });

  it('is not there for a foreign name that leads to this machine', async () => {
    const { port } = new URL(twin.pageUrl);
    const request = get({ host: '127.0.0.1', port, path: '/messages.json', headers: { host: 'evil.test' } });
    const [answer] = await once(request, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(421);
  });

  it.each([
    ['/m/999999', 404],
    ['/m/1/../../mails.jsonl', 404],
    ['/m/x', 404],
    ['/nowhere', 404],
  ])('knows no other address: %s', async (path, status) => {
    expect((await page(path)).status).toBe(status);
  });
});

describe('how it behaves', () => {
  it.each([
    ['no token', {}, '{"mode":"accept"}', 401],
    ['a wrong token', { authorization: 'Bearer other' }, '{"mode":"accept"}', 401],
    ['no JSON', { authorization: 'Bearer token' }, 'x', 400],
    ['an unknown mode', { authorization: 'Bearer token' }, '{"mode":"explode"}', 400],
    ['too long a body', { authorization: 'Bearer token' }, `{"mode":"${'x'.repeat(5_000)}"}`, 400],
  ])('is not changed with %s', async (_, headers, body, status) => {
    const answer = await fetch(`${twin.pageUrl}/behaviour`, { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    await send(twin, { subject: 'Still accepted' });
  });
});

describe('the mailbox', () => {
  it('is the same after a restart', async () => {
    const folder = await aFolder();
    const first = await start(folder);
    await send(first, { subject: 'Kept' });
    await first.stop();
    const second = await start(folder);
    const [mail] = (await (await fetch(`${second.pageUrl}/messages.json`)).json()) as { subject: string }[];
    expect(mail?.subject).toBe('Kept');
    await second.stop();
  });

  it('passes over a line that a kill tore, and goes on after it', async () => {
    const folder = await aFolder();
    const before = await Mailbox.open(folder);
    await before.add(aKeptMail('Whole'));
    await before.close();
    await appendFile(join(folder, 'mails.jsonl'), '{"id":2,"subject":"To');
    const after = await Mailbox.open(folder);
    await after.add(aKeptMail('Next'));
    await after.close();
    const again = await Mailbox.open(folder);
    expect(again.newestFirst().map((mail) => mail.subject)).toEqual(['Next', 'Whole']);
    await again.close();
  });

  it('keeps the newest and lets the file grow to twice of them at most', async () => {
    const folder = await aFolder();
    const mailbox = await Mailbox.open(folder);
    const many = 2 * keptMax + 10;
    await Promise.all(Array.from({ length: many }, (_, i) => mailbox.add(aKeptMail(`${i}`))));
    expect(mailbox.newestFirst()).toHaveLength(keptMax);
    expect(mailbox.newestFirst()[0]?.subject).toBe(`${many - 1}`);
    await mailbox.close();
    const lines = (await readFile(join(folder, 'mails.jsonl'), 'utf8')).split('\n').length - 1;
    expect(lines).toBe(keptMax + 10);
  });
});
