import { demandMember } from '@/domains/accounts/doors';
import { findOwnFile } from '@/domains/images/queries/own-images';
import { refuse } from '@/kernel/refusal';
import { refusalResponse } from '@/platform/route';
import { read } from '@/platform/storage/files';

type Context = { params: Promise<{ ref: string; file: string }> };

/** The files of private images, for their owners only: the file host gives them to nobody but the site. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  try {
    const [member, { ref, file }] = await Promise.all([demandMember(), params]);
    const found = await findOwnFile(member, ref, file);
    if (!found) refuse('missing', 'images.missing', 'This file does not exist.');
    const bytes = await read(found.key);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': found.type,
        // The browser may keep it, and asks again once it is not sure who is signed in: nothing between it and us may.
        'cache-control': 'private, max-age=300',
        vary: 'Cookie',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      },
    });
  } catch (thrown) {
    return refusalResponse(thrown, 'images/file');
  }
}
