import { everyDoorIsListed } from './access';
import { queriesHideTheHidden } from './hiding';
import { lockFileIsComplete } from './lock-file';
import { cataloguesAgree, messagesAreUsed } from './messages';
import { domainsIntroduceThemselves, namesSaySomething } from './names';
import { onlyOwnersWrite } from './ownership';
import { proxyKnowsPersonalPages } from './personal-pages';
import { actionsComeThroughDoors, rulesAreTimeless, serverOnlyFirst } from './roles';
import { silencingSaysWhy, testsAreHonest } from './soft-spots';
import type { Guard, Tree } from './tree';
import { wordsComeFromCatalogues } from './words';

/** Our own guards: what needs more than a linter's or a dependency graph's eyes. The name is the promise. */
export const guards: Record<string, Guard> = {
  'only owners write': onlyOwnersWrite,
  'server code stays on the server': serverOnlyFirst,
  'actions come through doors': actionsComeThroughDoors,
  'rules are timeless': rulesAreTimeless,
  'names say something': namesSaySomething,
  'domains introduce themselves': domainsIntroduceThemselves,
  'tests are honest': testsAreHonest,
  'silencing says why': silencingSaysWhy,
  'the lock file is complete': lockFileIsComplete,
  'catalogues agree': cataloguesAgree,
  'messages are used': messagesAreUsed,
  'words come from catalogues': wordsComeFromCatalogues,
  'every door is listed': everyDoorIsListed,
  'queries hide the hidden': queriesHideTheHidden,
  'the proxy knows personal pages': proxyKnowsPersonalPages,
};

/** Every violation in the tree, each line led by the promise it breaks. */
export function violations(tree: Tree): string[] {
  return Object.entries(guards).flatMap(([promise, guard]) => guard(tree).map((line) => `${promise}: ${line}`));
}
