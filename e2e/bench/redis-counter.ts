import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between the site and a Redis gateway, passes everything on, and counts the calls. */
export type RedisCounter = { url: string; calls: () => number; stop: () => void };

export async function countRedisCalls(gateway: string): Promise<RedisCounter> {
  let calls = 0;
  const server: Server = createServer((asked, answer) => {
    calls++;
    const passed = request(gateway + asked.url, { method: asked.method, headers: asked.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    passed.once('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
