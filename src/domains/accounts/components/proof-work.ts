'use client';
import type { Challenge, Solution } from 'altcha-lib/types';
import { useRef } from 'react';

/** A challenge is good for ten minutes at the server; the last one is kept for the way there. */
const goodForMs = 9 * 60_000;
/** The slowest phones need a few seconds. */
const patienceMs = 15_000;

/**
 * The proof of work of one form. `begin` starts on it, when the form is first touched, so that nobody waits at the end; `take` hands it out, once: the next
 * sending has another. It is undefined where browsers cannot work (plain http, no workers) or could not get at a challenge.
 */
export function useProof() {
  const work = useRef<{ begunAt: number; proof: Promise<string | undefined> } | null>(null);
  const begin = () => {
    const isGood = work.current !== null && Date.now() - work.current.begunAt < goodForMs;
    work.current = isGood ? work.current : { begunAt: Date.now(), proof: workOut() };
    return work.current;
  };
  const take = () => {
    const taken = begin()?.proof;
    work.current = null;
    return taken;
  };
  return { begin, take };
}

async function workOut(): Promise<string | undefined> {
  // The browser's cryptography is there on safe pages only.
  if (!window.isSecureContext || typeof Worker === 'undefined') return undefined;
  try {
    const response = await fetch('/api/proof', { signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok) return undefined;
    const challenge = (await response.json()) as Challenge;
    const solution = await solve(challenge);
    return solution ? JSON.stringify({ challenge, solution }) : undefined;
  } catch {
    // The form is sent without: whoever brings no proof may still ask, half as often.
    return undefined;
  }
}

function solve(challenge: Challenge): Promise<Solution | null> {
  const worker = new Worker(new URL('./proof-worker.ts', import.meta.url), { type: 'module' });
  const solved = new Promise<Solution | null>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Solution | { error: unknown } | null>) =>
      data && 'error' in data ? reject(data.error) : resolve(data);
    worker.onerror = reject;
    AbortSignal.timeout(patienceMs).onabort = reject;
    worker.postMessage({ type: 'work', challenge, timeout: patienceMs });
  });
  return solved.finally(() => worker.terminate());
}
