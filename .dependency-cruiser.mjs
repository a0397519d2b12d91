/**
 * The floors of `src/domains`, lowest first: a domain imports lower floors only, never a neighbour, never up.
 * A folder that stands on no floor is refused, so a new domain begins with a line here.
 */
export const floors = [
  ['accounts'],
  ['activity'],
  ['social', 'catalog', 'payments'],
  ['images', 'stock'],
  ['engagement', 'search', 'cart', 'orders'],
  ['reviews', 'storefront'],
  ['feed', 'checkout'],
  ['moderation', 'notifications', 'operations'],
];

const oneOf = (names) => `(?:${names.join('|')})`;
const everyDomain = oneOf(floors.flat());
/** Tests, factories and what only tests import: they may build any world, so the rules of roles do not bind them. */
const tests = '\\.test\\.tsx?$|(?:^|/)factory(?:\\.ts$|/)|^src/testing/|^e2e/';
const roleFile = (role) => `(?:^|/)${role}(?:\\.tsx?$|/)`;
const domainRole = (role) => `^src/domains/[^/]+/${role}(?:\\.tsx?$|/)`;
const doors = `^src/domains/[^/]+/${oneOf(['actions', 'jobs', 'commands', 'doors', 'auth', 'elsewhere', 'entrance', 'viewer', 'staff', 'recount'])}(?:\\.ts$|/)|^src/app/api/|^drizzle/seed/`;

/** A floor may not reach its neighbours or anything above; its own folder is the exception. */
const floorRules = floors.map((names, floor) => ({
  name: `floor-${floor}-imports-lower-floors-only`,
  comment:
    'Two neighbours that need each other are one domain, or want a third above. Above reacts by listening to events.',
  severity: 'error',
  from: { path: `^src/domains/(${names.join('|')})/`, pathNot: tests },
  to: { path: `^src/domains/${oneOf(floors.slice(floor).flat())}/`, pathNot: '^src/domains/$1/' },
}));

const rules = [
  ...floorRules,
  {
    name: 'every-domain-has-a-floor',
    severity: 'error',
    from: { path: '^src/domains/', pathNot: `^src/domains/${everyDomain}/` },
    to: {},
  },
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'kernel-stands-alone',
    comment: 'Pure values: no I/O, no React, no domain. Zod parses, node:crypto draws random references.',
    severity: 'error',
    from: { path: '^src/kernel/', pathNot: tests },
    to: { pathNot: '^src/kernel/|^node_modules/zod/|^(?:node:)?crypto$' },
  },
  {
    name: 'ui-is-dumb',
    comment: 'Shapes and colours: words and data come as props.',
    severity: 'error',
    from: { path: '^src/ui/', pathNot: tests },
    to: {
      path: '^src/(?:app|domains|platform|i18n)/|^node_modules/(?:drizzle-orm|postgres|@upstash|inngest|next-auth|next-intl)/',
    },
  },
  {
    name: 'rules-are-pure',
    comment: 'Rules and inputs run in the browser too.',
    severity: 'error',
    from: { path: `${domainRole('rules')}|${domainRole('inputs')}`, pathNot: tests },
    to: {
      pathNot: `^src/kernel/|^src/i18n/routing\\.ts$|${domainRole('rules')}|${domainRole('inputs')}|^node_modules/zod/`,
    },
  },
  {
    name: 'platform-knows-no-domain',
    severity: 'error',
    from: { path: '^src/(?:platform|i18n)/', pathNot: tests },
    to: { path: '^src/(?:app|domains|ui)/' },
  },
  {
    name: 'domains-know-no-address',
    severity: 'error',
    from: { path: '^src/domains/', pathNot: tests },
    to: { path: '^src/app/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'twins-stay-outside',
    comment: 'The app never knows which it talks to: twins are processes of their own.',
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/platform/(?:twins|supervisor)/|${tests}` },
    to: { path: '^src/platform/(?:twins|supervisor)/' },
  },
  {
    name: 'screens-never-command',
    severity: 'error',
    from: { path: '^src/app/|^src/domains/[^/]+/components/', pathNot: `^src/app/api/|${tests}` },
    to: { path: domainRole('commands') },
  },
  {
    name: 'commands-have-doors',
    comment: 'Commands are called by actions, machine routes, jobs, upper commands and the seed.',
    severity: 'error',
    from: { pathNot: `${doors}|${tests}` },
    to: { path: domainRole('commands') },
  },
  {
    name: 'app-speaks-to-domains-not-tables',
    severity: 'error',
    from: { path: '^src/app/', pathNot: tests },
    to: { path: `${roleFile('tables')}|^node_modules/(?:drizzle-orm|postgres)/` },
  },
  {
    name: 'actions-hold-no-sql',
    severity: 'error',
    from: { path: domainRole('actions'), pathNot: tests },
    to: { path: `${roleFile('tables')}|^src/platform/db/|^node_modules/(?:drizzle-orm|postgres)/` },
  },
  {
    name: 'components-hold-no-sql',
    severity: 'error',
    from: { path: '^src/domains/[^/]+/components/', pathNot: tests },
    to: {
      path: `${roleFile('tables')}|^src/platform/(?:db|redis|mail|storage|jobs|outbox|audit)/|^node_modules/(?:drizzle-orm|postgres)/`,
    },
  },
  {
    name: 'test-code-stays-in-tests',
    severity: 'error',
    from: { pathNot: `${tests}|^drizzle/seed/` },
    to: { path: tests },
  },
  {
    name: 'the-product-ships-no-tools',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
  },
  { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/|^drizzle/migrations/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['react-server', 'import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
