import { afterEach, expect, test, vi } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { log } from './log';

afterEach(() => vi.restoreAllMocks());

/** What the log wrote, line by line. */
function listen() {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  return lines;
}

test('a line is one JSON object with its level, event and fields', () => {
  const lines = listen();
  log.error('something.odd', { count: 3 });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', event: 'something.odd', count: 3 });
});

test('a failed query is logged without the people in its parameters', async () => {
  const lines = listen();
  const failed = await aMember({ handle: 'x', email: 'secret.person@example.test' }).catch((error: Error) => error);
  log.error('door.failed', { error: failed });
  expect(lines.join()).toContain('members_handle_form');
  expect(lines.join()).not.toContain('secret.person');
});
