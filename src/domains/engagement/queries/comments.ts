import 'server-only';
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { cacheLife, cacheTag } from 'next/cache';
import { z } from 'zod';
import { peopleTag, personTag } from '@/domains/accounts/cache';
import type { Viewer } from '@/domains/accounts/queries';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { referencePattern } from '@/kernel/ids';
import { decodeCursor, encodeCursor, newestPosition } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { faceView } from '@/platform/pictures/view';
import { commentsTag } from '../cache';
import { answersPerPage, answersShown, lastComments, threadsPerPage } from '../rules';
import { type CommentId, comments } from '../tables';

type LookerId = MemberId | null;

/** Its author is here, and not hidden from the viewer. */
const isShownTo = (viewerId: LookerId) =>
  and(eq(members.id, comments.authorId), isHere, isNotHiddenFrom(viewerId, members.id));

const commentColumns = {
  id: comments.id,
  parentId: comments.parentId,
  text: comments.text,
  createdAt: comments.createdAt,
  editedAt: comments.editedAt,
  handle: members.handle,
  name: members.name,
  photo: pictures.files,
};

type CommentRow = {
  id: CommentId;
  parentId: CommentId | null;
  text: string;
  createdAt: Date;
  editedAt: Date | null;
  handle: string | null;
  name: string | null;
  photo: string[] | null;
};

/** A comment as pages show it. Nobody's (`author` null) has no words: it was deleted, or its author is out of sight. */
function commentOf({ id, createdAt, editedAt, ...row }: CommentRow) {
  if (row.handle === null || row.name === null) return { id, createdAt, editedAt: null, author: null, text: '' };
  const author = { handle: row.handle, name: row.name, photo: faceView(row.photo) };
  return { id, createdAt, editedAt, author, text: row.text };
}
export type CommentView = ReturnType<typeof commentOf>;

/** A first comment with some of its answers, the oldest first; `more`: the cursor of the others. */
export type Thread = CommentView & { answers: CommentView[]; more: string | null };

/** A page of threads. `isLater`: the first thread under the image is not on it. */
export type Comments = { threads: Thread[]; next: string | null; isLater: boolean };

const nothing: Comments = { threads: [], next: null, isLater: false };
const isReference = (word: unknown) => typeof word === 'string' && referencePattern.test(word);

/** Where a page begins: after a thread; or, in one thread, after an answer. */
const position = z.union([newestPosition, z.tuple([z.int().min(1), newestPosition])]);
type Place = [at: Date, id: number];

/**
 * What people say under an image that can be seen by its address, the oldest first: 20 threads with up to 4 answers each; after a cursor the next ones, or up to 50 more
 * answers of one thread; for {@link lastComments} the last page. The first page of a visitor, and so of everybody, is cached until something is said, changed or
 * deleted; all else is read each time, without those whom the viewer does not want to see. Two statements. @throws Refusal `site.cursor`
 */
export async function listComments(ref: string, viewer: Pick<Viewer, 'id'> | null, cursor?: string): Promise<Comments> {
  // Refused before the cache: invented words would fill it.
  if (!isReference(ref)) return nothing;
  const viewerId = viewer?.id ?? null;
  if (cursor === undefined) return viewerId === null ? firstComments(ref) : threadsAfter(ref, viewerId);
  if (cursor === lastComments) return lastThreads(ref, viewerId);
  const [first, second] = decodeCursor(position, cursor);
  return typeof first === 'number'
    ? restOfThread(ref, viewerId, first as CommentId, second as Place)
    : threadsAfter(ref, viewerId, [first, second as number]);
}

async function firstComments(ref: string): Promise<Comments> {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!isReference(ref)) return nothing;
  cacheLife('max');
  const found = await threadsAfter(ref, null);
  const shown = found.threads.flatMap((thread) => [thread, ...thread.answers]);
  // At most a hundred. Who comes back may have said something here as well.
  const authors = new Set(shown.flatMap(({ author }) => (author ? [personTag(author.handle)] : [])));
  cacheTag(commentsTag(ref), peopleTag(), ...authors);
  return found;
}

async function threadsAfter(ref: string, viewerId: LookerId, after?: Place): Promise<Comments> {
  const rows = await threads(ref, viewerId, after && isAfter(after))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(threadsPerPage + 1);
  const shown = rows.slice(0, threadsPerPage);
  const last = rows.length > threadsPerPage ? shown.at(-1) : undefined;
  return {
    threads: await withAnswers(shown, viewerId),
    next: last ? encodeCursor(placeOf(last)) : null,
    isLater: after !== undefined,
  };
}

async function lastThreads(ref: string, viewerId: LookerId): Promise<Comments> {
  const rows = await threads(ref, viewerId, undefined)
    .orderBy(desc(comments.createdAt), desc(comments.id))
    .limit(threadsPerPage + 1);
  const shown = rows.slice(0, threadsPerPage).reverse();
  return { threads: await withAnswers(shown, viewerId), next: null, isLater: rows.length > threadsPerPage };
}

/** First comments of threads that have something to show: words, or an answer to words that are out of sight. */
function threads(ref: string, viewerId: LookerId, which: SQL | undefined) {
  const answers = alias(comments, 'answers');
  const authors = alias(members, 'authors');
  const isAnswered = sql`exists (
    select 1 from ${comments} ${answers} join ${members} ${authors} on ${authors.id} = ${answers.authorId}
    where ${answers.parentId} = ${comments.id} and ${authors.suspendedAt} is null and ${authors.deletedAt} is null
      and ${isNotHiddenFrom(viewerId, authors.id)})`;
  return shownComments(viewerId)
    .where(
      and(
        eq(comments.imageId, openImage(ref)),
        isNull(comments.parentId),
        or(isNotNull(members.id), isAnswered),
        which,
      ),
    )
    .$dynamic();
}

const shownComments = (viewerId: LookerId) =>
  db
    .select(commentColumns)
    .from(comments)
    .leftJoin(members, isShownTo(viewerId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId));

/** A subquery rather than a joined row: the index of the image's comments then gives the order. */
const openImage = (ref: string) => sql`(select ${images.id} from ${images} where ${images.ref} = ${ref} and ${isOpen})`;

const isAfter = ([at, id]: Place) => sql`(${comments.createdAt}, ${comments.id}) > (${at.toISOString()}, ${id})`;
const placeOf = ({ createdAt, id }: CommentRow) => [createdAt.getTime(), id];

/** The first answers of each of these threads, in one statement that reads no more of a long one. */
async function withAnswers(rows: CommentRow[], viewerId: LookerId): Promise<Thread[]> {
  if (rows.length === 0) return [];
  const thread = alias(comments, 'thread');
  const some = db
    .select(commentColumns)
    .from(comments)
    .innerJoin(members, isShownTo(viewerId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(eq(comments.parentId, thread.id))
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(answersShown + 1)
    .as('some');
  const found = await db
    .select({
      id: some.id,
      parentId: some.parentId,
      text: some.text,
      createdAt: some.createdAt,
      editedAt: some.editedAt,
      handle: some.handle,
      name: some.name,
      photo: some.photo,
    })
    .from(thread)
    .innerJoinLateral(some, sql`true`)
    .where(
      inArray(
        thread.id,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(some.createdAt), asc(some.id));
  return rows.map((row) => {
    const answers = found.filter(({ parentId }) => parentId === row.id);
    return threadOf(row, answers, answersShown);
  });
}

/** `answers`: in their order, one more than are shown where there are more. */
function threadOf(row: CommentRow, answers: CommentRow[], shown: number): Thread {
  const last = answers.length > shown ? answers[shown - 1] : undefined;
  const more = last ? encodeCursor([row.id, placeOf(last)]) : null;
  return { ...commentOf(row), answers: answers.slice(0, shown).map(commentOf), more };
}

async function restOfThread(ref: string, viewerId: LookerId, threadId: CommentId, after: Place): Promise<Comments> {
  const isOfThread = eq(comments.parentId, threadId);
  const image = eq(comments.imageId, openImage(ref));
  const [[first], answers] = await Promise.all([
    shownComments(viewerId).where(and(image, eq(comments.id, threadId), isNull(comments.parentId))),
    shownComments(viewerId)
      .where(and(image, isOfThread, isNotNull(members.id), isAfter(after)))
      .orderBy(asc(comments.createdAt), asc(comments.id))
      .limit(answersPerPage + 1),
  ]);
  return { threads: first ? [threadOf(first, answers, answersPerPage)] : [], next: null, isLater: true };
}
