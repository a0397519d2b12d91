import { expect, test } from 'vitest';
import { refuse } from '@/kernel/refusal';
import { siteOrigin } from '@/platform/env';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { fileIn, makeFileForm } from './file-form';

aRedisForThisFile();

const member = () => Promise.resolve({ id: 7 });
const stranger = () => Promise.resolve(refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.'));
const bounds = {
  name: 'test/form',
  page: '/desk#photo',
  limit: { tokens: 100, windowSeconds: 600 },
  kept: ['title', 'alt', 'story'],
};

/** Sends a form to a door that answers with what arrived. */
async function send(
  body: BodyInit,
  { headers = {}, who = member }: { headers?: Record<string, string>; who?: () => Promise<{ id: number }> } = {},
) {
  const arrived: unknown[] = [];
  const door = makeFileForm(who, ({ id }) => String(id))({
    ...bounds,
    run: async ({ id }, form) => {
      const file = await fileIn(form, 'file');
      arrived.push(id, form.get('title'), file && [file.name, file.type, file.bytes.toString()]);
      if (form.get('title') === 'bad') refuse('invalid', 'site.field', 'Not this one.');
      return '/done';
    },
  });
  const request = new Request(`${siteOrigin()}/api/desk`, {
    method: 'POST',
    body,
    headers: { origin: siteOrigin(), ...headers },
  });
  const answer = await door(request);
  expect(answer.status).toBe(303);
  return { arrived, location: answer.headers.get('location') };
}

function aForm(title: string, file = new File(['bytes'], 'a.png', { type: 'image/png' })): FormData {
  const form = new FormData();
  form.set('title', title);
  form.set('file', file);
  return form;
}

test('a form arrives with its file and leads on, in the language of its page', async () => {
  expect(await send(aForm('Fog'), { headers: { referer: `${siteOrigin()}/zh/desk` } })).toEqual({
    arrived: [7, 'Fog', ['a.png', 'image/png', 'bytes']],
    location: '/zh/done',
  });
});

test('a field left alone holds no file, and an empty file is one', async () => {
  const file = async (name: string) => (await send(aForm('Fog', new File([], name)))).arrived[2];
  expect([await file(''), await file('empty.png')]).toEqual([null, ['empty.png', expect.any(String), '']]);
});

test('a refused form comes back with its words and the reason, to its part of the page', async () => {
  expect((await send(aForm('bad'))).location).toBe('/desk?refused=site.field&title=bad#photo');
});

test('words come back as far as an address has room for them, in whole characters, whatever the language', async () => {
  const form = aForm('bad');
  for (const [name, typed] of Object.entries({ alt: '字'.repeat(500), story: '🦊'.repeat(1_000_000) }))
    form.set(name, typed);
  const { location } = await send(form);
  expect(location?.length).toBeLessThan(6_200);
  const typed = new URL(location ?? '', siteOrigin()).searchParams;
  expect([typed.get('title'), typed.get('alt')]).toEqual(['bad', '字'.repeat(500)]);
  expect(typed.get('story')).toMatch(/^(?:🦊){100,}$/u);
});

test('a stranger is sent to sign in and then back to the form, and nothing of the body is read', async () => {
  const { arrived, location } = await send(aForm('Fog'), { who: stranger });
  expect([arrived, location]).toEqual([[], '/sign-in?back=/desk']);
});

const multipart = { 'content-type': 'multipart/form-data; boundary=b' };
test.each<[string, string, BodyInit, Record<string, string>]>([
  ['from another site', 'site.origin', aForm('Fog'), { origin: 'https://elsewhere.test' }],
  ['of another kind', 'site.content-type', '{}', { 'content-type': 'application/json' }],
  ['cut short', 'site.form', '--b\r\ncontent-disposition: form-data; name="title"', multipart],
  ['without a boundary', 'site.form', 'x', { 'content-type': 'multipart/form-data' }],
  ['of 18 megabytes', 'pictures.too-many-bytes', new Uint8Array(18 * 1024 * 1024), multipart],
])('a form %s is refused as %s and does not arrive', async (_, code, body, headers) => {
  expect(await send(body, { headers })).toEqual({ arrived: [], location: `/desk?refused=${code}#photo` });
});
