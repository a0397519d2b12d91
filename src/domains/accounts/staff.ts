/**
 * `npm run staff -- …`: the owner's own lever, run by the supervisor on the database of a copy. Whoever can run it has the machine, so it asks nobody who they
 * are. Says in one sentence what it did; ends with 1 and one sentence for what it does not understand.
 */
import { inArray, isNotNull, or } from 'drizzle-orm';
import { expireCaches } from '@/platform/caches';
import { closeDatabase, db } from '@/platform/db/client';
import { Trouble } from '@/platform/trouble';
import { type Act, changeStanding, owner } from './commands/change-standing';
import { members } from './tables';

const usage =
  'npm run staff -- grant editor|admin E-MAIL | revoke E-MAIL | suspend|lift|mute|unmute E-MAIL-OR-HANDLE | list';

/** The most people `list` names. */
const longestList = 1_000;

type Wish = { act: Act; person: string; done: string; already: string };

const roles = { editor: 'an editor', admin: 'an admin', member: 'an ordinary member' } as const;

const acts: Record<string, { act: Act; done: string; already: string }> = {
  suspend: { act: 'suspend', done: 'is suspended now and signed out everywhere', already: 'is suspended already' },
  lift: { act: 'lift', done: 'is no longer suspended', already: 'is not suspended' },
  mute: { act: 'mute', done: 'is muted now', already: 'is muted already' },
  unmute: { act: 'unmute', done: 'is no longer muted', already: 'is not muted' },
};

/** @throws Trouble with how it is said right */
function wishOf([verb = '', ...words]: string[]): Wish {
  if (verb === 'grant' && words.length === 2) {
    const [role = '', person = ''] = words;
    if (role !== 'editor' && role !== 'admin')
      throw new Trouble(`There is no role "${role}" to grant: choose editor or admin.`);
    return { ...becoming(role), person: emailOf(person) };
  }
  if (verb === 'revoke' && words.length === 1) return { ...becoming('member'), person: emailOf(words[0] ?? '') };
  const act = acts[verb];
  if (act && Object.hasOwn(acts, verb) && words.length === 1) return { ...act, person: words[0] ?? '' };
  throw new Trouble(`Say what to do: ${usage}`);
}

const becoming = (role: keyof typeof roles) => ({
  act: { role },
  done: `is ${roles[role]} now`,
  already: `is ${roles[role]} already`,
});

/** A role is given to an e-mail, which was proven; a handle is easily mistaken for another. */
function emailOf(person: string): string {
  if (!person.includes('@')) throw new Trouble(`Roles are given by e-mail, and "${person}" is none.`);
  return person;
}

async function change({ act, person, done, already }: Wish): Promise<string> {
  const changed = await changeStanding(owner, person, act);
  if (!changed) throw new Trouble(`There is no member ${person}.`);
  // Also when it was so already: the last time there may have been nobody to hear it.
  const isHeard = act === 'suspend' || act === 'lift' ? await expireCaches() : true;
  const unheard = isHeard
    ? ''
    : '; no running site could be told to forget its cached pages, so say it again once one runs';
  return `@${changed.handle} ${changed.hasChanged ? done : already}${unheard}.`;
}

/** Staff, and whoever is suspended or muted, a line each. */
async function list(): Promise<string> {
  const found = await db
    .select({
      handle: members.handle,
      email: members.email,
      role: members.role,
      suspendedAt: members.suspendedAt,
      mutedAt: members.mutedAt,
    })
    .from(members)
    .where(or(inArray(members.role, ['editor', 'admin']), isNotNull(members.suspendedAt), isNotNull(members.mutedAt)))
    .orderBy(members.role, members.handle)
    .limit(longestList);
  if (found.length === 0) return 'Nobody is staff, suspended or muted.';
  return found
    .map(({ role, handle, email, suspendedAt, mutedAt }) =>
      [role, `@${handle}`, email, suspendedAt && 'suspended', mutedAt && 'muted'].filter(Boolean).join('  '),
    )
    .join('\n');
}

try {
  const words = process.argv.slice(2);
  console.log(words.length === 1 && words[0] === 'list' ? await list() : await change(wishOf(words)));
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
