import { revalidatePath } from 'next/cache';
import { refuse } from '@/kernel/refusal';
import { isOwnCall } from '@/platform/caches';
import { refusalResponse } from '@/platform/route';

/** Forgets every cached page. For the house's own command-line tools: each call is signed. */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!isOwnCall(request.headers)) refuse('anonymous', 'site.signature', 'The call is not signed.');
    revalidatePath('/', 'layout');
    return Response.json({ forgotten: true });
  } catch (thrown) {
    return refusalResponse(thrown, 'caches');
  }
}
