import { Agent, request } from 'node:http';

/** A load to put on one address of this machine. The generator runs in a process of its own, on another core than the server. */
export type Load = {
  url: string;
  requests: number;
  connections: number;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Each request says that it comes from an address of its own, for a copy behind a proxy. */
  isFromEverywhere?: boolean;
};

/** What came back: answers by status, bytes of bodies, and waiting times in milliseconds. */
export type LoadResult = { statuses: Record<string, number>; bytes: number; millis: number; p50: number; p95: number };

type Answer = { status: number; bytes: number };

let addresses = 0;

/** An address that this process did not say before. */
function anAddress(): string {
  addresses++;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

function ask(load: Load, agent: Agent): Promise<Answer> {
  const { method = 'GET', isFromEverywhere } = load;
  const headers = { ...load.headers, ...(isFromEverywhere && { 'x-forwarded-for': anAddress() }) };
  return new Promise((resolve, reject) => {
    const sent = request(load.url, { method, headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(load.body);
  });
}

/** Sends the requests over kept-alive connections, each connection one after the other. Only loopback is driven. */
export async function drive(load: Load): Promise<LoadResult> {
  const { hostname } = new URL(load.url);
  if (!/^(?:localhost|127\.0\.0\.1)$/.test(hostname))
    throw new Error(`Loads go to this machine only, not to ${hostname}.`);
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const statuses: Record<string, number> = {};
  const waits: number[] = [];
  let bytes = 0;
  let left = load.requests;
  const began = performance.now();
  const connection = async () => {
    while (left-- > 0) {
      const asked = performance.now();
      const answer = await ask(load, agent);
      waits.push(performance.now() - asked);
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
      bytes += answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  agent.destroy();
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return { statuses, bytes, millis: performance.now() - began, p50: at(0.5), p95: at(0.95) };
}
