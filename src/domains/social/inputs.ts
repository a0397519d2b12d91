import { z } from 'zod';
import { handlePattern } from '@/domains/accounts/rules';
import { boundaryVerbs, followVerbs } from './rules';

const handle = z.string('social.person-missing').regex(handlePattern, 'social.person-missing');

/** What a form about one person sends. */
export const personInput = z.object({ handle });
export type Person = z.output<typeof personInput>;

/** What the follow toggle sends: whom, and which way. */
export const followInput = personInput.extend({ verb: z.enum(followVerbs) });

/** What the toggles of mute and block send. */
export const boundaryInput = personInput.extend({ verb: z.enum(boundaryVerbs) });
export type BoundaryWish = z.output<typeof boundaryInput>;

/** At most so many people are asked about at once. */
const mostAsked = 50;

/** People a page asks about, by handles parted by commas: for JSON. Who does not exist is not answered. */
export const peopleAsked = z
  .string()
  .max(mostAsked * 31)
  .transform((words) => [...new Set(words.split(','))])
  .pipe(z.array(z.string().regex(handlePattern)).max(mostAsked));
