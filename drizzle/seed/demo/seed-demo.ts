import 'server-only';
import { rebuildViews } from '@/domains/engagement/commands/rebuild-views';
import { invariant } from '@/kernel/invariant';
import { drawAll } from '../artist/studio.ts';
import { hangFace, hangImage, shownRefs } from './gallery.ts';
import { liveDemo } from './live.ts';
import { facelessHandles, seedMembers } from './members.ts';
import { people } from './people.ts';
import { programme } from './programme.ts';
import { beginSeeding, finishSeeding, type Standing } from './seeding.ts';

type Options = {
  /** Hears how far it is: pictures hung, of how many. */
  progress?: (done: number, total: number) => void;
  now?: Date;
  /** Only the first so many images, for tests. */
  images?: number;
};

const name = 'demo';

/**
 * Fills an empty database with the demo: twelve members with faces, their images with views, and what they did with each other's. A killed run goes on where it was; a finished one
 * is never repeated, whatever was deleted since.
 * @returns `begun` when it did it now, `finished` when it was done before, `occupied` when people have been here first
 */
export async function seedDemo({ progress = () => {}, now = new Date(), images }: Options = {}): Promise<Standing> {
  const standing = await beginSeeding(name, now);
  if (standing !== 'begun') return standing;
  const ids = await seedMembers(now);
  const all = programme().slice(0, images);
  const [shown, faceless] = await Promise.all([shownRefs(all.map(({ ref }) => ref)), facelessHandles()]);
  const faces = people.filter(({ handle }) => faceless.has(handle));
  const showings = all.filter(({ ref }) => !shown.has(ref));
  const total = all.length + people.length;
  let done = total - faces.length - showings.length;
  for await (const { key, file } of drawAll([...faces.map(({ face }) => face), ...showings.map(({ work }) => work)])) {
    const face = faces.find((person) => person.face.key === key);
    const showing = showings.find(({ work }) => work.key === key);
    if (face) await hangFace(face.handle, file, now);
    else if (showing) {
      const ownerId = ids.get(showing.person.handle);
      invariant(ownerId, 'a demo member has an id');
      await hangImage(showing, ownerId, file, now);
    }
    progress(++done, total);
  }
  await liveDemo(all, ids, now);
  await rebuildViews(now);
  await finishSeeding(name, now);
  return standing;
}
