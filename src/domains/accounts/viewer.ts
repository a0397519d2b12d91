import 'server-only';
import { cache } from 'react';
import { readSessionToken } from '@/platform/session';
import { findViewer, type Viewer } from './queries';

export type { Viewer };

/** Who is asking; null for a visitor. Once per request, one statement, none without a cookie. Reads cookies: never on a cached page. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const token = await readSessionToken();
  return token ? findViewer(token) : null;
});
