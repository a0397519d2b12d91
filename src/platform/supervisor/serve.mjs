/**
 * Preloaded (`node --import`) into the site's server, which is Next's and not ours to write.
 *
 * When the supervisor is gone, however it went, the channel to it closes and the server ends as if asked to; asked to end, it has ten seconds.
 *
 * It tells the site from whom each request came (`platform/client-address.ts`): the socket's address, over whatever the client wrote under that name.
 * And it gives each request a number, which every line of the log about it carries (`platform/log.ts`) and the answer tells in `x-request-id`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import process from 'node:process';

const patienceMs = 10_000;
const peerHeader = 'x-vitrine-peer';

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.once('SIGTERM', () => setTimeout(() => process.exit(1), patienceMs).unref());

const requests = new AsyncLocalStorage();
globalThis.vitrineRequests = requests;

subscribe('http.server.request.start', ({ request, response, socket }) => {
  const id = randomUUID();
  requests.enterWith(id);
  response.setHeader('x-request-id', id);
  // An IPv4 address that reached an IPv6 socket is written as the IPv4 address it is.
  request.headers[peerHeader] = (socket.remoteAddress ?? 'unknown').replace(/^::ffff:/, '');
});
