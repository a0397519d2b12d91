import { connection } from 'next/server';
import { sitemapPart, xmlResponse } from '../parts';

type Context = { params: Promise<{ part: string }> };

/** `/sitemap-{kind}-{number}.xml`: one part of the sitemap; 404 for what is none. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await connection();
  return xmlResponse(await sitemapPart((await params).part));
}
