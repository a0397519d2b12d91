import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { sign } from '@/platform/twins/runner/signature';
import { GET, POST, PUT } from './route';

const address = 'http://localhost:3000/api/inngest?fnId=vitrine-outbox-drain&stepId=step';
const doors = { GET, POST, PUT };

function ask(method: keyof typeof doors, body?: string, headers: Record<string, string> = {}) {
  const request = new NextRequest(address, { method, headers, ...(method === 'GET' ? {} : { body }) });
  return doors[method](request, {});
}

const signature = (body: string, key: string, at = new Date()) => ({ 'x-inngest-signature': sign(body, key, at) });
const ourKey = () => process.env.INNGEST_SIGNING_KEY ?? '';
const call = JSON.stringify({
  ctx: { attempt: 0, max_attempts: 1, run_id: 'R', stack: { current: 0, stack: [] } },
  event: { data: { cron: '* * * * *' }, name: 'inngest/scheduled.timer' },
  events: [],
  steps: {},
  version: -1,
});

describe('the jobs’ door', () => {
  it.each(['GET', 'POST', 'PUT'] as const)('answers 401 to an unsigned %s', async (method) => {
    expect((await ask(method, call)).status).toBe(401);
  });

  it.each(['GET', 'POST', 'PUT'] as const)('answers 401 to a %s signed with another key', async (method) => {
    const answer = await ask(method, call, signature(call, 'signkey-test-ff'));
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain('outbox-drain');
  });

  it('answers 401 to a signed call that is ten minutes old', async () => {
    const headers = signature(call, ourKey(), new Date(Date.now() - 600_000));
    expect((await ask('POST', call, headers)).status).toBe(401);
  });

  it.each([
    ['', 400],
    ['{"ctx":', 400],
    ['x'.repeat(8 * 1024 * 1024 + 1), 413],
  ])('refuses a body that cannot be a call', async (body, status) => {
    expect((await ask('POST', body, signature(body, ourKey()))).status).toBe(status);
  });

  it('runs a job when the call is signed with our key', async () => {
    const answer = await ask('POST', call, signature(call, ourKey()));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ sent: 0, forgotten: 0 });
  });

  it('tells its functions to a signed registration', async () => {
    const body = JSON.stringify({ url: address });
    const answer = await ask('PUT', body, { ...signature(body, ourKey()), 'x-inngest-sync-kind': 'in_band' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('vitrine-outbox-drain');
  });
});
