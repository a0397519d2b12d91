import 'server-only';
import type { Redis } from '@upstash/redis';

/**
 * A Lua script, run whole in one call by its hash; the text travels only where the server does not know it yet. Made on first use, like the client.
 * @returns runs it with KEYS and ARGV; a result's numbers arrive as numbers
 */
export function defineScript<Result>(client: Redis, lua: string) {
  let script: ReturnType<typeof client.createScript<Result>> | undefined;
  return (keys: string[], args: string[]): Promise<Result> => {
    script ??= client.createScript<Result>(lua);
    return script.exec(keys, args);
  };
}
