import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('comments');
const password = 'a long enough password';

let copy: Copy;
let counter: ReturnType<typeof statementCounter>;
let owner: Person;
let ana: Person;
let visitor: Visitor;

type Person = Visitor & { handle: string; id: number };

async function aSignedIn(): Promise<Person> {
  const { aMember, hashPassword } = await house();
  const { id, handle } = await aMember({ passwordHash: await hashPassword(password) });
  const person = aVisitor(copy.origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id, handle };
}

async function aPage(given: { commentsOpen?: boolean } = {}) {
  const { anImage } = await house();
  const { id, ref, slug } = await anImage({ ownerId: owner.id as never, ...given });
  return { id, ref, path: `/images/${ref}/${slug}` };
}

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  owner = await aSignedIn();
  visitor = aVisitor(copy.origin);
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

// Ten comments a minute are enough for each test.
beforeEach(async () => {
  ana = await aSignedIn();
});

afterAll(async () => {
  const { closeDatabase } = await house();
  await closeDatabase();
  await counter.end();
  await copy.stop();
  remove();
});

/** What stands under a page's image: the number and the words (as HTML) of each comment. */
const commentsIn = (body: string) =>
  [...body.matchAll(/<p id="comment-(\d+)-words"[^>]*>([\s\S]*?)<\/p>/g)].map(([, id, html = '']) => ({
    id: Number(id),
    html: html.replaceAll('<!-- -->', ''),
  }));
const say = (person: Visitor, path: string, text: string) => person.submit(`${path}?mine=1`, 'text', { text });

describe.each(languages)('a comment without JavaScript ($locale)', ({ locale, prefix }) => {
  const refusals = words(locale, 'refusals');

  it('stands on the next read of the page for everybody, which leads to where one is written', async () => {
    const page = await aPage();
    const path = prefix + page.path;
    const empty = await visitor.get(path);
    expect([commentsIn(empty.body), empty.body.includes(`${path}?mine=1#comment-text`)]).toEqual([[], true]);
    const sent = await say(ana, path, 'What light!\nAnd the fog.');
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?mine=1`]);
    expect(commentsIn((await visitor.get(path)).body)).toMatchObject([{ html: 'What light!\nAnd the fog.' }]);
  });

  it.each([
    ['', 'engagement-comment-blank'],
    [' \n\u202e\u2066 ', 'engagement-comment-blank'],
    ['a'.repeat(2_001), 'engagement-comment-long'],
    ['a'.repeat(1_000_000), 'engagement-comment-long'],
  ] as const)('that is refused keeps what was typed, and says why beside the field', async (text, code) => {
    const { path } = await aPage();
    const { status, body } = await say(ana, prefix + path, text);
    expect([status, unescaped(body).includes(refusals[code])]).toEqual([200, true]);
    expect(body).toMatch(/<textarea[^>]*aria-invalid="true"/);
    expect(body).toContain(text.slice(0, 2_001).trim());
    expect(commentsIn((await visitor.get(prefix + path)).body)).toEqual([]);
  });

  it('is answered, changed and deleted by forms that stand on a page of their own', async () => {
    const page = await aPage();
    const [path, other] = [prefix + page.path, await aSignedIn()];
    await say(ana, path, 'What light!');
    const [{ id } = { id: 0 }] = commentsIn((await visitor.get(path)).body);
    // The form that is open stands before the one for a new comment.
    const answered = await other.submit(`${path}?mine=1&answer=${id}`, 'answered', { text: 'Yes!' });
    expect([answered.status, answered.headers.get('location')]).toEqual([303, `${path}?mine=1#comment-${id}`]);
    const changed = await ana.submit(`${path}?mine=1&change=${id}`, 'comment', { text: 'What a light!' });
    expect(changed.status).toBe(303);
    const seen = await visitor.get(path);
    expect(commentsIn(seen.body).map(({ html }) => html)).toEqual(['What a light!', 'Yes!']);
    expect(seen.body).toContain(words(locale, 'engagement')['comment-edited']);
    expect((await other.get(`${path}?mine=1&change=${id}`)).body).not.toContain(`name="comment" value="${id}"`);
    const gone = await owner.submit(`${path}?mine=1&change=${id}`, 'comment', {});
    expect(gone.status).toBe(303);
    const left = await visitor.get(path);
    expect(commentsIn(left.body).map(({ html }) => html)).toEqual(['Yes!']);
    expect(left.body).toContain(words(locale, 'engagement')['comment-gone']);
  });

  it('is for members: visitors are led to where one signs in', async () => {
    const { path } = await aPage();
    const own = await visitor.get(`${prefix}${path}?mine=1`);
    expect([own.status, own.body.includes('name="text"')]).toEqual([200, false]);
    const asked = await visitor.get(`${prefix}${path}?mine=1&answer=1`);
    const target = new URL(asked.headers.get('location') ?? '', copy.origin);
    expect([asked.status, target.pathname]).toEqual([307, `${prefix}/sign-in`]);
    expect(target.searchParams.get('back')).toBe(`${path}?mine=1&answer=1`);
  });
});

describe('words of a comment', () => {
  it('are shown as they were written: nothing in them is markup, and links lend no weight', async () => {
    const { path } = await aPage();
    await say(
      ana,
      path,
      '<script>alert(1)</script> <img src=x onerror=alert(1)> &lt; https://example.org/a?b=1&c="d javascript:alert(1)',
    );
    const [{ html } = { html: '' }] = commentsIn((await visitor.get(path)).body);
    expect(html).not.toMatch(/<(?!\/?a\b)/);
    expect([...html.matchAll(/<a ([^>]*)>/g)].map(([, attributes]) => unescaped(attributes ?? ''))).toEqual([
      expect.stringMatching(/^href="https:\/\/example\.org\/a\?b=1&c=" rel="nofollow ugc noopener"/),
    ]);
  });
});

describe('where comments are closed', () => {
  it('nobody finds a form, and one that was open before is refused', async () => {
    const { ref, path } = await aPage();
    const form = await ana.form(`${path}?mine=1`, 'text');
    const [{ db, images }, { eq }] = [await house(), await import('drizzle-orm')];
    await db.update(images).set({ commentsOpen: false }).where(eq(images.ref, ref));
    const refused = await form({ text: 'Too late?' });
    expect(unescaped(refused.body)).toContain(words('en', 'refusals')['engagement-comments-closed']);
    const closed = await aPage({ commentsOpen: false });
    expect((await ana.get(`${closed.path}?mine=1`)).body).not.toContain('name="text"');
    expect(commentsIn((await visitor.get(path)).body)).toEqual([]);
  });
});

describe('pages of comments', () => {
  it('lead from the first to the last and back, at most four statements each besides the session’s', async () => {
    const { id, path } = await aPage();
    const { db } = await house();
    const { comments } = await import('@/domains/engagement/tables');
    const rows = Array.from({ length: 45 }, (_, n) => ({
      imageId: id,
      authorId: ana.id as never,
      text: `Word ${n}`,
      createdAt: new Date(Date.UTC(2026, 10, 1, 12, n)),
    }));
    await db.insert(comments).values(rows);
    const seen: string[] = [];
    let next: string | undefined = path;
    while (next) {
      const { status, body } = await visitor.get(next);
      expect(status, next).toBe(200);
      seen.push(...commentsIn(body).map(({ html }) => html));
      next = unescaped(/href="([^"]*\?comments=[^"&#]*)[#"]/.exec(body)?.[1] ?? '').replace(/#.*/, '') || undefined;
    }
    expect(seen).toEqual(rows.map(({ text }) => text));
    await ana.get(`${path}?comments=last`);
    const statements = await counter.during(async () => {
      expect(commentsIn((await ana.get(`${path}?comments=last`)).body).map(({ html }) => html)).toEqual(
        seen.slice(-20),
      );
    });
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(5);
  });

  it.each(['broken', 'W10', 'x'.repeat(3_000), Buffer.from('[1e9,1e9,1]').toString('base64url')])(
    'lead back to the image from the cursor %s',
    async (cursor) => {
      const { path } = await aPage();
      const { status, headers } = await visitor.get(`${path}?comments=${cursor}`);
      expect([status, headers.get('location')]).toEqual([307, path]);
    },
  );

  it('open no form for a number that is none', async () => {
    const { path } = await aPage();
    for (const number of ['-1', '1e9', '9'.repeat(400), 'x', '']) {
      expect((await ana.get(`${path}?mine=1&answer=${number}&change=${number}`)).status).toBe(200);
    }
  });
});
