import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { getRoute, postRoute } from './route';

const origin = 'http://localhost:3000';
let runs = 0;
const door = postRoute({
  name: 'test',
  input: z.object({ image: z.string('images.missing').max(10, 'images.missing') }),
  run: async ({ image }) => {
    runs += 1;
    if (image === 'gone') refuse('gone', 'images.gone', 'It is gone.');
    if (image === 'broken') throw new Error('a secret of ours');
    return { image };
  },
});

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  door(
    new Request(`${origin}/api/test`, {
      method: 'POST',
      body,
      headers: { host: 'localhost:3000', origin, 'content-type': 'application/json', ...headers },
    }),
  );

const refused = async (answer: Promise<Response>) => {
  const before = runs;
  const response = await answer;
  const { error } = await response.json();
  return { status: response.status, code: error.code, ran: runs - before };
};

describe('the door for JSON', () => {
  test('runs what is asked properly and keeps the answer out of caches', async () => {
    const response = await post('{"image":"abc"}');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toEqual({ image: 'abc' });
  });

  test.each([
    ['broken JSON', '{"image":', {}, 422, 'site.json'],
    ['nothing', '', {}, 422, 'site.json'],
    ['another type', '{"image":"abc"}', { 'content-type': 'text/plain' }, 422, 'site.content-type'],
    ['a form', 'image=abc', { 'content-type': 'application/x-www-form-urlencoded' }, 422, 'site.content-type'],
    ['1 MB', JSON.stringify({ image: 'x'.repeat(1_000_000) }), {}, 422, 'site.too-large'],
    ['the wrong shape', '{"image":7}', {}, 422, 'site.invalid'],
    ['a list', '[]', {}, 422, 'site.invalid'],
    ['a foreign origin', '{"image":"abc"}', { origin: 'https://evil.test' }, 403, 'site.origin'],
    ['a null origin', '{"image":"abc"}', { origin: 'null' }, 403, 'site.origin'],
  ])('refuses %s without running anything', async (_name, body, headers, status, code) => {
    expect(await refused(post(body, headers as Record<string, string>))).toEqual({ status, code, ran: 0 });
  });

  test('refuses a call without an Origin', async () => {
    const request = new Request(`${origin}/api/test`, { method: 'POST', body: '{"image":"abc"}' });
    request.headers.set('content-type', 'application/json');
    expect(await refused(door(request))).toEqual({ status: 403, code: 'site.origin', ran: 0 });
  });

  test('refuses an endless body as soon as it is too long', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half', headers: { host: 'localhost:3000', origin } };
    const request = new Request(`${origin}/api/test`, init as RequestInit);
    request.headers.set('content-type', 'application/json');
    expect(await refused(door(request))).toEqual({ status: 422, code: 'site.too-large', ran: 0 });
    expect(sent).toBeLessThan(1_000_000);
  });

  test('answers a refusal by its kind, and a bug without its words', async () => {
    expect(await refused(post('{"image":"gone"}'))).toEqual({ status: 410, code: 'images.gone', ran: 1 });
    const response = await post('{"image":"broken"}');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('site.failed');
    expect(text).not.toContain('secret');
  });

  test('names each field with its code', async () => {
    const { error } = await (await post('{"image":"far too long"}')).json();
    expect(error.fields).toEqual({ image: 'images.missing' });
  });
});

test('a reading route takes its input from the query', async () => {
  const read = getRoute({ name: 'read', input: z.object({ n: z.coerce.number() }), run: async ({ n }) => n + 1 });
  expect(await (await read(new Request(`${origin}/api/read?n=1`))).json()).toBe(2);
  expect((await read(new Request(`${origin}/api/read?n=x`))).status).toBe(422);
});
