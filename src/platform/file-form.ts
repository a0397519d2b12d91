import 'server-only';
import { type Locale, localeOfPath, localePath } from '@/i18n/routing';
import { refuse } from '@/kernel/refusal';
import { readAtMost } from '@/platform/body';
import { limit } from '@/platform/redis/limits';
import { answerFor } from '@/platform/refusals';
import { demandOwnOrigin } from '@/platform/route';

/** One picture of 16 MB and some words. */
const maxBodyBytes = 17 * 1024 * 1024;

/** Words that come back in an address take at most so many bytes of it: servers refuse more than 8 kB, and Node more than 16 kB with all cookies. */
const maxKeptBytes = 6_000;

type FileForm<Actor> = {
  /** Names the door in logs and limits: `images/share`. */
  name: string;
  /** Where the form stands: a path without language, with the part of the page after "#" if that helps. */
  page: string;
  /** At most `tokens` sendings per `windowSeconds` by one person. */
  limit: { tokens: number; windowSeconds: number };
  /** Fields whose words come back in the address when the form is refused, as far as there is room, the first ones first. Files have to be chosen again. */
  kept?: readonly string[];
  /** Does it. @returns where to go afterwards, a path without language */
  run: (actor: Actor, form: FormData) => Promise<string>;
};

/**
 * The door for a plain form with a file, which works alike with and without JavaScript: own origin, who, limit, read, run. Always answers with a redirect
 * to a page: the next one, the sign-in for strangers, or back to the form with the refusal's code as `refused`.
 * @param actorOf decides who may pass, or refuses; `limitKey` names the person for the limit
 */
export function makeFileForm<Actor>(actorOf: () => Promise<Actor>, limitKey: (actor: Actor) => string) {
  return (door: FileForm<Actor>) =>
    async (request: Request): Promise<Response> => {
      const locale = localeOf(request);
      let form: FormData | null = null;
      try {
        demandOwnOrigin(request);
        const actor = await actorOf();
        await limit(door.name, limitKey(actor), door.limit);
        form = await readForm(request);
        return seeOther(await door.run(actor, form), locale);
      } catch (thrown) {
        const { status, code, fields } = answerFor(thrown, door.name);
        if (status === 401) return seeOther(`/sign-in?back=${door.page.split('#')[0]}`, locale);
        return seeOther(backToForm(door, Object.values(fields)[0] ?? code, form), locale);
      }
    };
}

/** The file chosen in a form; null for none. Browsers send an empty one for a field left alone. */
export async function fileIn(
  form: FormData,
  name: string,
): Promise<(Pick<File, 'name' | 'type'> & { bytes: Buffer }) | null> {
  const file = form.get(name);
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return null;
  return { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) };
}

/** The language of the page the form stands on. */
function localeOf(request: Request): Locale {
  const referer = request.headers.get('referer') ?? '';
  return localeOfPath(URL.canParse(referer) ? new URL(referer).pathname : '/');
}

function seeOther(path: string, locale: Locale): Response {
  return new Response(null, {
    status: 303,
    headers: { location: localePath(path, locale), 'cache-control': 'no-store' },
  });
}

async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) refuse('invalid', 'site.content-type', 'Send multipart/form-data.');
  const body = await readAtMost(request, maxBodyBytes);
  if (body === null) refuse('invalid', 'pictures.too-many-bytes', 'A picture has at most 16 MB.');
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    return refuse('invalid', 'site.form', 'The form is broken.');
  }
}

function backToForm(
  { page, kept = [] }: Pick<FileForm<never>, 'page' | 'kept'>,
  code: string,
  form: FormData | null,
): string {
  const [path, part] = page.split('#');
  const query = new URLSearchParams({ refused: code });
  let room = maxKeptBytes;
  for (const name of kept) {
    const typed = form?.get(name);
    if (typeof typed !== 'string') continue;
    const fitting = beginningOf(typed, room);
    query.set(name, fitting);
    room -= encodedLength(fitting);
  }
  return `${path}?${query}${part ? `#${part}` : ''}`;
}

const encodedLength = (text: string) => new URLSearchParams({ '': text }).toString().length - 1;

/** As much of a text, in whole characters, as takes at most `room` bytes in an address. */
function beginningOf(text: string, room: number): string {
  let [bytes, units] = [0, 0];
  // No character takes less than a byte: what is further on need not be looked at.
  for (const character of text.slice(0, room)) {
    bytes += encodedLength(character);
    if (bytes > room) break;
    units += character.length;
  }
  return text.slice(0, units);
}
