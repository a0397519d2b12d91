import 'server-only';
import { randomUUID } from 'node:crypto';
import { createUploadthing, UploadThingError, UTFiles } from 'uploadthing/server';
import type { Viewer } from '@/domains/accounts/viewer';
import { receiveUpload } from '@/domains/images/commands/receive-upload';
import { limits, pictureTypes } from '@/platform/pictures/derivatives';
import { storableName } from '@/platform/storage/files';

/** One call announces one picture: so the limit on calls counts pictures, and each has its own progress and its own refusal. */
const filesMax = 1;

/** Whom the door has let in, by request: only what was let in gets an address to upload to. */
export const admitted = new WeakMap<Request, Viewer>();

const route = createUploadthing();

/**
 * What members may upload. Originals are private: nobody but the site ever sees one. The keys are random instead of UploadThing's default, a short
 * hash of name, size and time that two people can share.
 */
export const uploadRouter = {
  image: route(
    { image: { maxFileSize: '16MB', maxFileCount: filesMax, acl: 'private' } },
    { presignedURLTTL: '1 hour', getFileHashParts: () => [randomUUID()] },
  )
    .middleware(({ req, files }) => {
      const member = admitted.get(req);
      if (!member) throw new UploadThingError({ code: 'FORBIDDEN', message: 'accounts.sign-in-first' });
      if (files.length !== filesMax) throw no('site.invalid');
      for (const file of files) assertPicture(file);
      const named = files.map(({ name, size, type }) => ({ name: storableName(name), size, type }));
      return { memberId: member.id, [UTFiles]: named };
    })
    .onUploadComplete(async ({ metadata, file }) => {
      const { key: fileKey, name, size: bytes, type } = file;
      const { ref } = await receiveUpload({ id: metadata.memberId }, { fileKey, name, bytes, type });
      return { upload: ref };
    }),
};

/** For the browser's client: `genUploader<UploadRouter>()`. */
export type UploadRouter = typeof uploadRouter;

/** A refusal in the client's shape: its message is the code. */
const no = (message: string) => new UploadThingError({ code: 'BAD_REQUEST', message });

/** What is declared is only a first sieve: what the bytes are is found out when they are here. */
function assertPicture({ type, size }: { type: string; size: number }) {
  if (!pictureTypes.some((known) => known === type)) throw no('pictures.not-a-picture');
  if (!Number.isSafeInteger(size) || size < 1) throw no('pictures.empty');
  if (size > limits.bytes) throw no('pictures.too-many-bytes');
}
