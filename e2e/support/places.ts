import { createServer } from 'node:net';

/** How far above a copy's own port its services listen; see src/README.md. */
const offsets = [0, 25, 26, 27, 28, 29, 30];
/**
 * Below the ports that systems give to outgoing connections, so that none can stand in the way of a start; and in steps of a hundred from here
 * neither a copy nor its services meet a port that browsers refuse.
 */
const first = 4_320;
const last = 9_900;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** A port for a copy of the house, free together with those of its services. */
export async function freePlace(): Promise<number> {
  // Begin anywhere, so that two runs on one machine seldom try the same.
  const start = first + (process.pid % 50) * 100;
  for (let port = start; port < last; port += 100) {
    const free = await Promise.all(offsets.map((offset) => isFree(port + offset)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`No place for a copy of the site between ports ${start} and ${last}.`);
}

/** Where the journeys' copy stands. The runner's configuration chooses the port once; its workers inherit it. */
export const journeyPort = () => Number(process.env.VITRINE_JOURNEY_PORT);
export const mailOrigin = () => `http://localhost:${journeyPort() + 25}`;

/** Each language of the site, with the beginning of its addresses. */
export const languages = [
  { locale: 'en', prefix: '' },
  { locale: 'zh', prefix: '/zh' },
] as const;

export type Locale = (typeof languages)[number]['locale'];
