import { house } from './inside';
import { type Answer, aVisitor, formWith, type Visitor } from './visitor';

const password = 'a long enough password';

/** Somebody signed in, without JavaScript. */
export type Person = Visitor & { handle: string; id: number };

/** A member with one image, whose title nobody else's has. Call it after `enter()`, as all of these. */
export async function somebody() {
  const { aMember, anImage } = await house();
  const member = await aMember();
  const image = await anImage({ ownerId: member.id, title: `Owl of ${member.handle}` });
  return { ...member, title: image.title };
}

export async function aSignedIn(origin: string, standing: { mutedAt?: Date } = {}): Promise<Person> {
  const { aMember, hashPassword } = await house();
  const { id, handle } = await aMember({ passwordHash: await hashPassword(password), ...standing });
  const person = aVisitor(origin);
  await person.submit('/sign-in', 'login', { login: handle, password });
  return { ...person, id, handle };
}

/** Sends the first form of a page that holds these words, as a browser without JavaScript would, with some of its hidden fields changed. */
export async function press(
  { who, origin }: { who: Visitor; origin: string },
  path: string,
  holds: (form: string) => boolean,
  changed: Record<string, string> = {},
): Promise<Answer> {
  const { body } = await who.get(path);
  const part = body.split('<form').find(holds);
  if (!part) throw new Error(`${path} has no such form`);
  const { hidden } = formWith(`<form${part}`, 'handle');
  const form = new FormData();
  for (const [name, value] of hidden) form.append(name, changed[name] ?? value);
  return who.send(path, { method: 'POST', body: form, headers: { origin, referer: origin + path } });
}
