import type { MetadataRoute } from 'next';
import { connection } from 'next/server';
import { addressOf } from '@/app/[locale]/addresses';

/** Pages that are one person's, in every language. */
const personal = ['/share', '/settings', '/sign-in', '/register', '/confirm'];

/** What programs may read: what everybody may, pictures included. Later pages of lists are read too, for their links; they say that they want no place. */
export default async function robots(): Promise<MetadataRoute.Robots> {
  // The address of the site is not known while it is built.
  await connection();
  return {
    rules: {
      userAgent: '*',
      allow: ['/', '/api/files/'],
      disallow: ['/api/', ...personal, ...personal.map((path) => `/zh${path}`)],
    },
    sitemap: addressOf('/sitemap.xml', 'en'),
  };
}
