import { after } from 'next/server';
import { z } from 'zod';
import { personalOf } from '@/app/api/personal';
import { currentViewer } from '@/domains/accounts/viewer';
import { recordVisit } from '@/domains/engagement/commands/record-visit';
import { writeHistory } from '@/domains/engagement/commands/write-history';
import { findPublicImage } from '@/domains/images/queries';
import { refuse } from '@/kernel/refusal';
import { clientAddress } from '@/platform/client-address';
import { postRoute } from '@/platform/route';

const imageMissing = 'images.missing';

/**
 * What an image's page asks once it is read: counts the look and answers, in the same call, what is personal on the page. One call to Redis; Postgres
 * is asked only for a session, whose history is written once the answer is given. A page without JavaScript never comes here.
 */
export const POST = postRoute({
  name: 'visit',
  input: z.object({ image: z.string(imageMissing).max(10, imageMissing) }),
  run: async ({ image: ref }, { headers }) => {
    const [image, viewer] = await Promise.all([findPublicImage(ref), currentViewer()]);
    if (!image) refuse('missing', imageMissing, 'There is no such image.');
    const visited = { id: image.id, ref, ownerId: image.owner.id };
    const [{ views }, personal] = await Promise.all([
      recordVisit({ image: visited, viewer, address: clientAddress(headers), headers }),
      personalOf(viewer, { people: [image.owner.handle], image: visited }),
    ]);
    after(() => writeHistory({ viewer, image: visited, headers }));
    return { views, ...personal };
  },
});
