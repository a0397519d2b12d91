import { memberFileForm } from '@/domains/accounts/doors';
import { mayPublish } from '@/domains/accounts/rules';
import { receiveUpload } from '@/domains/images/commands/receive-upload';
import { shareImage } from '@/domains/images/commands/share-image';
import { shareInput } from '@/domains/images/inputs';
import { refuse } from '@/kernel/refusal';
import { fileIn } from '@/platform/file-form';
import { parseInput } from '@/platform/refusals';
import { put } from '@/platform/storage/files';

const wordsInput = shareInput.omit({ upload: true });

/** The share form without JavaScript: one picture and its words in one body. */
export const POST = memberFileForm({
  name: 'images/share',
  page: '/share',
  limit: { tokens: 30, windowSeconds: 600 },
  kept: ['title', 'altText', 'tags', 'description'],
  run: async (member, form) => {
    // Asked again when the image is written; here so that the file is not even kept.
    if (!mayPublish(member)) refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
    const words = parseInput(wordsInput, Object.fromEntries(form));
    const file = await fileIn(form, 'file');
    if (!file?.bytes.length) refuse('invalid', 'images.upload-missing', 'Choose a picture.');
    const fileKey = await put({ ...file, isPrivate: true });
    const upload = await receiveUpload(member, { ...file, fileKey, bytes: file.bytes.length });
    const image = await shareImage(member, { ...words, upload: upload.ref });
    return `/share/${image.ref}`;
  },
});
