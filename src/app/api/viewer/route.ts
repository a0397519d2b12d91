import { z } from 'zod';
import { currentViewer } from '@/domains/accounts/viewer';
import { getRoute } from '@/platform/route';

/** What cached pages ask about the person in front of them: everything personal, in one small answer. */
export const GET = getRoute({
  name: 'viewer',
  input: z.object({}),
  run: async () => {
    const viewer = await currentViewer();
    return { handle: viewer?.handle ?? null, name: viewer?.name ?? null };
  },
});
