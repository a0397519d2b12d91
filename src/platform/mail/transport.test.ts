import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeMail } from './transport';

/** Takes connections and greets those that come while `greets` is true. */
let greets = false;
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  if (!greets) return;
  socket.write('220 test ESMTP\r\n');
  socket.on('data', (data) => socket.write(String(data).startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n'));
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

describe('the probe of the mail server', () => {
  it('is content with a greeting', async () => {
    greets = true;
    await expect(probeMail()).resolves.toBeUndefined();
  });

  it('gives up on a server that takes the call and says nothing', async () => {
    greets = false;
    await expect(probeMail()).rejects.toThrow();
  });

  it('says when there is no server at all', async () => {
    await new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(resolve);
    });
    await expect(probeMail()).rejects.toThrow('ECONNREFUSED');
  });
});
