import 'server-only';
import { and, eq } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { imagePath } from '@/domains/images/rules';
import { type ImageId, images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { db } from '@/platform/db/client';
import { mailWords, sendLetter } from '@/platform/mail/letter';

/**
 * Tells the owner by mail that an image can be seen: once per image, in the owner's language. Passes over an image that others cannot see.
 * @throws when the mail was not accepted: the job tries again
 */
export async function tellImagePublished(imageId: number, now = new Date()): Promise<void> {
  const image = await findPublished(imageId);
  if (!image) return;
  const { owner, title } = image;
  const t = mailWords(owner.locale);
  const letter = {
    key: `image-published:${imageId}`,
    to: owner.email,
    locale: owner.locale,
    subject: t('image-published-subject', { title }),
    title: t('image-published-title'),
    paragraphs: [
      t(image.audience === 'public' ? 'image-published-everybody' : 'image-published-address', { title }),
      ...(image.altText === '' ? [t('image-published-alt')] : []),
    ],
    action: { label: t('image-published-look'), path: imagePath(image) },
    why: t('image-published-why'),
  };
  await sendLetter(letter, now);
}

async function findPublished(imageId: number) {
  const [image] = await db
    .select({
      ref: images.ref,
      slug: images.slug,
      title: images.title,
      altText: images.altText,
      audience: images.audience,
      owner: { email: members.email, locale: members.locale },
    })
    .from(images)
    .innerJoin(members, eq(members.id, images.ownerId))
    .where(and(eq(images.id, imageId as ImageId), isOpen))
    .limit(1);
  return image ?? null;
}
