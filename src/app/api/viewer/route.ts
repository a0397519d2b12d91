import { z } from 'zod';
import { viewerFace } from '@/domains/accounts/rules';
import { currentViewer } from '@/domains/accounts/viewer';
import { getRoute } from '@/platform/route';

/** What cached pages ask about the person in front of them: everything personal, in one small answer. */
export const GET = getRoute({
  name: 'viewer',
  input: z.object({}),
  run: async () => viewerFace(await currentViewer()),
});
