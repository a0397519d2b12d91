import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { type Locale, localePath } from '@/i18n/routing';
import { Refusal } from '@/kernel/refusal';

/** What `?after=…` brings; twice there it is no cursor. */
export type After = Promise<{ after?: string | string[] }>;

/**
 * A later page of a list. A cursor that is not ours leads back to the beginning of the list, at `path`: it was cut short on the way, or somebody tries
 * what happens.
 */
export async function pageAfter<Page>(after: After, path: string, read: (cursor: string) => Promise<Page>) {
  try {
    return await read(String((await after).after ?? ''));
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return redirect(localePath(path, (await getLocale()) as Locale));
  }
}
