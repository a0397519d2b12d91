'use server';
import { z } from 'zod';
import { safeBack } from '@/i18n/routing';
import { refuse } from '@/kernel/refusal';
import { isProven } from '@/platform/proof-of-work/proof';
import { keepCodeToken, readCodeToken, readDevices } from '@/platform/session';
import { setOut } from './auth';
import { newcomersTag, peopleTag, personTag, settingsTag } from './cache';
import { changeHandle } from './commands/change-handle';
import { changePassword } from './commands/change-password';
import { checkPassword } from './commands/check-password';
import { confirmWish } from './commands/confirm-wish';
import { deleteAccount, keepAccount } from './commands/delete-account';
import { editProfile } from './commands/edit-profile';
import { unlinkIdentity } from './commands/identities';
import { requestCode, requestNewCode, requestNewEmail, requestRegistration } from './commands/request-code';
import { revokeOtherSessions, revokeSession } from './commands/sessions';
import { memberAction, visitorAction } from './doors';
import { joinAs } from './elsewhere';
import { endSession, startSession } from './entrance';
import {
  askingInput,
  changeEmailInput,
  chooseHandleInput,
  confirmInput,
  deleteAccountInput,
  elsewhereInput,
  forgottenInput,
  handleChangeInput,
  keepAccountInput,
  passwordChangeInput,
  profileInput,
  registerInput,
  sessionInput,
  signInInput,
} from './inputs';
import { codeRequestMinutes } from './rules';
import { currentLeaving } from './viewer';

export const signInWithPassword = visitorAction({
  name: 'accounts/sign-in',
  input: signInInput,
  run: async (_viewer, given, { network }) => {
    const found = await checkPassword(given, { network, devices: await readDevices() });
    if (!found || !(await startSession(found.id, found.hash)))
      refuse('invalid', 'accounts.sign-in-wrong', 'Name and password do not fit.');
    return found;
  },
  // Who deleted the account is asked there whether to keep it.
  next: ({ isLeaving }, { back }) =>
    isLeaving ? `/sign-in?back=${encodeURIComponent(safeBack(back))}` : safeBack(back),
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
    const done = await confirmWish(await readCodeToken(), given, { viewer, network });
    await keepCodeToken(null);
    if (done.purpose !== 'change-email') await startSession(done.memberId);
    return done;
  },
  // Somebody may have looked for the page before there was one.
  touches: (_input, { joined }) => (joined ? [personTag(joined), newcomersTag()] : []),
  // The sign-in page leads members on at once, and is where one who is leaving can stay.
  next: ({ purpose }, { back }) =>
    ({ register: safeBack(back), 'reset-password': '/sign-in?back=/', 'change-email': '/settings' })[purpose],
});

export const deleteOwnAccount = memberAction({
  name: 'accounts/delete',
  input: deleteAccountInput,
  run: async (member, given) => {
    await deleteAccount(member, given);
    await endSession();
    return member;
  },
  touches: (_input, { handle }) => [personTag(handle)],
  next: () => '/',
});

export const keepOwnAccount = visitorAction({
  name: 'accounts/keep',
  input: keepAccountInput,
  run: async (viewer) => {
    const leaving = await currentLeaving();
    if (leaving) return keepAccount(leaving.id);
    // A second click finds the account kept.
    return viewer ?? refuse('gone', 'accounts.gone', 'This account cannot be had back any more.');
  },
  touches: (_input, { handle }) => [personTag(handle), peopleTag()],
  next: (_result, { back }) => safeBack(back),
});

export const changeProfile = memberAction({
  name: 'accounts/edit-profile',
  input: profileInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: async (member, profile) => {
    await editProfile(member, profile);
    return member.handle;
  },
  touches: (_input, handle) => [personTag(handle)],
});

export const takeHandle = memberAction({
  name: 'accounts/change-handle',
  input: handleChangeInput,
  limit: { tokens: 30, windowSeconds: 600 },
  run: (member, input) => changeHandle(member, input),
  touches: (_input, { everyHandle }) => everyHandle.map(personTag),
});

export const replacePassword = memberAction({
  name: 'accounts/change-password',
  input: passwordChangeInput,
  run: async (member, given) => {
    await changePassword(member, given);
    return member.handle;
  },
  touches: (_input, handle) => [settingsTag(handle)],
});

export const endSessions = memberAction({
  name: 'accounts/end-sessions',
  input: sessionInput,
  run: async (member, { session }) => {
    await (session === 'others' ? revokeOtherSessions(member) : revokeSession(member, { session }));
    return member.handle;
  },
  touches: (_input, handle) => [settingsTag(handle)],
});

/** To a provider and back; what comes of it is decided by `arrive`. */
export const signInElsewhere = visitorAction({
  name: 'accounts/sign-in-elsewhere',
  input: elsewhereInput,
  limit: { tokens: 30, windowSeconds: 600 },
  run: (_viewer, { provider, back }, { locale }) => setOut(provider, { back: safeBack(back), locale, memberId: null }),
});

export const linkElsewhere = memberAction({
  name: 'accounts/link-elsewhere',
  input: elsewhereInput,
  limit: { tokens: 30, windowSeconds: 600 },
  run: ({ id }, { provider }, { locale }) => setOut(provider, { back: '/settings', locale, memberId: id }),
});

export const unlinkElsewhere = memberAction({
  name: 'accounts/unlink-elsewhere',
  input: elsewhereInput,
  run: async (member, input) => {
    await unlinkIdentity(member, input);
    return member.handle;
  },
  touches: (_input, handle) => [settingsTag(handle)],
});

export const joinWithHandle = visitorAction({
  name: 'accounts/join-with-handle',
  input: chooseHandleInput,
  limit: { tokens: 30, windowSeconds: 600 },
  run: (_viewer, { handle }, { locale }) => joinAs(handle, locale),
  touches: ({ handle }) => [personTag(handle), newcomersTag()],
  next: (back) => back,
});
