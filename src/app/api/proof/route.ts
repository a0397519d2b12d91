import { z } from 'zod';
import { issueChallenge } from '@/platform/proof-of-work/proof';
import { getRoute } from '@/platform/route';

/** What a browser works on before it asks for a code: another challenge for each call, and nothing kept of it. */
export const GET = getRoute({
  name: 'proof',
  input: z.object({}),
  limit: { tokens: 60, windowSeconds: 300 },
  run: () => issueChallenge(),
});
