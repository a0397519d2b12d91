import { leaveDigest } from '@/domains/notifications/commands/leave-digest';
import { refuse } from '@/kernel/refusal';
import { readAtMost } from '@/platform/body';
import { refusalResponse } from '@/platform/route';

type Context = { params: Promise<{ token: string }> };

/** The one field a mail program sends (RFC 8058), with what surrounds it. */
const mostBytes = 4_096;

/** Did a mail program send this for the person who pressed its button? What only follows links sends no such field. */
async function isOneClick(request: Request): Promise<boolean> {
  const body = await readAtMost(request, mostBytes);
  const type = request.headers.get('content-type') ?? '';
  if (body === null || !/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return false;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  return form?.get('List-Unsubscribe') === 'One-Click';
}

/**
 * The one click of RFC 8058: a mail program posts here by itself, without cookie, Origin or page. The token in the address is what counts, and it ends the
 * weekly mails of whom it was written for.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  try {
    if (!(await isOneClick(request))) refuse('invalid', 'notifications.one-click', 'Send List-Unsubscribe=One-Click.');
    await leaveDigest((await params).token);
    return new Response(null, { status: 204 });
  } catch (thrown) {
    return refusalResponse(thrown, 'unsubscribe');
  }
}

/** Older mail programs open the address of the header: they are led to the page that asks once more. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { token } = await params;
  return new Response(null, { status: 303, headers: { location: `/unsubscribe/${encodeURIComponent(token)}` } });
}
