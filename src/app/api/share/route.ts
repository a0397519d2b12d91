import { demandMember } from '@/domains/accounts/doors';
import { receiveUpload } from '@/domains/images/commands/receive-upload';
import { shareImage } from '@/domains/images/commands/share-image';
import { shareInput } from '@/domains/images/inputs';
import { localeOfPath, localePath } from '@/i18n/routing';
import { refuse } from '@/kernel/refusal';
import { readAtMost } from '@/platform/body';
import { limit } from '@/platform/redis/limits';
import { answerFor, parseInput } from '@/platform/refusals';
import { demandOwnOrigin } from '@/platform/route';
import { put } from '@/platform/storage/files';

/** One picture of 16 MB and its words. */
const maxBodyBytes = 17 * 1024 * 1024;
const wordsInput = shareInput.omit({ upload: true });

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

/** Back to the form without losing the words: they return in the address, the file has to be chosen again. */
function backToForm(code: string, form: FormData | null): string {
  const query = new URLSearchParams({ refused: code });
  for (const name of ['title', 'altText', 'description', 'tags']) {
    const typed = form?.get(name);
    if (typeof typed === 'string') query.set(name, typed.slice(0, 1_000));
  }
  return `/share?${query}`;
}

/** The share form without JavaScript: one picture and its words in one body. Always answers with a redirect to a page. */
export async function POST(request: Request): Promise<Response> {
  const referer = request.headers.get('referer') ?? '';
  const locale = localeOfPath(URL.canParse(referer) ? new URL(referer).pathname : '/');
  const seeOther = (path: string) =>
    new Response(null, { status: 303, headers: { location: localePath(path, locale), 'cache-control': 'no-store' } });
  let form: FormData | null = null;
  try {
    demandOwnOrigin(request);
    const member = await demandMember();
    await limit('images/share', String(member.id), { tokens: 30, windowSeconds: 600 });
    form = await readForm(request);
    const words = parseInput(wordsInput, Object.fromEntries(form));
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) refuse('invalid', 'images.upload-missing', 'Choose a picture.');
    const bytes = Buffer.from(await file.arrayBuffer());
    const fileKey = await put({ bytes, name: file.name, type: file.type, isPrivate: true });
    const upload = await receiveUpload(member, { fileKey, name: file.name, bytes: file.size, type: file.type });
    const image = await shareImage(member, { ...words, upload: upload.ref });
    return seeOther(`/share/${image.ref}`);
  } catch (thrown) {
    const answer = answerFor(thrown, 'share');
    if (answer.status === 401) return seeOther('/sign-in?back=/share');
    return seeOther(backToForm(Object.values(answer.fields)[0] ?? answer.code, form));
  }
}
