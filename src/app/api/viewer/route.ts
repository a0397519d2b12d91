import { z } from 'zod';
import { personalOf } from '@/app/api/personal';
import { currentViewer } from '@/domains/accounts/viewer';
import { peopleAsked } from '@/domains/social/inputs';
import { getRoute } from '@/platform/route';

/** What cached pages ask about the person in front of them: everything personal, in one small answer. `people`: handles, parted by commas, at most 50. */
export const GET = getRoute({
  name: 'viewer',
  input: z.object({ people: peopleAsked.optional(), person: peopleAsked.optional() }),
  run: async ({ people = [], person = [] }) => personalOf(await currentViewer(), { people: [...people, ...person] }),
});
