import 'server-only';
import type { Viewer } from '@/domains/accounts/queries';
import { viewerFace } from '@/domains/accounts/rules';
import { findOwnOnImage } from '@/domains/engagement/queries/likes';
import { countUnread } from '@/domains/notifications/queries';
import { findRelations, listHidden } from '@/domains/social/queries/relations';

/** What the page shows beside the person in front of it. */
export type About = {
  /** Handles of people, at most 50. */
  people?: readonly string[];
  /** The image of an image's page. */
  image?: Parameters<typeof findOwnOnImage>[1];
};

/**
 * Everything a page that is the same for everybody wants to know of the person in front of it, in one answer: who it is, what they have to do with the people
 * shown, and whom not to show them. A visitor's has no parts, and costs no statement; else all statements run at once, at most 4.
 */
export async function personalOf(viewer: Viewer | null, { people = [], image }: About = {}) {
  const face = viewerFace(viewer);
  if (!viewer) return face;
  const [relations, hidden, unread, own] = await Promise.all([
    findRelations(viewer, people),
    listHidden(viewer),
    countUnread(viewer),
    image && findOwnOnImage(viewer, image),
  ]);
  return { ...face, people: relations, hidden, unread, image: own };
}
