import { describe, expect, test } from 'vitest';
import { newPassword } from './inputs';
import { hashPassword, passwordFits, refuseCommonPassword } from './passwords';

const ana = { handle: 'ana_lee', email: 'Ana.Marie@example.test' };
const refused = { code: 'accounts.password-common', details: { fields: { password: 'accounts.password-common' } } };

describe('a password to be', () => {
  const codeOf = (typed: unknown) => newPassword.safeParse(typed).error?.issues[0]?.message;

  test('has 8 to 128 characters, whatever they are made of', () => {
    expect(codeOf('1234567')).toBe('accounts.password-short');
    expect(codeOf('12345678')).toBeUndefined();
    expect(codeOf('😀'.repeat(7))).toBe('accounts.password-short');
    expect(codeOf('😀'.repeat(128))).toBeUndefined();
    expect(codeOf('a'.repeat(129))).toBe('accounts.password-long');
    expect(codeOf('a'.repeat(1_000_000))).toBe('accounts.password-long');
    expect(codeOf(undefined)).toBe('accounts.password-short');
    expect(codeOf(['many', 'words'])).toBe('accounts.password-short');
  });

  test.each([
    'password',
    'PassWord1',
    '1234567890',
    'qwertyuiop',
    'aaaaaaaaaaaaaaaa',
    'ana_lee!',
    'ANA_LEE2026',
    'ana.marie',
    'ana.marie@example.test',
    'Vitrine123!',
  ])('is refused when it is guessed first: %s', (password) =>
    expect(refuseCommonPassword(password, ana)).rejects.toMatchObject(refused),
  );

  test.each(['vitrine-demo', 'an orange kettle', '48213957', '窗边的小豆豆八个字', 'ana_lee likes owls'])(
    'may be anything else: %s',
    (password) => expect(refuseCommonPassword(password, ana)).resolves.toBeUndefined(),
  );

  test('is not mistaken for the name of somebody without one', () =>
    expect(refuseCommonPassword('48213957', { handle: null })).resolves.toBeUndefined());

  test('names the field it was typed into', () =>
    expect(refuseCommonPassword('password', {}, 'newPassword')).rejects.toMatchObject({
      details: { fields: { newPassword: 'accounts.password-common' } },
    }));
});

test('a password fits however the keyboard composes its letters', async () => {
  const hash = await hashPassword('cafe\u0301 au lait');
  expect(await passwordFits('caf\u00e9 au lait', hash)).toBe(true);
  expect(await passwordFits('cafe au lait', hash)).toBe(false);
});
