import { describe, expect, it } from 'vitest';
import { guards } from './all';
import { placeholders } from './messages';
import { plant } from './tree';

/** A small tree that breaks no promise: each plant below adds exactly one violation to it. */
const messages = JSON.stringify({ images: { title: 'Pictures' } });
const clean = new Map(
  Object.entries({
    'package.json': '{"dependencies":{"left":"1.0.0"}}',
    'package-lock.json': '{"packages":{"node_modules/left":{"version":"1.0.0"}}}',
    'src/i18n/messages/en.json': messages,
    'src/i18n/messages/zh.json': messages,
    'src/domains/images/README.md': 'Owns images.',
    'src/domains/images/tables.ts': 'export const images = {};',
    'src/domains/images/commands.ts': `import 'server-only';
      import { images } from './tables';
      export const add = (tx) => tx.insert(images);`,
    'src/domains/images/components/list.tsx': `const t = useTranslations('images');
      export const List = () => <h1>{t('title')}</h1>;`,
  }),
);

const plants: [promise: keyof typeof guards, about: string, files: Record<string, string>][] = [
  [
    'only owners write',
    "another domain's table is written",
    {
      'src/domains/cart/commands.ts': `import 'server-only';
        import { images } from '@/domains/images/tables';
        export const hide = (tx) => tx.update(images).set({});`,
    },
  ],
  [
    'queries hide the hidden',
    'a list for somebody does not leave out whom they do not want to see',
    {
      'src/domains/images/queries.ts': `import 'server-only';
        import { isNotHiddenFrom } from '@/domains/social/visibility';
        const asking = (viewer) => isNotHiddenFrom(viewer.id, images.ownerId);
        export const listImages = (viewer: Viewer | null) => db.select().from(images).where(asking(viewer));
        export const listOthers = (viewer: Viewer | null) => db.select().from(images);`,
    },
  ],
  [
    'only owners write',
    'a table is written through its namespace',
    {
      'src/app/api/health/wrong.ts': `import * as tables from '../../../domains/images/tables';
        export const wipe = (db) => db.delete(tables.images);`,
    },
  ],
  [
    'server code stays on the server',
    'a query lacks server-only',
    { 'src/domains/images/queries.ts': `import { db } from '@/platform/db/client';\nexport const list = () => db;` },
  ],
  [
    'server code stays on the server',
    'a platform door imports something else first',
    {
      'src/platform/mail/send.ts': `import nodemailer from 'nodemailer';\nimport 'server-only';\nexport { nodemailer };`,
    },
  ],
  [
    'actions come through doors',
    'a bare function is exported as an action',
    { 'src/domains/images/actions.ts': `'use server';\nexport async function list() {}` },
  ],
  [
    'actions come through doors',
    'a function inside a component turns itself into an action',
    { 'src/domains/images/components/form.tsx': `export const save = async () => { 'use server'; };` },
  ],
  [
    'rules are timeless',
    'a rule asks the clock',
    { 'src/domains/images/rules.ts': 'export const isOld = () => Date.now() > 1;' },
  ],
  [
    'rules are timeless',
    'a rule makes its own now',
    { 'src/domains/images/rules.ts': 'export const now = () => new Date();' },
  ],
  ['names say something', 'a file says nothing', { 'src/platform/utils.ts': '' }],
  ['names say something', 'a barrel', { 'src/ui/index.ts': '' }],
  ['names say something', 'a file outside the vocabulary', { 'src/domains/images/repository.ts': '' }],
  ['names say something', 'a folder in another case', { 'src/ui/DatePicker/day.tsx': '' }],
  ['domains introduce themselves', 'a domain without README', { 'src/domains/cart/rules.ts': '' }],
  ['tests are honest', 'a test is turned off', { 'src/ui/a.test.ts': `it.${'skip'}('works', () => {});` }],
  ['tests are honest', 'one test shadows the others', { 'src/ui/a.test.ts': `describe.${'only'}('x', () => {});` }],
  ['tests are honest', 'a mock', { 'src/ui/a.test.ts': `vi.${'mock'}('./b');` }],
  ['tests are honest', 'a journey sleeps', { 'e2e/journeys/a.ts': `await page.${'waitForTimeout'}(500);` }],
  [
    'tests are honest',
    'a journey sleeps by a timer',
    { 'e2e/journeys/a.ts': 'await new Promise((done) => setTimeout(done, 500));' },
  ],
  [
    'silencing says why',
    'a rule is silenced without a word',
    { 'src/ui/a.ts': `// ${'@ts-'}expect-error\nexport const a = 1;` },
  ],
  [
    'the lock file is complete',
    'a foreign binary is missing',
    {
      'package-lock.json':
        '{"packages":{"node_modules/left":{"version":"1.0.0","optionalDependencies":{"left-mac":"1.0.0"}}}}',
    },
  ],
  [
    'the lock file is complete',
    'a version floats',
    {
      'package.json': '{"dependencies":{"left":"^1.0.0"}}',
      'package-lock.json': '{"packages":{"node_modules/left":{"version":"^1.0.0"}}}',
    },
  ],
  ['catalogues agree', 'a message has no Chinese', { 'src/i18n/messages/zh.json': '{"images":{}}' }],
  ['catalogues agree', 'a message is empty', { 'src/i18n/messages/zh.json': '{"images":{"title":" "}}' }],
  [
    'catalogues agree',
    'the Chinese takes another value',
    { 'src/i18n/messages/zh.json': '{"images":{"title":"{count} 张"}}' },
  ],
  [
    'messages are used',
    'a message is asked for that is not there',
    { 'src/ui/a.tsx': `const t = useTranslations('images');\nt('subtitle');` },
  ],
  [
    'messages are used',
    'a refusal has no words',
    { 'src/domains/images/rules.ts': `refuse('invalid', 'images.too-large', 'x');` },
  ],
  [
    'messages are used',
    'a message nobody asks for',
    { 'src/domains/images/components/list.tsx': 'export const List = () => null;' },
  ],
  [
    'words come from catalogues',
    'words stand between tags',
    { 'src/ui/a.tsx': 'export const A = () => <p>Sign in</p>;' },
  ],
  [
    'words come from catalogues',
    'words stand in a label',
    { 'src/ui/a.tsx': 'export const A = () => <p aria-label="Close" />;' },
  ],
  [
    'the proxy knows personal pages',
    'a cached page passes the proxy, in Chinese only',
    {
      'src/app/[locale]/(gallery)/explore/page.tsx': '',
      'src/proxy.ts': "export const config = { matcher: ['/zh/:path*'] };",
    },
  ],
  [
    'the proxy knows personal pages',
    'a personal page misses the proxy in Chinese',
    {
      'src/app/[locale]/(personal)/share/[ref]/page.tsx': '',
      'src/proxy.ts': "export const config = { matcher: ['/share/:path*'] };",
    },
  ],
  ['every door is listed', 'a page', { 'src/app/[locale]/(shop)/secret/page.tsx': '' }],
  [
    'every door is listed',
    'a method of a route',
    { 'src/app/api/secret/route.ts': 'export const { GET } = serve({});' },
  ],
  [
    'every door is listed',
    'an action',
    { 'src/domains/images/actions.ts': `'use server';\nexport const hide = memberAction({});` },
  ],
  [
    'every door is listed',
    'a cached function',
    { 'src/domains/images/queries.ts': `import 'server-only';\nexport async function peek(ref) {\n  'use cache';\n}` },
  ],
];

const found = (promise: keyof typeof guards, tree: ReadonlyMap<string, string>) => guards[promise]?.(tree) ?? [];

/** What the guard says of the clean tree does not count: the access table speaks of the real one. */
const foundMore = (promise: keyof typeof guards, files: Record<string, string>) => {
  const before = new Set(found(promise, clean));
  return found(promise, plant(clean, files)).filter((line) => !before.has(line));
};

describe('our own guards', () => {
  it.each(plants)('keep "%s": %s', (promise, _about, files) => {
    expect(foundMore(promise, files)).toHaveLength(1);
  });

  it('are each proven by a planted violation', () => {
    expect(new Set(plants.map(([promise]) => promise))).toEqual(new Set(Object.keys(guards)));
  });

  it.each(Object.keys(guards).filter((promise) => promise !== 'every door is listed'))(
    'say nothing of a clean tree: %s',
    (promise) => {
      expect(found(promise, clean)).toEqual([]);
    },
  );
});

describe('placeholders of a message', () => {
  it.each([
    ['Hello', []],
    ['{name} likes {thing}', ['name', 'thing']],
    ['{count, plural, one {# view} other {# views of {title}}}', ['count', 'title']],
    ['Read the <link>terms</link>', ['<link>']],
  ])('%s', (message, names) => {
    expect(placeholders(message)).toEqual(names);
  });
});
