import { connection } from 'next/server';
import { sitemapIndex, xmlResponse } from './parts';

/** `/sitemap.xml`: the list of the sitemap's parts. */
export async function GET(): Promise<Response> {
  await connection();
  return xmlResponse(await sitemapIndex());
}
