import { brotliCompressSync, gzipSync } from 'node:zlib';

/** Bytes of JavaScript that a page makes a browser load, each file compressed alone, as a server would send it. */
export type Weight = { files: number; gzip: number; brotli: number };

/** Every script the document names: sources and preloads of modules. Old browsers' `nomodule` files are loaded by none of today's. */
function scriptsOf(html: string): string[] {
  const found = new Set<string>();
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) {
    const source = /\ssrc="([^"]+)"/.exec(tag)?.[1];
    if (source && !/\snomodule\b/i.test(tag)) found.add(source);
  }
  for (const [tag] of html.matchAll(/<link\b[^>]*>/g)) {
    const href = /\shref="([^"]+)"/.exec(tag)?.[1];
    if (href && /rel="modulepreload"|as="script"/.test(tag)) found.add(href);
  }
  return [...found].map((address) => address.replaceAll('&amp;', '&'));
}

/** Weighs the scripts of the page at `url`. @throws Error when the page or a script does not answer 200 */
export async function weighScripts(url: string): Promise<Weight> {
  const load = async (address: string | URL) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address} answers ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  };
  const html = (await load(url)).toString('utf8');
  const bodies = await Promise.all(scriptsOf(html).map((script) => load(new URL(script, url))));
  return {
    files: bodies.length,
    gzip: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
    brotli: bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0),
  };
}
