import { eq, inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPassword } from '@/domains/accounts/commands/check-password';
import { members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { countViews } from '@/domains/engagement/queries';
import { likes } from '@/domains/engagement/tables';
import { bounds } from '@/domains/images/rules';
import { images as imagesTable, imageTags } from '@/domains/images/tables';
import { followCounts, follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';
import { seedings } from '@/platform/db/tables';
import { looseFiles } from '@/platform/pictures/tables';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { startFileHost } from '@/testing/file-host';
import { works } from '../artist/works.ts';
import { fillActivities } from '../bulk/activities.ts';
import { fillImages } from '../bulk/images.ts';
import { fillMembers } from '../bulk/members.ts';
import { remarks } from './comments.ts';
import { life } from './life.ts';
import { demoPassword, people } from './people.ts';
import { programme } from './programme.ts';
import { seedDemo } from './seed-demo.ts';

const captions = people.flatMap((person) => person.captions.map((caption) => ({ ...caption, locale: person.locale })));

describe('what the demo says', () => {
  test('shows every work of the artist once', () => {
    expect(captions.map((caption) => caption.work).sort()).toEqual(works.map((work) => work.key).sort());
  });

  test('gives every picture its own title, words, a real alternative text and tags', () => {
    for (const kind of ['title', 'description', 'altText'] as const)
      expect(new Set(captions.map((caption) => caption[kind])).size, kind).toBe(captions.length);
    for (const { work, locale, title, description, altText, tags } of captions) {
      expect([...title].length, work).toBeLessThanOrEqual(bounds.title);
      expect(description.length, work).toBeGreaterThan(locale === 'zh' ? 15 : 60);
      expect(altText.length, work).toBeGreaterThan(locale === 'zh' ? 25 : 60);
      expect([...altText].length, work).toBeLessThanOrEqual(bounds.altText);
      expect(tags.length, work).toBeGreaterThanOrEqual(3);
      expect(new Set(tags).size, work).toBe(tags.length);
      expect(Math.max(...tags.map((tag) => [...tag].length)), work).toBeLessThanOrEqual(bounds.tag);
    }
  });

  test('speaks the language of its owner: a third Chinese, the rest English', () => {
    const chinese = captions.filter(({ locale }) => locale === 'zh');
    for (const { locale, ...words } of captions)
      for (const text of [words.title, words.description, words.altText, ...words.tags])
        expect(/\p{Script=Han}/u.test(text), text).toBe(locale === 'zh');
    expect(chinese.length / captions.length).toBeCloseTo(1 / 3, 1);
  });

  test('gives every image the same reference in every copy, and no two the same', () => {
    const refs = programme().map(({ ref }) => ref);
    expect(refs).toEqual(programme().map(({ ref }) => ref));
    expect(new Set(refs).size).toBe(refs.length);
    for (const ref of refs) expect(ref).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/);
  });

  test('mixes owners on the newest page', () => {
    expect(
      new Set(
        programme()
          .slice(-12)
          .map(({ person }) => person.handle),
      ).size,
    ).toBeGreaterThan(5);
  });
});

describe('what people of the demo do', () => {
  const showings = programme();
  const doings = life(showings);

  test('is the same in every copy, and nobody follows, likes or answers before there is something', () => {
    expect(life(programme())).toEqual(doings);
    const since = new Map(showings.map(({ work, hoursAgo }) => [work.key, hoursAgo]));
    const ownerOf = new Map(showings.map(({ work, person }) => [work.key, person.handle]));
    const tooEarly = doings.filter(
      (doing) =>
        doing.hoursAgo <= 0 ||
        ('work' in doing && doing.hoursAgo > (since.get(doing.work) ?? 0)) ||
        (doing.verb === 'commented' && doing.answer && doing.answer.hoursAgo >= doing.hoursAgo),
    );
    expect(tooEarly).toEqual([]);
    const toThemselves = doings.filter(
      (doing) =>
        (doing.verb === 'followed' && doing.person === doing.who) ||
        (doing.verb === 'liked' && ownerOf.get(doing.work) === doing.who),
    );
    expect(toThemselves).toEqual([]);
  });

  test('says something under many pictures, each in their own language, and the owner answers', () => {
    expect(new Set(remarks.map(({ text }) => text)).size).toBe(remarks.length);
    const localeOf = new Map(people.map(({ handle, locale }) => [handle, locale]));
    for (const { work, by, text, answer } of remarks) {
      const showing = showings.find((each) => each.work.key === work);
      expect(showing, work).toBeDefined();
      expect(showing?.person.handle).not.toBe(by);
      for (const said of [{ by, text }, ...(answer ? [answer] : [])])
        expect(/\p{Script=Han}/u.test(said.text), said.text).toBe(localeOf.get(said.by) === 'zh');
      expect([undefined, showing?.person.handle]).toContain(answer?.by);
    }
  });
});

describe('seeding', () => {
  aRedisForThisFile();
  const now = new Date('2026-05-01T12:00:00Z');
  let host: Awaited<ReturnType<typeof startFileHost>>;
  beforeAll(async () => {
    host = await startFileHost();
  });
  afterAll(() => host.stop());

  const seededImages = () => db.select().from(imagesTable).orderBy(imagesTable.id);

  test('goes on after a kill, and never happens twice', { timeout: 120_000 }, async () => {
    const killed = seedDemo({
      now,
      images: 3,
      progress: (done) => {
        if (done === people.length + 1) throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await seededImages()).toHaveLength(1);
    expect(await seedDemo({ now, images: 3 })).toBe('begun');
    const hung = await seededImages();
    expect(hung.map(({ ref }) => ref)).toEqual(
      programme()
        .slice(0, 3)
        .map(({ ref }) => ref),
    );
    expect(hung.every(({ state }) => state === 'ready')).toBe(true);
    expect(await db.select().from(looseFiles)).toEqual([]);
    await db.delete(imagesTable).where(eq(imagesTable.id, hung[0]?.id ?? (0 as never)));
    expect(await seedDemo({ now, images: 3 })).toBe('finished');
    expect(await seededImages()).toHaveLength(2);
  });

  test('lets every demo member sign in, each with a face, in their role', async () => {
    const found = await db
      .select()
      .from(members)
      .where(
        inArray(
          members.handle,
          people.map(({ handle }) => handle),
        ),
      );
    expect(found.map(({ avatarPictureId }) => avatarPictureId)).not.toContain(null);
    for (const { email, role } of people.slice(0, 4)) {
      const id = (
        await checkPassword({ login: email, password: demoPassword }, { network: '192.0.2.1', devices: null })
      )?.id;
      expect(found.find((member) => member.id === id)?.role, email).toBe(role);
    }
  });

  test('lets its people follow, like and comment, with counts that are right', async () => {
    const [liked, followed, counts] = await Promise.all([
      db.select().from(likes),
      db.select().from(follows),
      db.select().from(followCounts),
    ]);
    for (const { id, likesCount } of await seededImages())
      expect(likesCount).toBe(liked.filter(({ imageId }) => imageId === id).length);
    for (const { memberId, followers, following } of counts) {
      expect(followers).toBe(followed.filter(({ followedId }) => followedId === memberId).length);
      expect(following).toBe(followed.filter(({ followerId }) => followerId === memberId).length);
    }
    expect(counts.filter(({ following }) => following > 1).length).toBe(people.length);
    const done = await db.select().from(activities).orderBy(activities.id);
    expect(done.map(({ createdAt }) => createdAt)).toEqual(
      done.map(({ createdAt }) => createdAt).sort((a, b) => a.getTime() - b.getTime()),
    );
    const verbsDone = ['joined', 'shared', 'followed', 'liked'];
    expect(done.map(({ verb }) => verb)).toEqual(expect.arrayContaining(verbsDone));
  });

  test('shows the views each image has had', async () => {
    const shown = await seededImages();
    const views = await countViews(shown.map(({ id }) => id));
    for (const { id, ref } of shown)
      expect(views.get(id)).toBe(programme().find((showing) => showing.ref === ref)?.views);
  });

  test('fills any size with rows that hold, most of them owned by few', { timeout: 60_000 }, async () => {
    const told: number[] = [];
    await fillMembers(300, (done) => told.push(done));
    await fillMembers(100, () => {});
    await fillImages(3_000, () => {});
    expect(told).toEqual([300]);
    const rows = await seededImages();
    expect(rows).toHaveLength(3_002);
    const owned = new Map<number, number>();
    for (const { ownerId } of rows) owned.set(ownerId, (owned.get(ownerId) ?? 0) + 1);
    const counts = [...owned.values()].sort((a, b) => b - a);
    const top = counts.slice(0, 41).reduce((sum, count) => sum + count, 0);
    expect(top / rows.length).toBeGreaterThan(0.4);
    expect(
      (
        await db
          .select()
          .from(imageTags)
          .where(eq(imageTags.imageId, rows.at(-1)?.id ?? (0 as never)))
      ).length,
    ).toBe(2);
  });

  test('has members do any number of things, with rows and counts that agree', { timeout: 60_000 }, async () => {
    const counted = async () => {
      const done = await db.select().from(activities);
      const [liked, followed] = await Promise.all([db.$count(likes), db.$count(follows)]);
      const told = (wanted: string) => done.filter(({ verb }) => verb === wanted).length;
      return { all: done.length, liked, followed, toldLiked: told('liked'), toldFollowed: told('followed') };
    };
    const before = await counted();
    await fillActivities(5_000, () => {});
    const after = await counted();
    expect(after.all - before.all).toBeGreaterThan(4_000);
    expect(after.toldLiked - before.toldLiked).toBe(after.liked - before.liked);
    expect(after.toldFollowed - before.toldFollowed).toBe(after.followed - before.followed);
    const counts = await db.select().from(followCounts);
    expect(counts.reduce((sum, { followers }) => sum + followers, 0)).toBe(after.followed);
    expect(counts.reduce((sum, { following }) => sum + following, 0)).toBe(after.followed);
    expect((await seededImages()).reduce((sum, { likesCount }) => sum + likesCount, 0)).toBe(after.liked);
  });

  test('leaves a database alone that people have used', async () => {
    await db.delete(seedings);
    expect(await seedDemo({ now, images: 3 })).toBe('occupied');
  });
});
