import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isOfSomebodyHere } from '@/domains/accounts/visibility';
import { images } from './tables';

/** Processed, not hidden by staff, not deleted, and its owner is here. */
const isThere = and(
  eq(images.state, 'ready'),
  isNull(images.hiddenAt),
  isNull(images.deletedAt),
  isOfSomebodyHere(images.ownerId),
);

/** In lists for everybody. The partial indexes `images_newest…` say the same of the image, word for word, or they would not be used. */
export const isListed = and(eq(images.audience, 'public'), isThere);

/** Its page opens for everybody who has the address. */
export const isOpen = and(inArray(images.audience, ['public', 'unlisted']), isThere);
