import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '@/kernel/page';
import { type Copy, startCopy, temporaryData } from '../support/copy';
import { enter, house } from '../support/inside';
import { freePlace, languages } from '../support/places';
import { statementCounter } from '../support/statements';
import { aVisitor, unescaped, type Visitor } from '../support/visitor';
import { words } from '../support/words';

const { dataDir, remove } = temporaryData('found');

let copy: Copy;
let visitor: Visitor;
let counter: ReturnType<typeof statementCounter>;
let image: { ref: string; slug: string };
let owner: { id: number; handle: string };

beforeAll(async () => {
  const port = await freePlace();
  copy = await startCopy({ port, dataDir, args: ['--no-demo'] });
  enter({ port, dataDir });
  const { aMember, anImage } = await house();
  owner = await aMember({ name: 'Wren <b>Halloway</b>' });
  image = await anImage({
    ownerId: owner.id as never,
    title: 'Fog & "light"</script>',
    tags: ['blue hour', 'a/b', '100%', 'xx'],
  });
  visitor = aVisitor(copy.origin);
  counter = statementCounter(process.env.DATABASE_URL ?? '');
});

afterAll(async () => {
  const { closeDatabase } = await house();
  await closeDatabase();
  await counter.end();
  await copy.stop();
  remove();
});

/** Paths without language, and what the machine-readable part of each names. */
const publicPages = () =>
  [
    ['/', []],
    ['/explore', []],
    ['/ranking', []],
    ['/ranking/week', []],
    ['/ranking/all', []],
    ['/privacy', []],
    ['/terms', []],
    ['/imprint', []],
    ['/tags/blue%20hour', ['BreadcrumbList']],
    [`/people/${owner.handle}`, ['ProfilePage', 'BreadcrumbList']],
    [`/images/${image.ref}/${image.slug}`, ['ImageObject', 'BreadcrumbList']],
  ] as const;

const inLanguage = (path: string, prefix: string) => (path === '/' ? prefix || '/' : prefix + path);
const attributeOf = (html: string, tag: RegExp, name: string) =>
  unescaped(new RegExp(`${name}="([^"]*)"`, 'i').exec(tag.exec(html)?.[0] ?? '')?.[1] ?? '');

describe.each(languages)('public pages ($locale)', ({ prefix }) => {
  it('say under which address they want to be known, and where they are in the other language', async () => {
    for (const [path] of publicPages()) {
      const { body } = await visitor.get(inLanguage(path, prefix));
      const known = copy.origin + inLanguage(path, prefix);
      const alternate = (language: string) =>
        attributeOf(body, new RegExp(`<link rel="alternate" hreflang="${language}"[^>]*>`, 'i'), 'href');
      expect([path, new URL(attributeOf(body, /<link rel="canonical"[^>]*>/, 'href')).href]).toEqual([
        path,
        new URL(known).href,
      ]);
      expect(new URL(alternate('en')).pathname, path).toBe(path);
      expect(new URL(alternate('zh-Hans')).pathname, path).toBe(inLanguage(path, '/zh'));
      expect(alternate('x-default'), path).toBe(alternate('en'));
    }
  });

  it('have a title, a description and a picture for those who link to them', async () => {
    for (const [path] of publicPages()) {
      const { body } = await visitor.get(inLanguage(path, prefix));
      const property = (name: string) => attributeOf(body, new RegExp(`<meta property="${name}"[^>]*>`), 'content');
      expect(/<title>([^<]+)<\/title>/.exec(body)?.[1], path).toMatch(/Vitrine/);
      expect(attributeOf(body, /<meta name="description"[^>]*>/, 'content'), path).not.toBe('');
      expect(property('og:title'), path).not.toBe('');
      expect(URL.canParse(property('og:image')), path).toBe(true);
      expect(Number(property('og:image:width')), path).toBeGreaterThan(0);
    }
  });

  it('tell machines what they show, in words that can be read and that end no element', async () => {
    for (const [path, kinds] of publicPages()) {
      const { body } = await visitor.get(inLanguage(path, prefix));
      const scripts = [...body.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
      const things = scripts.flatMap(([, json = '']) => {
        const { '@context': context, '@graph': graph } = JSON.parse(json) as {
          '@context': string;
          '@graph': { '@type': string }[];
        };
        expect(context).toBe('https://schema.org');
        return graph;
      });
      expect([path, things.map((thing) => thing['@type'])]).toEqual([path, [...kinds]]);
    }
  });
});

describe('a tag', () => {
  it.each(['Blue%20Hour', '%23blue%20hour', 'blue%20%20hour', '%EF%BD%82lue%20hour'])(
    'written as %s leads to its one address for good',
    async (spelling) => {
      for (const { prefix } of languages) {
        const { status, headers } = await visitor.get(`${prefix}/tags/${spelling}`);
        // Next writes the header of a cached redirect twice, which reads as a list; both must say the same.
        const targets = new Set(headers.get('location')?.split(', '));
        expect([status, ...targets]).toEqual([308, `${prefix}/tags/blue%20hour`]);
      }
    },
  );

  it.each(['a%2Fb', '100%25', 'xx', 'blue%20hour'])(
    '%s has its images on its page and on later ones, in both languages',
    async (tag) => {
      for (const { prefix } of languages) {
        const first = await visitor.get(`${prefix}/tags/${tag}`);
        expect([first.status, first.body]).toEqual([200, expect.stringContaining(image.ref)]);
        const later = await visitor.get(`${prefix}/tags/${tag}?after=${encodeCursor(1_000_000)}`);
        expect([later.status, later.body]).toEqual([200, expect.stringContaining(image.ref)]);
        expect(later.body).toMatch(/<meta name="robots" content="noindex/);
        const damaged = await visitor.get(`${prefix}/tags/${tag}?after=broken`);
        expect([damaged.status, damaged.headers.get('location')]).toEqual([307, `${prefix}/tags/${tag}`]);
      }
    },
  );

  it.each(['nobody-gave-this', '%23', 'x'.repeat(2_000)])('%s that no image has is 404 with a body', async (tag) => {
    const { status, body } = await visitor.get(`/tags/${tag}`);
    expect(status).toBe(404);
    expect(body.replace(/<script[\s\S]*?<\/script>/g, '')).toContain(words('en', 'missing').title);
  });

  it.each(['%00', '..%2F', '%2e%2e%2F', '%5C', '%0A'])(
    'written as %s is refused or not there, and nothing breaks',
    async (tag) => {
      expect([307, 308, 400, 404]).toContain((await visitor.get(`/tags/${tag}`)).status);
    },
  );

  it('that no image can have costs no statement', async () => {
    expect(await counter.during(() => visitor.get(`/tags/${'y'.repeat(41)}`))).toEqual([]);
  });
});

it('older images of a person have a page, at most four statements away', async () => {
  const path = `/people/${owner.handle}?after=${encodeCursor([Date.now() + 86_400_000, 1])}`;
  const statements = await counter.during(async () => {
    const { status, body } = await visitor.get(path);
    expect([status, body]).toEqual([200, expect.stringContaining(image.ref)]);
  });
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(4);
  const nobody = await visitor.get(`/people/nobody_at_all?after=${encodeCursor([1, 1])}`);
  expect(nobody.status).toBe(404);
});

describe('the sitemap', () => {
  const locations = (xml: string) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address);

  it('is told of by robots.txt, and leads to every public page', async () => {
    const robots = (await visitor.get('/robots.txt')).body;
    expect(robots).toContain(`Sitemap: ${copy.origin}/sitemap.xml`);
    const index = await visitor.get('/sitemap.xml');
    expect([index.status, index.headers.get('content-type')]).toEqual([200, expect.stringContaining('xml')]);
    const named = new Set<string>();
    for (const part of locations(index.body)) {
      const { status, body } = await visitor.get(new URL(part).pathname);
      expect([part, status]).toEqual([part, 200]);
      for (const address of locations(body)) named.add(address);
    }
    for (const [path] of publicPages()) {
      for (const { prefix } of languages) expect(named).toContain(copy.origin + inLanguage(path, prefix));
    }
    expect(named).toContain(`${copy.origin}/tags/a%2Fb`);
  });

  it('costs one statement for each of its parts', async () => {
    for (const path of ['/sitemap.xml', '/sitemap-images-0.xml', '/sitemap-people-0.xml', '/sitemap-tags-0.xml']) {
      expect(await counter.during(() => visitor.get(path)), path).toHaveLength(1);
    }
  });

  it.each([
    '/sitemap-images-99999.xml',
    '/sitemap-images--1.xml',
    '/sitemap-images-1e9.xml',
    '/sitemap-x.xml',
    '/sitemap-.xml',
    '/sitemap-%00.xml',
    '/sitemap.xml.gz',
    `/sitemap-images-${'9'.repeat(400)}.xml`,
  ])('has nothing at %s', async (path) => {
    expect((await visitor.get(path)).status).toBe(404);
  });
});
