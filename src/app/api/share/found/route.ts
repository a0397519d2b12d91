import { demandMember } from '@/domains/accounts/doors';
import { foundInput } from '@/domains/images/inputs';
import { listSavedFrom } from '@/domains/images/queries/saved';
import { postRoute } from '@/platform/route';

/** Which of the pictures a bookmarklet found the member has already. A POST, for thirty addresses are too long for one. */
export const POST = postRoute({
  name: 'images/found',
  input: foundInput,
  run: async ({ addresses }) => ({ saved: await listSavedFrom(await demandMember(), addresses) }),
});
