import 'server-only';
import { NextRequest } from 'next/server';
import { readAtMost } from '@/platform/body';

type Door = (request: NextRequest, context: unknown) => Promise<Response>;

/** Inngest keeps a run's state under 4 MB; what is larger does not come from there. */
const largestBody = 8 * 1024 * 1024;

const answer = (status: number, message: string) => Response.json({ message }, { status });

/**
 * Stands before the jobs' client, which checks signatures but answers 500 to a body it cannot read: turns away what is unsigned, too large or not
 * JSON, before anything is parsed or run. Whether a signature is true, only the client decides.
 * `mode` is the client's: in "dev" (`INNGEST_DEV`) it asks for no signature, so neither does this door.
 */
export function signedOnly(door: Door, client: { mode: 'cloud' | 'dev' }): Door {
  return async (request, context) => {
    if (client.mode === 'cloud' && !request.headers.get('x-inngest-signature')) return answer(401, 'Unauthorized');
    if (request.method === 'GET') return door(request, context);
    const read = await readAtMost(request, largestBody);
    if (read === null) return answer(413, 'The body is too large.');
    const body = read.toString('utf8');
    if (!isJson(body)) return answer(400, 'The body is not JSON.');
    return door(new NextRequest(request.url, { method: request.method, headers: request.headers, body }), context);
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
