import type { Guard } from './tree';

const vague = /(?:^|\/)(?:utils?|helpers?|common|misc|lib|types|index|shared|stuff|manager|service)(?:\.tsx?$|\/)/;
const folderName = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*|\(.*\)|\[.*\]|_.*)$/;

/** The fixed vocabulary of a domain: each file name is a role; a role past 200 lines becomes a folder of verbs. */
const roles =
  'tables|rules|inputs|visibility|queries|commands|actions|events|jobs|cache|components|factory|doors|viewer|README\\.md';
const domainFile = new RegExp(`^src/domains/[^/]+/(?:${roles})(?:\\.test)?(?:\\.tsx?$|/|$)`);

/** Files of a domain which are no role but whose names say what they hold; each with its reason. */
const ownWords: Record<string, string> = {
  'src/domains/accounts/auth.ts': "next-auth's own configuration",
  'src/domains/accounts/codes.ts': 'the six digits of an e-mail code, a secret kept apart',
  'src/domains/accounts/elsewhere.ts': 'the way of a browser to an account elsewhere and back, which no table holds',
  'src/domains/accounts/entrance.ts':
    'the one place that sets and takes the cookie of a session, for every way of signing in',
  'src/domains/accounts/passwords.ts': 'argon2 and its limits, a secret kept apart from the other commands',
  'src/domains/accounts/staff.ts': 'the door of the command line: `npm run staff`',
  'src/domains/engagement/recount.ts': 'the door of the command line: `npm run recount`',
  'src/domains/engagement/keys.ts': 'the names of everything kept in Redis, and how long each stays',
  'src/domains/notifications/links.ts': 'links in mails that open something by being known, a secret kept apart',
};

/** Whole words, kebab-case, nothing that says nothing, and inside a domain only the fixed vocabulary. */
export const namesSaySomething: Guard = (tree) => {
  const found: string[] = [];
  for (const path of tree.keys()) {
    if (!/^(?:src|e2e|drizzle)\//.test(path)) continue;
    if (vague.test(path)) found.push(`${path} has a name that says nothing; name it after what it holds`);
    const folders = path.split('/').slice(0, -1);
    const odd = folders.find((folder) => !folderName.test(folder));
    if (odd !== undefined) found.push(`${path}: the folder ${odd} is not kebab-case`);
    const inDomain = /^src\/domains\/[^/]+\/[^/]+/.test(path);
    if (inDomain && !domainFile.test(path) && !/\.test\.tsx?$/.test(path) && !(path in ownWords)) {
      found.push(`${path} is not in a domain's fixed vocabulary (${roles.replaceAll('|', ', ').replace('\\', '')})`);
    }
  }
  return found;
};

/** Each domain and each door of the platform says in its own README what it owns and where its invariants are held. */
export const domainsIntroduceThemselves: Guard = (tree) => {
  const domains = new Set([...tree.keys()].flatMap((path) => /^src\/domains\/[^/]+(?=\/)/.exec(path)?.[0] ?? []));
  return [...domains]
    .filter((domain) => !tree.has(`${domain}/README.md`))
    .map((domain) => `${domain}/README.md is missing`);
};
