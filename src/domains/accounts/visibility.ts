import 'server-only';
import { and, isNull } from 'drizzle-orm';
import { members } from './tables';

/** The member is here: neither suspended nor leaving. Whoever is not is in no list, has no page and no session. */
export const isHere = and(isNull(members.suspendedAt), isNull(members.deletedAt));
