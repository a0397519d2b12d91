import type { Variables } from './plan';

/** The owner's variables, without what npm adds of its own. */
export function ownersVariables(): Variables {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}

/** Turns the first request to end into an abort; later ones change nothing, since ending is under way. */
export function onceAskedToEnd(): AbortSignal {
  const asked = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort());
  return asked.signal;
}
