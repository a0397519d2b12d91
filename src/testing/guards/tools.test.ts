import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * The bought guards (graph, linters, types) under our configuration, each proven once: a small house with one planted violation per rule,
 * each in a file of its own, beside a file that breaks none.
 */
let house: string;

const q = "export const find = async () => ({ title: 'x' });\n";
const uses = (module: string) => `import * as it from '${module}';\nexport const used = it;\n`;

/** Rule of the dependency graph → the file that breaks it. */
const graph: Record<string, [path: string, text: string]> = {
  'floor-0-imports-lower-floors-only': ['src/domains/accounts/queries.ts', uses('@/domains/activity/queries')],
  'floor-1-imports-lower-floors-only': ['src/domains/activity/queries.ts', uses('@/domains/social/queries')],
  'floor-2-imports-lower-floors-only': ['src/domains/social/queries.ts', uses('@/domains/catalog/queries')],
  'floor-3-imports-lower-floors-only': ['src/domains/stock/queries.ts', uses('@/domains/images/queries')],
  'floor-4-imports-lower-floors-only': ['src/domains/orders/queries.ts', uses('@/domains/cart/queries')],
  'floor-5-imports-lower-floors-only': ['src/domains/reviews/queries.ts', uses('@/domains/storefront/queries')],
  'floor-6-imports-lower-floors-only': ['src/domains/feed/queries.ts', uses('@/domains/checkout/queries')],
  'floor-7-imports-lower-floors-only': ['src/domains/moderation/queries.ts', uses('@/domains/operations/queries')],
  'every-domain-has-a-floor': ['src/domains/lottery/queries.ts', uses('@/domains/images/queries')],
  'no-circles': ['src/platform/log.ts', `${uses('./round')}`],
  'kernel-stands-alone': ['src/kernel/clock.ts', uses('node:fs')],
  'ui-is-dumb': ['src/ui/card.ts', uses('@/domains/images/queries')],
  'rules-are-pure': ['src/domains/images/rules.ts', uses('@/platform/db/client')],
  'platform-knows-no-domain': ['src/platform/mail.ts', uses('@/domains/images/queries')],
  'domains-know-no-address': ['src/domains/images/jobs.ts', uses('@/app/api/health/route')],
  'twins-stay-outside': ['src/platform/storage.ts', uses('@/platform/twins/files/main')],
  'screens-never-command': ['src/app/share/page.tsx', uses('@/domains/images/commands')],
  'commands-have-doors': ['src/domains/images/visibility.ts', uses('./commands')],
  'app-speaks-to-domains-not-tables': ['src/app/explore/page.tsx', uses('@/domains/images/tables')],
  'actions-hold-no-sql': ['src/domains/images/actions.ts', uses('./tables')],
  'components-hold-no-sql': ['src/domains/images/components/wall.ts', uses('@/platform/db/client')],
  'test-code-stays-in-tests': ['src/domains/images/cache.ts', uses('./factory')],
  'the-product-ships-no-tools': ['src/platform/tool.ts', uses('vitest')],
  'imports-resolve': ['src/platform/lost.ts', uses('./nowhere')],
};

const sound: Record<string, string> = {
  'src/domains/images/queries.ts': `import * as db from '@/platform/db/client';\n${q}export const used = db;\n`,
  'src/domains/images/commands.ts': q,
  'src/domains/images/tables.ts': q,
  'src/domains/images/factory.ts': q,
  'src/domains/catalog/queries.ts': q,
  'src/domains/cart/queries.ts': uses('@/domains/images/queries'),
  'src/domains/storefront/queries.ts': q,
  'src/domains/checkout/queries.ts': q,
  'src/domains/operations/queries.ts': q,
  'src/platform/db/client.ts': q,
  'src/platform/round.ts': uses('./log'),
  'src/platform/twins/files/main.ts': q,
  'src/app/api/health/route.ts': q,
};

/** Rule of a linter → code that breaks it. */
const lint: Record<string, string> = {
  'typescript(no-floating-promises)': 'export function go() {\n  Promise.resolve(1);\n}\n',
  'typescript(no-misused-promises)': 'export const a = [1].forEach(async () => {\n  await Promise.resolve(1);\n});\n',
  'typescript(no-explicit-any)': `export const a: ${'any'} = 1;\n`,
  'typescript(ban-ts-comment)': `// ${'@ts-'}ignore\nexport const a = 1;\n`,
  'typescript(switch-exhaustiveness-check)':
    "export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n}\n",
  'eslint(max-lines)': `${'export {};\n'.repeat(251)}`,
  'eslint(max-lines-per-function)': `export function f() {\n${'  f();\n'.repeat(51)}}\n`,
  'eslint(no-warning-comments)': `// ${'TO'}DO later\nexport const a = 1;\n`,
};

function write(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
}

/** Runs a tool of ours in the small house. */
function run(tool: string, ...args: string[]) {
  const { stdout, stderr, status } = spawnSync(join(house, 'node_modules/.bin', tool), args, {
    cwd: house,
    encoding: 'utf8',
  });
  return { output: stdout + stderr, stdout, status };
}

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'vitrine-guards-'));
  for (const name of [
    '.dependency-cruiser.mjs',
    '.oxlintrc.json',
    '.biome.json',
    '.gitignore',
    'tsconfig.json',
    'package.json',
  ]) {
    cpSync(name, join(house, name));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(house, 'node_modules'));
  write({ ...sound, ...Object.fromEntries(Object.values(graph)) });
  write(Object.fromEntries(Object.values(lint).map((text, index) => [`src/kernel/lint-${index}.ts`, text])));
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the dependency graph', () => {
  type Violation = { rule: { name: string }; from: string };
  let violations: Violation[];

  beforeAll(() => {
    const { stdout, output } = run('depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src');
    expect(output).toContain('"violations"');
    violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  });

  it.each(Object.entries(graph))('refuses what breaks %s', (rule, [path]) => {
    expect(violations.filter(({ from }) => from === path).map((violation) => violation.rule.name)).toContain(rule);
  });

  it('says nothing of what breaks no rule', () => {
    const innocent = Object.keys(sound).filter((path) => path !== 'src/platform/round.ts');
    expect(violations.filter(({ from }) => innocent.includes(from))).toEqual([]);
  });

  it('proves every rule it holds', async () => {
    const { default: config } = (await import('../../../.dependency-cruiser.mjs')) as {
      default: { forbidden: { name: string }[] };
    };
    expect(Object.keys(graph).sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });
});

describe('the linters', () => {
  let said: string;

  beforeAll(() => {
    said = run('oxlint', '--type-aware', '--format', 'unix', 'src').output;
  });

  it.each(Object.keys(lint).map((rule, index) => [rule, index] as const))('refuse what breaks %s', (rule, index) => {
    const lines = said.split('\n').filter((line) => line.includes(`lint-${index}.ts`));
    expect(lines.some((line) => line.includes(rule))).toBe(true);
  });

  it('refuse another format', () => {
    write({ 'src/ui/crooked.ts': 'export const a   = "1"' });
    expect(run('biome', 'check', '--config-path=.biome.json', 'src/ui/crooked.ts').output).toContain(
      'would have printed',
    );
  });
});

describe('the types', () => {
  it('are refused when an index may hold nothing', () => {
    write({
      'types/a.ts': 'export const first: number = ([] as number[])[0];\n',
      'types/tsconfig.json': '{"extends":"../tsconfig.json","include":["a.ts"]}',
    });
    const { output, status } = run('tsc', '--noEmit', '--incremental', 'false', '-p', 'types/tsconfig.json');
    expect(output).toContain("Type 'undefined' is not assignable");
    expect(status).not.toBe(0);
  });
});

describe('the search for dead code', () => {
  it('finds a file nobody imports, an export nobody uses and a dependency nobody needs', () => {
    write({
      'knip/package.json': '{"name":"k","dependencies":{"zod":"4.6.7"}}',
      'knip/src/start.ts': "import { used } from './parts';\nused();\n",
      'knip/src/parts.ts': 'export const used = () => {};\nexport const unused = 1;\n',
      'knip/src/dead.ts': 'export const dead = 1;\n',
      'knip/.knip.json': '{"entry":["src/start.ts"],"project":["src/**/*.ts"]}',
    });
    const { output } = run('knip', '--directory', 'knip', '--no-progress');
    expect(output).toMatch(/src\/dead\.ts/);
    expect(output).toMatch(/unused\s/);
    expect(output).toMatch(/zod/);
  });
});
