import { demandMember } from '@/domains/accounts/doors';
import { receiveAddress } from '@/domains/images/commands/receive-address';
import { addressInput } from '@/domains/images/inputs';
import { fetchLimit } from '@/domains/images/rules';
import { limit } from '@/platform/redis/limits';
import { postRoute } from '@/platform/route';

/** Has a picture fetched while its words are written: of several, each is a call of its own. Answers the reference that sharing wants. */
export const POST = postRoute({
  name: 'images/fetch',
  input: addressInput,
  run: async ({ address }) => {
    const member = await demandMember();
    // The form that fetches one counts under the same name.
    await limit('images/fetch', String(member.id), fetchLimit);
    return receiveAddress(member, { address });
  },
});
