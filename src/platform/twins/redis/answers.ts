import type { Reply } from './resp';

/**
 * A reply as the JSON text of Upstash's REST interface: integers as they are, lists flat, strings as text or, when the client asked for it, as
 * base64 of their bytes. Only an "OK" that is a whole answer stays readable then: the client looks for it before it decodes.
 */
export function resultJson(reply: Reply, isBase64: boolean, isNested = false): string {
  switch (reply.kind) {
    case 'integer':
      return reply.digits;
    case 'null':
      return 'null';
    case 'list':
      return `[${reply.items.map((item) => resultJson(item, isBase64, true)).join(',')}]`;
    case 'status':
      return isBase64 && (isNested || reply.text !== 'OK')
        ? base64(Buffer.from(reply.text))
        : JSON.stringify(reply.text);
    case 'bulk':
      return isBase64 ? base64(reply.bytes) : JSON.stringify(reply.bytes.toString('utf8'));
    case 'error':
      return isBase64 ? base64(Buffer.from(reply.message)) : JSON.stringify(reply.message);
  }
}

/** One answer: `{"result": …}` or `{"error": …}`. */
export function answerJson(reply: Reply, isBase64: boolean): string {
  if (reply.kind === 'error') return JSON.stringify({ error: reply.message });
  return `{"result":${resultJson(reply, isBase64)}}`;
}

function base64(bytes: Buffer): string {
  return `"${bytes.toString('base64')}"`;
}
