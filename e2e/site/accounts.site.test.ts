import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter } from '../support/inside';
import {
  aMemberWithPassword,
  aNewcomer,
  anAddress,
  anotherCode,
  aWish,
  codeSentTo,
  doorway,
  faceOf,
  goesTo,
  letPass,
  proxied,
  refusalsIn,
  saysNothingIsOpen,
  signIn,
} from '../support/newcomers';
import { freePlace } from '../support/places';
import type { Answer, Visitor } from '../support/visitor';

/** The doorway of the built site, as browsers without JavaScript come to it: what careless and hostile people type. */
const { dataDir, remove } = temporaryData('accounts');
let copy: Copy;

type Wish = ReturnType<typeof aWish>;
const register = (who: Visitor, wish: Partial<Wish>) => who.submit('/register', 'handle', wish);
const nobody = () => aNewcomer(copy);

/** How many wishes there are for this e-mail. */
async function wishes(email: string): Promise<number> {
  const { codeRequests, db, eq } = await doorway();
  return db.$count(codeRequests, eq(codeRequests.email, email));
}

/** Somebody who has asked to register, in front of the form for the code. */
async function inFrontOfCode(given: Partial<Wish> = {}, who = nobody()) {
  const wish = aWish(given);
  expect(goesTo(await register(who, wish))).toBe('/confirm');
  const type = await who.form('/confirm', 'code');
  return { who, wish, code: await codeSentTo(wish.email), type: (code: string, more = {}) => type({ code, ...more }) };
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'], env: proxied });
  enter({ port, dataDir });
});

afterAll(async () => {
  await (await doorway()).closeDatabase();
  await copy.stop();
  remove();
});

describe('a code', () => {
  it('that is wrong is refused, and the sixth guess is not looked at, not even when it is right', async () => {
    const { type, code, who } = await inFrontOfCode();
    for (let guess = 0; guess < 5; guess++)
      expect(refusalsIn(await type(anotherCode(code)))).toContain('accounts.code-wrong');
    expect(refusalsIn(await type(code))).toContain('accounts.code-spent');
    expect(await faceOf(who)).toBeNull();
  });

  it('that was used opens nothing a second time, in whatever browser', async () => {
    const { type, code, who, wish } = await inFrontOfCode();
    const thief = nobody();
    for (const [name, value] of who.cookies) thief.cookies.set(name, value);
    const typeAsThief = await thief.form('/confirm', 'code');
    expect(goesTo(await type(code))).toBe('/');
    expect(await faceOf(who)).toBe(wish.handle);
    expect(saysNothingIsOpen(await typeAsThief({ code }))).toBe(true);
    expect(saysNothingIsOpen(await type(code))).toBe(true);
    expect(await faceOf(thief)).toBeNull();
  });

  it('is over after five minutes, and the wish behind it after thirty', async () => {
    const { codeRequests, db, eq } = await doorway();
    const { type, code, wish } = await inFrontOfCode();
    const age = (column: 'codeAskedAt' | 'expiresAt', ms: number) =>
      db
        .update(codeRequests)
        .set({ [column]: new Date(Date.now() - ms) })
        .where(eq(codeRequests.email, wish.email));
    await age('codeAskedAt', 5 * 60_000);
    expect(refusalsIn(await type(code))).toContain('accounts.code-over');
    await age('expiresAt', 1);
    expect(saysNothingIsOpen(await type(code))).toBe(true);
  });

  it('of somebody else proves nothing, and without a wish there is nothing to prove', async () => {
    const [mine, other] = [await inFrontOfCode(), await inFrontOfCode()];
    expect(refusalsIn(await mine.type(other.code))).toContain('accounts.code-wrong');
    mine.who.cookies.clear();
    expect(saysNothingIsOpen(await mine.type(mine.code))).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['five digits', '12345'],
    ['seven digits', '1234567'],
    ['letters', 'abcdef'],
    ['a number below zero', '-12345'],
    ['a number beyond all', '1e5000'],
    ['a zero byte', '\u0000'],
    ['a megabyte of digits', '9'.repeat(1_000_000)],
  ])('that is none costs no guess: %s', async (_, typed) => {
    const { type, code } = await inFrontOfCode();
    for (let time = 0; time < 6; time++) expect(refusalsIn(await type(typed))).toContain('accounts.code-form');
    expect(goesTo(await type(` ${code.slice(0, 3)} ${code.slice(3)} `))).toBe('/');
  });
});

describe('ceilings', () => {
  it('hold the codes for one e-mail, from however many addresses, and never its owner’s sign-in', async () => {
    const member = await aMemberWithPassword();
    const ask = () => nobody().submit('/sign-in/forgotten', 'email', { email: member.email });
    expect(goesTo(await ask())).toBe('/confirm');
    expect(refusalsIn(await ask())).toContain('site.limited');
    await letPass(60);
    // Nobody here proves any work, so two an hour are the most.
    expect(goesTo(await ask())).toBe('/confirm');
    await letPass(60);
    expect(refusalsIn(await ask())).toContain('site.limited');
    expect(await wishes(member.email)).toBe(2);
    expect(goesTo(await signIn(nobody(), member))).toBe('/');
  });

  it('hold the codes for one network, however many e-mails it names', async () => {
    const crowd = anAddress();
    const from = () => register(aNewcomer(copy, crowd), aWish());
    for (let time = 0; time < 10; time++) expect(goesTo(await from())).toBe('/confirm');
    expect(refusalsIn(await from())).toContain('site.limited');
    expect(goesTo(await register(nobody(), aWish()))).toBe('/confirm');
  });

  // Ten thousand are guessed in `codes.test.ts`, where it does not take minutes: every caller comes through the same command.
  it('look at no more guesses than five of three hundred that come at once, while the owner signs in', async () => {
    const member = await aMemberWithPassword();
    const thief = nobody();
    await thief.submit('/sign-in/forgotten', 'email', { email: member.email });
    const guess = anotherCode(await codeSentTo(member.email));
    const bots = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const bot = nobody();
        for (const [name, value] of thief.cookies) bot.cookies.set(name, value);
        return bot.form('/confirm', 'code');
      }),
    );
    const password = 'a thief would like this';
    const answers = await Promise.all([
      ...bots.flatMap((type) => Array.from({ length: 10 }, () => type({ code: guess, password }))),
      signIn(nobody(), member),
    ]);
    expect(goesTo(answers.pop() as Answer)).toBe('/');
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
    const looked = answers.filter((answer) => refusalsIn(answer).includes('accounts.code-wrong'));
    expect(looked).toHaveLength(5);
    expect(goesTo(await signIn(nobody(), member))).toBe('/');
  });
});

describe('of those who come at once', () => {
  it('one gets the handle, and the others take another with the code they have', async () => {
    const { handle } = aWish();
    const people = await Promise.all(Array.from({ length: 6 }, () => inFrontOfCode({ handle })));
    const answers = await Promise.all(people.map(({ type, code }) => type(code)));
    expect(answers.map(goesTo).filter((target) => target === '/')).toHaveLength(1);
    for (const [index, person] of people.entries()) {
      if (goesTo(answers[index] as Answer) === '/') continue;
      expect(refusalsIn(answers[index] as Answer)).toContain('accounts.handle-taken');
      const another = aWish().handle;
      expect(goesTo(await person.type(person.code, { handle: another }))).toBe('/');
      expect(await faceOf(person.who)).toBe(another);
    }
  });

  it('one gets the e-mail', async () => {
    const first = await inFrontOfCode();
    await letPass(60);
    const second = await inFrontOfCode({ email: first.wish.email });
    const { codeOf, codeRequests, db, eq } = await doorway();
    const requests = await db
      .select()
      .from(codeRequests)
      .where(eq(codeRequests.email, first.wish.email))
      .orderBy(codeRequests.id);
    const [earlier, later] = requests.map(codeOf);
    const answers = await Promise.all([first.type(earlier as string), second.type(later as string)]);
    expect(answers.map(goesTo).filter((target) => target === '/')).toHaveLength(1);
    expect(answers.flatMap(refusalsIn)).toContain('accounts.email-taken');
  });
});

describe('what is typed into the register', () => {
  it.each([
    ['handle', 'a letter that looks like another', 'аdmin_k', 'accounts.handle-form'],
    ['handle', 'wide letters', 'ｈａｎｄｌｅ', 'accounts.handle-form'],
    ['handle', 'a reserved one in capitals', 'ADMIN', 'accounts.handle-reserved'],
    ['handle', 'a reserved one between blanks', ' @Vitrine ', 'accounts.handle-reserved'],
    ['handle', 'two characters', 'ab', 'accounts.handle-form'],
    ['handle', '31 characters', 'x'.repeat(31), 'accounts.handle-form'],
    ['handle', 'a tag', '"><script>', 'accounts.handle-form'],
    ['handle', 'a quote', "x';--", 'accounts.handle-form'],
    ['handle', 'a megabyte', 'x'.repeat(1_000_000), 'accounts.handle-form'],
    ['email', 'two with a comma', 'one@example.test,two@example.test', 'accounts.email-form'],
    ['email', 'a header behind it', 'one@example.test\r\nbcc: two@example.test', 'accounts.email-form'],
    ['email', 'a line break', 'one@example.test\nSubject: hello', 'accounts.email-form'],
    ['email', 'a name before it', '"one" <one@example.test>', 'accounts.email-form'],
    ['email', '300 characters', `${'x'.repeat(290)}@example.test`, 'accounts.email-form'],
    ['email', 'no address at all', 'one', 'accounts.email-form'],
    ['email', 'a zero byte', 'one@example.test\u0000', 'accounts.email-form'],
    ['password', 'seven characters', 'seven 7', 'accounts.password-short'],
    ['password', '129 characters', 'x'.repeat(129), 'accounts.password-long'],
    ['password', '10,000 characters', 'x'.repeat(10_000), 'accounts.password-long'],
    ['password', 'a common one', 'password123', 'accounts.password-common'],
    ['website', 'what only robots fill in', 'https://elsewhere.test', 'accounts.trap'],
    ['proof', 'a megabyte', 'x'.repeat(1_000_000), 'accounts.proof'],
    ['proof', 'a prototype', '{"__proto__":{}}', 'accounts.proof'],
  ])('is refused beside its field, and nobody is written to: %s, %s', async (field, _, typed, code) => {
    const wish = { ...aWish(), [field]: typed };
    const answer = await register(nobody(), wish);
    expect([answer.status, ...refusalsIn(answer)]).toContain(code);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toContain(wish.password);
    expect(await wishes(wish.email.replaceAll('\u0000', ''))).toBe(0);
  });

  it('is taken kindly where only capitals are in the way', async () => {
    const { handle } = aWish();
    const { type, code, who } = await inFrontOfCode({ handle: handle.toUpperCase() });
    expect(goesTo(await type(code))).toBe('/');
    expect(await faceOf(who)).toBe(handle);
  });
});
