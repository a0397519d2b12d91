import 'server-only';
import { after } from 'next/server';
import { cache } from 'react';
import { readSessionToken } from '@/platform/session';
import { noteSeen } from './commands/sessions';
import { findLeaving, findViewer, type Viewer } from './queries';
import { isSeenLately } from './rules';

export type { Viewer };

/** Who is asking; null for a visitor. Once per request, one statement, none without a cookie. Reads cookies: never on a cached page. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const token = await readSessionToken();
  const viewer = token ? await findViewer(token) : null;
  const now = new Date();
  if (viewer && !isSeenLately(viewer.seenAt, now)) after(() => noteSeen(viewer.sessionId, now));
  return viewer;
});

/** Who is signed in here with an account that was deleted and can still be had back; null for everybody else. Elsewhere that person is a visitor. */
export async function currentLeaving() {
  const token = await readSessionToken();
  return token ? findLeaving(token) : null;
}
