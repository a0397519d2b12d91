import 'server-only';
import { and, eq } from 'drizzle-orm';
import { createTranslator } from 'next-intl';
import { members } from '@/domains/accounts/tables';
import { imagePath } from '@/domains/images/rules';
import { type ImageId, images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import en from '@/i18n/messages/en.json';
import zh from '@/i18n/messages/zh.json';
import { localePath } from '@/i18n/routing';
import { db } from '@/platform/db/client';
import { siteOrigin } from '@/platform/env';
import { layOut } from '@/platform/mail/layout';
import { sendMail } from '@/platform/mail/send';

const catalogues = { en, zh };

/**
 * Tells the owner by mail that an image can be seen: once per image, in the owner's language. Passes over an image that others cannot see.
 * @throws when the mail was not accepted: the job tries again
 */
export async function tellImagePublished(imageId: number, now = new Date()): Promise<void> {
  const image = await findPublished(imageId);
  if (!image) return;
  const { owner, title } = image;
  const { locale } = owner;
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: 'mails' });
  const path = localePath(imagePath(image), locale);
  const letter = layOut({
    locale,
    site: { name: catalogues[locale].site.name, url: siteOrigin() },
    title: t('image-published-title'),
    paragraphs: [
      t(image.audience === 'public' ? 'image-published-everybody' : 'image-published-address', { title }),
      ...(image.altText === '' ? [t('image-published-alt')] : []),
    ],
    action: { label: t('image-published-look'), url: siteOrigin() + path },
    footer: t('image-published-why'),
  });
  const subject = t('image-published-subject', { title });
  await sendMail({ key: `image-published:${imageId}`, to: owner.email, locale, subject, ...letter }, now);
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
