import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aPictureFile } from './picture-file';

/** A host that only the journeys' copy knows, by `FETCH_TEST_HOST`: a new picture at every address, and one that leads back inside. */
export const pictureHost = 'pictures.test';

/** Brings it up on a free port of this machine. `variables` are for the copy. */
export async function startPictureHost() {
  const server = createServer((request, response) => {
    if (request.url === '/inside') response.writeHead(302, { location: 'http://127.0.0.1/' }).end();
    else void aPictureFile().then(({ buffer }) => response.end(buffer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    variables: { FETCH_TEST_HOST: `${pictureHost}:${(server.address() as AddressInfo).port}` },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
