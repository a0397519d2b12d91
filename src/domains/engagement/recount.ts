/**
 * `npm run recount`: counts likes and follows from scratch, says what was wrong, and puts it right. Run by the supervisor on the database of a copy, which may be
 * running. Ends with 1 for what it does not understand.
 */
import { recountFollows } from '@/domains/social/commands/recount-follows';
import { expireCaches } from '@/platform/caches';
import { closeDatabase } from '@/platform/db/client';
import { Trouble } from '@/platform/trouble';
import { recountLikes } from './commands/recount-likes';

/** Lines that name what was wrong; beyond them it is only counted. */
const mostLines = 100;

let wrong = 0;
function tell(line: string) {
  wrong++;
  if (wrong <= mostLines) console.log(line);
}

async function recount() {
  const images = await recountLikes(({ ref, was, is }) => tell(`image ${ref}: ${was} likes, are ${is}`));
  const people = await recountFollows(({ handle, was, is }) =>
    tell(`@${handle}: ${was.followers} followers, are ${is.followers}; follows ${was.following}, are ${is.following}`),
  );
  const looked = `Looked at ${images} images and ${people} members`;
  if (wrong === 0) return `${looked}: every count is right.`;
  const isHeard = await expireCaches();
  const unheard = isHeard
    ? ''
    : ' No running site could be told; one that runs shows them as its pages are drawn anew.';
  return `${looked}: ${wrong} counts were wrong and are put right.${unheard}`;
}

try {
  if (process.argv.length > 2) throw new Trouble('npm run recount takes no words.');
  console.log(await recount());
} catch (error) {
  console.error(error instanceof Trouble ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
