'use server';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { isProven } from '@/platform/proof-of-work/proof';
import { keepCodeToken, readCodeToken, readDevices } from '@/platform/session';
import { checkPassword } from './commands/check-password';
import { confirmWish } from './commands/confirm-wish';
import { requestCode, requestNewCode, requestNewEmail, requestRegistration } from './commands/request-code';
import { memberAction, visitorAction } from './doors';
import { endSession, startSession } from './entrance';
import { askingInput, changeEmailInput, confirmInput, forgottenInput, registerInput, signInInput } from './inputs';
import { codeRequestMinutes, safeBack } from './rules';

export const signInWithPassword = visitorAction({
  name: 'accounts/sign-in',
  input: signInInput,
  run: async (_viewer, given, { network }) => {
    const found = await checkPassword(given, { network, devices: await readDevices() });
    if (!found || !(await startSession(found.id, found.hash)))
      refuse('invalid', 'accounts.sign-in-wrong', 'Name and password do not fit.');
  },
  next: (_result, { back }) => safeBack(back),
});

export const signOutHere = visitorAction({
  name: 'accounts/sign-out',
  input: z.object({}),
  run: endSession,
  next: () => '/',
});

/** A form that has a code sent: at most so often from one network, whatever it asks for. */
const asking = { tokens: 60, windowSeconds: 3_600 };

export const register = visitorAction({
  name: 'accounts/register',
  input: registerInput,
  limit: asking,
  run: async (_viewer, { proof, ...wish }, call) => {
    const token = await requestRegistration(wish, { ...call, isProven: await isProven(proof) });
    await keepCodeToken(token, codeRequestMinutes);
  },
  next: (_result, { back }) =>
    safeBack(back) === '/' ? '/confirm' : `/confirm?back=${encodeURIComponent(safeBack(back))}`,
});

export const forgotPassword = visitorAction({
  name: 'accounts/forgot-password',
  input: forgottenInput,
  limit: asking,
  run: async (_viewer, { email, proof }, call) => {
    const wish = { purpose: 'reset-password', email } as const;
    await keepCodeToken(await requestCode(wish, { ...call, isProven: await isProven(proof) }), codeRequestMinutes);
  },
  next: () => '/confirm',
});

export const changeEmail = memberAction({
  name: 'accounts/change-email',
  input: changeEmailInput,
  limit: asking,
  run: async (member, { proof, ...wish }, call) => {
    const token = await requestNewEmail(member, wish, { ...call, isProven: await isProven(proof) });
    await keepCodeToken(token, codeRequestMinutes);
  },
  next: () => '/confirm',
});

export const askNewCode = visitorAction({
  name: 'accounts/ask-new-code',
  input: askingInput,
  limit: asking,
  run: async (_viewer, { proof }, call) =>
    requestNewCode(await readCodeToken(), { ...call, isProven: await isProven(proof) }),
});

export const confirmCode = visitorAction({
  name: 'accounts/confirm-code',
  input: confirmInput,
  run: async (viewer, given, { network }) => {
    const { purpose, memberId } = await confirmWish(await readCodeToken(), given, { viewer, network });
    await keepCodeToken(null);
    if (purpose !== 'change-email') await startSession(memberId);
    return purpose;
  },
  // The sign-in page leads members on at once, and is where one who is leaving can stay.
  next: (purpose, { back }) =>
    ({ register: safeBack(back), 'reset-password': '/sign-in?back=/', 'change-email': '/settings' })[purpose],
});
