import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { images } from './tables';

/** Processed, not hidden by staff, not deleted. */
const isThere = and(eq(images.state, 'ready'), isNull(images.hiddenAt), isNull(images.deletedAt));

/** In lists for everybody. The partial indexes `images_newest…` say the same, word for word, or they would not be used. */
export const isListed = and(eq(images.audience, 'public'), isThere);

/** Its page opens for everybody who has the address. */
export const isOpen = and(inArray(images.audience, ['public', 'unlisted']), isThere);
