import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCopy } from '@/testing/copy';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace } from '../support/places';
import { aVisitor, formWith, type Visitor } from '../support/visitor';

const { dataDir, remove } = temporaryData('standing');
const password = 'a long enough password';
const title = 'Owl on a fence';

let copy: Copy;
let port: number;
let stranger: Visitor;

beforeAll(async () => {
  port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  stranger = aVisitor(copy.origin);
});

afterAll(async () => {
  await (await house()).closeDatabase();
  await copy.stop();
  remove();
});

/** A member with one public image. */
async function aSharer() {
  const { aMember, anImage, expireCaches, hashPassword } = await house();
  const { id, handle, email } = await aMember({ passwordHash: await hashPassword(password) });
  const { ref, slug } = await anImage({ ownerId: id, title: `${title} of ${handle}` });
  await expireCaches();
  return { handle, email, ref, image: `/images/${ref}/${slug}`, profile: `/people/${handle}` };
}
type Sharer = Awaited<ReturnType<typeof aSharer>>;

const signedIn = async ({ handle }: Sharer): Promise<Visitor> => {
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return person;
};

/** What a stranger finds of them, in both languages, on the very next read. */
async function whatIsSeen({ profile, image, handle, ref }: Sharer) {
  const paths = ['', '/zh'].flatMap((prefix) => [prefix + profile, prefix + image]);
  const pages = await Promise.all(paths.map((path) => stranger.get(path)));
  const lists = await Promise.all(['/explore', '/zh/explore'].map((path) => stranger.get(path)));
  const visit = await stranger.send('/api/visit', {
    method: 'POST',
    body: JSON.stringify({ image: ref }),
    headers: { origin: copy.origin, 'content-type': 'application/json' },
  });
  return {
    pages: pages.map(({ status }) => status),
    explored: lists.map(({ body }) => body.includes(`${title} of ${handle}`)),
    visit: visit.status,
  };
}
const everything = { pages: [200, 200, 200, 200], explored: [true, true], visit: 200 };
const nothing = { pages: [404, 404, 404, 404], explored: [false, false], visit: 404 };

/** `npm run staff -- …` beside the copy that runs. */
async function staff(...words: string[]) {
  const program = runCopy({
    words: ['staff', ...words],
    variables: { PORT: String(port), DATA_DIR: dataDir },
  });
  return { code: await program.exited, said: program.said().trim() };
}

describe('a suspension', () => {
  it('takes the member and all they shared out of every kept page on the next read, and gives it back when lifted', async () => {
    const sharer = await aSharer();
    const session = await signedIn(sharer);
    expect(await whatIsSeen(sharer)).toEqual(everything);
    expect((await session.get('/settings')).status).toBe(200);

    expect(await staff('suspend', sharer.handle)).toEqual({
      code: 0,
      said: `@${sharer.handle} is suspended now and signed out everywhere.`,
    });
    expect(await whatIsSeen(sharer)).toEqual(nothing);
    expect((await session.get('/settings')).headers.get('location')).toContain('/sign-in');
    expect((await (await signedIn(sharer)).get('/settings')).headers.get('location')).toContain('/sign-in');

    expect(await staff('lift', sharer.email)).toEqual({ code: 0, said: `@${sharer.handle} is no longer suspended.` });
    expect(await whatIsSeen(sharer)).toEqual(everything);
    expect((await (await signedIn(sharer)).get('/settings')).status).toBe(200);
  });
});

describe('leaving', () => {
  /** Sends the form of a part of the settings; there are several that ask for the password. */
  async function leave(person: Visitor, currentPassword: string) {
    const { body } = await person.get('/settings');
    const form = new FormData();
    const part = body.slice(body.indexOf('id="delete"'));
    for (const [name, value] of formWith(part, 'currentPassword').hidden) form.append(name, value);
    form.append('currentPassword', currentPassword);
    const headers = { origin: copy.origin, referer: `${copy.origin}/settings` };
    return person.send('/settings', { method: 'POST', body: form, headers });
  }

  it('and staying act on the next read of every kept page, and no session but a new one leads back', async () => {
    const sharer = await aSharer();
    const [session, other] = [await signedIn(sharer), await signedIn(sharer)];
    expect(await whatIsSeen(sharer)).toEqual(everything);
    expect((await leave(session, 'not the password')).body).toContain('That is not your password');
    expect(await whatIsSeen(sharer)).toEqual(everything);

    const left = await leave(session, password);
    expect([left.status, left.headers.get('location')]).toEqual([303, '/']);
    expect(await whatIsSeen(sharer)).toEqual(nothing);
    expect((await other.get('/settings')).headers.get('location')).toContain('/sign-in');
    expect((await other.get('/sign-in')).body).not.toContain(sharer.handle);

    const back = aVisitor(copy.origin);
    const answer = await back.submit('/sign-in', 'login', { login: sharer.email, password, back: '/share' });
    expect(answer.headers.get('location')).toBe('/sign-in?back=%2Fshare');
    expect((await back.get('/sign-in?back=/share')).body).toContain(`@${sharer.handle}`);
    expect(JSON.parse((await back.get('/api/viewer')).body)).toMatchObject({ handle: null });
    expect((await back.get('/share')).headers.get('location')).toContain('/sign-in');

    const kept = await back.submit('/sign-in?back=/share', 'back', {});
    expect([kept.status, kept.headers.get('location')]).toEqual([303, '/share']);
    expect(await whatIsSeen(sharer)).toEqual(everything);
    expect(JSON.parse((await back.get('/api/viewer')).body)).toMatchObject({ handle: sharer.handle });
  });
});
