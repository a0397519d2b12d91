import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import { aPictureFile } from '../support/picture-file';
import { freePlace } from '../support/places';
import { aVisitor, formWith, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('own-image');
const password = 'a long enough password';

let copy: Copy;
let owner: Visitor & { handle: string };
let stranger: Visitor;
let admin: Visitor;
const images = words('en', 'images');
/** As it stands on the page: its words alone are there in any case, for the scripts. */
const heading = (key: string) => `>${images[key as keyof typeof images]}</h1>`;

const inside = async () => ({
  ...(await import('@/domains/accounts/factory')),
  ...(await import('@/domains/accounts/passwords')),
  ...(await import('@/domains/accounts/tables')),
  ...(await import('@/platform/db/client')),
  ...(await import('drizzle-orm')),
});

async function aSignedIn(role: 'member' | 'admin' = 'member'): Promise<Visitor & { handle: string }> {
  const { aMember, hashPassword } = await inside();
  const { handle } = await aMember({ role, passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, handle };
}

/** Asks until the answer is as wanted. */
async function until<Answer>(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean): Promise<Answer> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(200)) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
  }
  throw new Error('it did not come to that within a minute');
}

const says = (said: string) => (page: { body: string }) => page.body.includes(said);
const untilItSays = (path: string, said: string) => until(() => owner.get(path), says(said));

/** Sends a picture by the plain form. @returns where its making can be watched */
async function send(title: string, audience: string, picture = aPictureFile()): Promise<string> {
  const { buffer, name, mimeType } = await picture;
  const form = new FormData();
  form.set('file', new File([new Uint8Array(buffer)], name, { type: mimeType }));
  for (const [field, value] of Object.entries({ title, audience, tags: 'fog, sea' })) form.set(field, value);
  const sent = await owner.send('/api/share', { method: 'POST', body: form, headers: { origin: copy.origin } });
  return sent.headers.get('location') ?? '';
}

/** Shares a picture and waits until it is made. @returns its reference */
async function share(title: string, audience: string): Promise<string> {
  const path = await send(title, audience);
  // The form that changes its words stands there once the image is made.
  await untilItSays(path, 'name="altText"');
  return path.split('/').at(-1) as string;
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  [owner, stranger, admin] = [await aSignedIn(), await aSignedIn(), await aSignedIn('admin')];
});

afterAll(async () => {
  await (await inside()).closeDatabase();
  await copy.stop();
  remove();
});

describe('an own image', () => {
  let ref: string;
  const page = (slug: string) => `/images/${ref}/${slug}`;

  it('hangs on its page and in the lists as soon as it is made, though both were read and kept before', async () => {
    const empty = await stranger.get('/explore');
    expect(empty.body).not.toContain('Lighthouse at noon');
    ref = await share('Lighthouse at noon', 'public');
    expect((await stranger.get('/explore')).body).toContain('Lighthouse at noon');
    expect((await stranger.get(page('lighthouse-at-noon'))).status).toBe(200);
  });

  it('shows new words on the very next read of each page that shows it', async () => {
    await stranger.get(page('lighthouse-at-noon'));
    const saved = await owner.submit(`/share/${ref}`, 'altText', { title: 'Lighthouse in fog', altText: 'A tower.' });
    expect([303, 307]).toContain(saved.status);
    expect(saved.headers.get('location')).toContain(page('lighthouse-in-fog'));
    const [fresh, old, list] = await Promise.all(
      [page('lighthouse-in-fog'), page('lighthouse-at-noon'), '/explore'].map((path) => stranger.get(path)),
    );
    expect(fresh?.body).toContain('A tower.');
    expect(old?.status).toBe(308);
    expect(list?.body).toContain('Lighthouse in fog');
    expect(list?.body).not.toContain('Lighthouse at noon');
  });

  it('keeps what was typed, in a form that stands open, where something in it is refused', async () => {
    const { body } = await owner.submit(`/share/${ref}`, 'altText', { title: ' \u202e', altText: '<b>A tower</b>' });
    const said = words('en', 'refusals')['images-title-missing'] as string;
    expect(body).toMatch(new RegExp(`<details open[^]*${said}[^]*&lt;b&gt;A tower&lt;/b&gt;`));
  });

  it('is gone for everybody on the very next read once it is deleted', async () => {
    const html = (await owner.get(`/share/${ref}`)).body;
    const at = html.lastIndexOf('<form', html.indexOf(images['delete-sure'] as string));
    const form = new FormData();
    for (const [name, value] of formWith(html.slice(at), 'ref').hidden) form.append(name, value);
    const headers = { origin: copy.origin, referer: `${copy.origin}/share/${ref}` };
    const deleted = await owner.send(`/share/${ref}`, { method: 'POST', body: form, headers });
    expect(deleted.headers.get('location')).toMatch(/^\/people\//);
    expect((await stranger.get(page('lighthouse-in-fog'))).status).toBe(404);
    expect((await stranger.get('/explore')).body).not.toContain('Lighthouse in fog');
  });
});

describe('a private image', () => {
  let ref: string;
  beforeAll(async () => {
    ref = await share('Only mine', 'private');
  });

  it('is shown to its owner, from a door that asks', async () => {
    const html = (await owner.get(`/share/${ref}`)).body;
    const address = /src="(\/api\/images\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect(address).toBe(`/api/images/${ref}/8`);
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const file = await fetch(copy.origin + address, { headers: { cookie } });
    expect(file.headers.get('cache-control')).toMatch(/^private/);
    expect(await sharp(Buffer.from(await file.arrayBuffer())).metadata()).toMatchObject({ format: 'jpeg', width: 960 });
  });
});

/** Everything by which somebody could come to see an image; `door`: its first file as its owner gets it when it is private. */
async function looks(who: Visitor, ref: string, title: string) {
  const headers = { origin: copy.origin, 'content-type': 'application/json' };
  const visit = { method: 'POST', headers, body: JSON.stringify({ image: ref }) };
  const slug = title.toLowerCase().replaceAll(' ', '-');
  const [page, explore, profile, visited, door, own] = await Promise.all([
    who.get(`/images/${ref}/${slug}`),
    who.get('/explore'),
    who.get(`/people/${owner.handle}`),
    who.send('/api/visit', visit),
    who.get(`/api/images/${ref}/8`),
    who.get(`/share/${ref}`),
  ]);
  const lists = [explore, profile].map(({ body }) => body.includes(title));
  return { page: page.status, lists, visited: visited.status, door: door.status, own: own.status };
}

describe('whom an image is for', () => {
  const title = 'Tower behind clouds';
  let ref: string;
  beforeAll(async () => {
    ref = await share(title, 'public');
  });

  const shown = { page: 200, lists: [true, true], visited: 200 };
  const byAddress = { page: 200, lists: [false, false], visited: 200 };
  const hidden = { page: 404, lists: [false, false], visited: 404 };
  /** Something about the owner, by the database alone. */
  const set = async (standing: { mutedAt: Date | null } | { suspendedAt: Date | null }) => {
    const { db, eq, members } = await inside();
    await db.update(members).set(standing).where(eq(members.handle, owner.handle));
  };
  const change = (audience: string) => owner.submit(`/share/${ref}`, 'audience', { audience });
  const everybodysLooks = () =>
    Promise.all([aVisitor(copy.origin), stranger, admin, owner].map((who) => looks(who, ref, title)));
  const expected = (seen: object, ownDoor: number) => [
    { ...seen, door: 401, own: 307 },
    { ...seen, door: 404, own: 404 },
    { ...seen, door: 404, own: 404 },
    { ...seen, door: ownDoor, own: 200 },
  ];

  it('is seen by visitor, member, staff and owner alike, where it is public', async () => {
    expect(await everybodysLooks()).toEqual(expected(shown, 404));
  });

  it('is changed to unlisted: on the very next read in no list, and by its address for everybody', async () => {
    expect((await change('unlisted')).headers.get('location')).toContain(`/share/${ref}`);
    expect(await everybodysLooks()).toEqual(expected(byAddress, 404));
  });

  it('is changed to private: on the very next read nobody else’s, and soon the addresses of its files are dead', async () => {
    const html = (await stranger.get(`/images/${ref}/tower-behind-clouds`)).body;
    const files = [...new Set([...html.matchAll(/\/api\/files\/f\/\w+/g)].map(([address]) => address))];
    const answers = () => Promise.all(files.map(async (file) => (await stranger.get(file)).status));
    expect([files.length > 5, ...new Set(await answers())]).toEqual([true, 200]);
    await change('private');
    expect(await everybodysLooks()).toEqual(expected(hidden, 200));
    await untilItSays(`/share/${ref}`, heading('ready-private-title'));
    await until(answers, (statuses) => statuses.every((status) => status === 404));
    expect(await everybodysLooks()).toEqual(expected(hidden, 200));
  });

  it('is found again by its owner alone, where images are shared', async () => {
    const [own, others] = await Promise.all([owner, stranger].map((who) => who.get('/share')));
    expect([own, others].map((page) => page?.body.includes(ref))).toEqual([true, false]);
  });

  it('is not widened by a muted owner, who may narrow it', async () => {
    await set({ mutedAt: new Date() });
    expect((await change('public')).body).toContain(words('en', 'refusals')['accounts-muted']);
    expect(await everybodysLooks()).toEqual(expected(hidden, 200));
    await set({ mutedAt: null });
  });

  it('is changed back to public: it hangs as soon as its files can be opened', async () => {
    await change('public');
    await untilItSays(`/share/${ref}`, heading('ready-title'));
    expect(await everybodysLooks()).toEqual(expected(shown, 404));
    const html = (await stranger.get(`/images/${ref}/tower-behind-clouds`)).body;
    const [file = ''] = /\/api\/files\/f\/\w+/.exec(html) ?? [];
    expect((await stranger.get(file)).status).toBe(200);
  });

  it('is not changed by an owner who was suspended meanwhile, and nothing of theirs is shown to them', async () => {
    const wish = await owner.form(`/share/${ref}`, 'audience');
    await set({ suspendedAt: new Date() });
    await wish({ audience: 'private' });
    expect((await owner.get(`/share/${ref}`)).headers.get('location')).toContain('/sign-in');
    expect((await owner.get(`/api/images/${ref}/8`)).status).toBe(401);
    await set({ suspendedAt: null });
    expect(await everybodysLooks()).toEqual(expected(shown, 404));
  });
});

describe('the same picture shared twice', () => {
  it('is offered instead of stored twice, and kept twice when that is said', async () => {
    const picture = aPictureFile();
    const first = await send('Once', 'unlisted', picture);
    await untilItSays(first, 'name="altText"');
    const second = await send('Twice', 'unlisted', picture);
    const { body } = await untilItSays(second, heading('same-title'));
    expect(body).toContain(`/images/${first.split('/').at(-1)}/once`);
    await owner.submit(second, 'ref', {});
    await untilItSays(second, 'name="altText"');
    expect((await stranger.get(`/images/${second.split('/').at(-1)}/twice`)).status).toBe(200);
  });
});
