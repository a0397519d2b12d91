import { expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { lineOf } from './log';

test('a line is one JSON object with its level, event and fields', () => {
  const line = lineOf('warn', 'something.odd', { count: 3, words: 'two\nlines' });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({ level: 'warn', event: 'something.odd', count: 3 });
});

test('a failed query is logged without the people in its parameters', async () => {
  const failed = await aMember({ handle: 'x', email: 'secret.person@example.test' }).catch((error: Error) => error);
  const line = lineOf('error', 'door.failed', { error: failed });
  expect(line).toContain('members_handle_form');
  expect(line).not.toContain('secret.person');
});
