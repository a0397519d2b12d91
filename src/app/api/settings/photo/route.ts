import { revalidateTag } from 'next/cache';
import { personTag } from '@/domains/accounts/cache';
import { removePhoto, setPhoto } from '@/domains/accounts/commands/set-photo';
import { memberFileForm } from '@/domains/accounts/doors';
import { refuse } from '@/kernel/refusal';
import { fileIn } from '@/platform/file-form';

const page = '/settings#photo';

/** A member's photo: `file` sets it, `remove` takes it away. */
export const POST = memberFileForm({
  name: 'accounts/photo',
  page,
  limit: { tokens: 10, windowSeconds: 600 },
  run: async (member, form) => {
    const changed = form.has('remove') ? await removePhoto(member.id) : await setPhoto(member, await chosen(form));
    // The face stands on the profile and beside each image.
    if (changed) revalidateTag(personTag(changed.handle), { expire: 0 });
    return page;
  },
});

async function chosen(form: FormData): Promise<Buffer> {
  const file = await fileIn(form, 'file');
  return file?.bytes ?? refuse('invalid', 'accounts.photo-missing', 'Choose a picture.');
}
