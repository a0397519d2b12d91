import 'server-only';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import type { z } from 'zod';
import { env } from '@/platform/env';
import { cookieName, cookieOptions } from '@/platform/session';

/**
 * A cookie whose content the browser can neither read nor change, for what is known between two requests and belongs in no table yet. It is not spent
 * by being read: what it allows must be held by the database. `keep` and `drop` only where cookies may be set: actions and routes.
 * @param minutes how long it is good, in the browser and here
 */
export function sealedCookie<Schema extends z.ZodType<Record<string, unknown>>>(
  name: string,
  minutes: number,
  schema: Schema,
) {
  const lock = () => ({ secret: env.AUTH_SECRET, salt: name });
  const maxAge = minutes * 60;
  return {
    async keep(value: z.output<Schema>): Promise<void> {
      const sealed = await encode({ ...lock(), token: value, maxAge });
      (await cookies()).set(cookieName(name), sealed, { ...cookieOptions(), maxAge });
    },
    /** What was kept; null when there is nothing, or it is over, damaged or forged. */
    async read(): Promise<z.output<Schema> | null> {
      const sealed = (await cookies()).get(cookieName(name))?.value;
      const opened = sealed && (await decode({ ...lock(), token: sealed }).catch(() => null));
      return schema.safeParse(opened).data ?? null;
    },
    async drop(): Promise<void> {
      const { secure, path } = cookieOptions();
      (await cookies()).delete({ name: cookieName(name), secure, path });
    },
  };
}
