import { dirname, join } from 'node:path';
import ts from 'typescript';
import { at, type Guard, parse, sources, type Tree, testFile, walk } from './tree';

const queryFile = /^src\/domains\/[^/]+\/queries(?:\.ts$|\/)/;
const condition = 'isNotHiddenFrom';

/** A parameter that says who is looking. */
const looking = /\b(?:Viewer|Looking|Looker|LookerId|Reader|MemberId)\b/;

/** Queries, or whole files of them, that know who is looking and do not ask, each with its reason. */
const excused: Record<string, string> = {
  'accounts/queries#findOwnSettings': 'the member alone',
  'accounts/queries#listSessions': 'own browsers',
  'accounts/queries#findSignInWays': 'the member alone',
  'social/queries/relations#findRelations': 'what the viewer has to do with people who are on the page anyway',
  'social/queries/relations#listHidden': 'exactly those who are hidden, to blank them',
  'social/queries/relations#listBoundaries': 'exactly those who are hidden, to take it back',
  'images/queries/own-images': 'own images',
  'images/queries/saved': 'own images',
  'images/queries/uploads': 'own uploads',
  'engagement/queries/likes#findOwnOnImage': 'own like and history',
  'engagement/queries/history#readHistoryState': 'whether the own history is paused',
  'notifications/queries#findTellingChoices': 'own settings',
  'notifications/queries/digest#findReader': 'the member alone',
};

type Declared = { path: string; node: ts.Node; isExported: boolean };

/** Everything at the top of a file that has a name. */
function declarationsOf(path: string, file: ts.SourceFile): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const statement of file.statements) {
    const isExported =
      ts.canHaveModifiers(statement) &&
      !!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (ts.isFunctionDeclaration(statement) && statement.name)
      declared.set(statement.name.text, { path, node: statement, isExported });
    if (ts.isVariableStatement(statement))
      for (const each of statement.declarationList.declarations)
        declared.set(each.name.getText(), { path, node: each, isExported });
  }
  return declared;
}

/** Where the names come from that a file imports from our own code: local name → path and the name there. */
function importsOf(tree: Tree, path: string, file: ts.SourceFile): Map<string, { path: string; name: string }> {
  const found = new Map<string, { path: string; name: string }>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const said = statement.moduleSpecifier.text;
    const base = said.startsWith('@/') ? `src/${said.slice(2)}` : join(dirname(path), said);
    const from = [`${base}.ts`, `${base}.tsx`].find((candidate) => tree.has(candidate));
    const names = statement.importClause?.namedBindings;
    if (!from || !names || !ts.isNamedImports(names)) continue;
    for (const { name, propertyName } of names.elements)
      found.set(name.text, { path: from, name: (propertyName ?? name).text });
  }
  return found;
}

/**
 * A query that knows who is looking leaves out whom they do not want to see: somewhere in what it is made of it asks `isNotHiddenFrom`. One that shows nobody
 * but the viewer is listed above.
 */
export const queriesHideTheHidden: Guard = (tree) => {
  const files = new Map(
    [...sources(tree, /^src\/domains\//)].map(([path, text]) => {
      const file = parse(path, text);
      return [path, { declared: declarationsOf(path, file), imported: importsOf(tree, path, file) }] as const;
    }),
  );
  const known = new Map<ts.Node, boolean>();
  const asks = ({ path, node }: Declared): boolean => {
    const before = known.get(node);
    if (before !== undefined) return before;
    // Who comes here again on the way has not asked yet.
    known.set(node, false);
    const file = files.get(path);
    const does = [...walk(node)].filter(ts.isIdentifier).some(({ text }) => {
      if (text === condition) return true;
      const there = file?.imported.get(text);
      const used = there ? files.get(there.path)?.declared.get(there.name) : file?.declared.get(text);
      return used !== undefined && asks(used);
    });
    known.set(node, does);
    return does;
  };
  const nameOf = (path: string, name: string) => `${path.replace(/^src\/domains\/|\.ts$/g, '')}#${name}`;
  const knowing = [...files].flatMap(([path, { declared }]) =>
    queryFile.test(path) && !testFile.test(path)
      ? [...declared]
          .filter(([, each]) => each.isExported && knowsViewer(each.node))
          .map(([name, each]) => ({ name: nameOf(path, name), each }))
      : [],
  );
  const fits = (name: string) => (listed: string) => name === listed || name.startsWith(`${listed}#`);
  return [
    ...knowing
      .filter(({ name, each }) => !Object.keys(excused).some(fits(name)) && !asks(each))
      .map(({ name, each }) => `${at(each.node)} ${name} knows who is looking and does not ask ${condition}`),
    // A tree without accounts is a test's, which need not hold everything that is excused.
    ...(files.has('src/domains/accounts/queries.ts') ? Object.keys(excused) : [])
      .filter((listed) => !knowing.some(({ name }) => fits(name)(listed)))
      .map((listed) => `src/testing/guards/hiding.ts excuses ${listed}, which does not exist`),
  ];
};

function knowsViewer(node: ts.Node): boolean {
  const made = ts.isVariableDeclaration(node) ? node.initializer : node;
  return !!made && ts.isFunctionLike(made) && made.parameters.some(({ type }) => looking.test(type?.getText() ?? ''));
}
