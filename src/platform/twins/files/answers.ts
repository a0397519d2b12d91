import type { IncomingMessage, ServerResponse } from 'node:http';

/** A "no" of the twin, answered as `{ "error": … }` with a status, like UploadThing's own. */
export class No extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

const jsonMaxBytes = 256 * 1024;

/** Reads a JSON body of at most 256 KiB. @throws No 413, 400 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > jsonMaxBytes) throw new No(413, 'the body is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new No(400, 'the body is not JSON');
  }
}
