/**
 * What every twin's process does alike: it says when it serves, ends cleanly when asked, and ends by itself when the supervisor is gone.
 * @param close stops serving; it may take up to five seconds, after which the process ends anyway.
 */
export function serveAsChild(close: () => Promise<void>): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // The channel closes when the supervisor dies, even by kill -9: nothing is left behind.
  process.on('disconnect', end);
  process.send?.({ ready: true });
}

/** Reads a variable a twin can't do without. @throws Error naming the variable. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
}

/** Reads a port. @throws Error naming the variable when it is not a whole number from 0 to 65,535 (0: any free one). */
export function requiredPort(name: string): number {
  const port = Number(required(name));
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is not a port`);
  return port;
}
