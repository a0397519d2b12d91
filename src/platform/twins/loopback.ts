import { once } from 'node:events';
import type { Server } from 'node:http';

/** Has a server listen on 127.0.0.1 only. @param port 0 takes any free one. @throws the system's error when the port is taken */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/** Takes no new connection, lets running answers end for so long, then cuts them. */
export function close(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  });
}
