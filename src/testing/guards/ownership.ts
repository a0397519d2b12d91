import { dirname, join } from 'node:path/posix';
import ts from 'typescript';
import { at, type Guard, parse, sources, testFile, walk } from './tree';

const writers = new Set(['insert', 'update', 'delete']);
const tablesModule = /(?:^|\/)tables(?:\/[^/]+)?$/;

/** The folder that owns a module of tables: `src/domains/images/tables` → `src/domains/images`. */
const ownerOf = (module: string) => module.replace(/\/tables(?:\/[^/]+)?$/, '');

function resolveModule(from: string, specifier: string): string {
  const path = specifier.startsWith('@/') ? `src/${specifier.slice(2)}` : join(dirname(from), specifier);
  return path.replace(/\.tsx?$/, '');
}

/** Local name → the folder that owns the table, for each name a file takes from a module of tables. */
function tablesOf(file: ts.SourceFile): Map<string, string> {
  const owners = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const module = resolveModule(file.fileName, statement.moduleSpecifier.text);
    const bindings = statement.importClause?.namedBindings;
    if (!tablesModule.test(module) || !bindings) continue;
    const names = ts.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map((element) => element.name);
    for (const name of names) owners.set(name.text, ownerOf(module));
  }
  return owners;
}

/** The leftmost name of the thing written: `members` of `members`, `tables` of `tables.members`. */
function rootName(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? rootName(node.expression) : undefined;
}

/**
 * Only the owner of a table writes it: `insert(x)`, `update(x)`, `delete(x)` where `x` comes from another folder's `tables`
 * is refused. Anyone above may read. The seed and the tests' factories build whole worlds and are left alone.
 */
export const onlyOwnersWrite: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, /^src\//)) {
    if (testFile.test(path) || /(?:^|\/)factory(?:\.ts$|\/)/.test(path)) continue;
    const file = parse(path, text);
    const owners = tablesOf(file);
    if (owners.size === 0) continue;
    for (const node of walk(file)) {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue;
      if (!writers.has(node.expression.name.text)) continue;
      const name = rootName(node.arguments[0]);
      const owner = name === undefined ? undefined : owners.get(name);
      if (owner !== undefined && !path.startsWith(`${owner}/`)) {
        found.push(`${at(node)} writes ${name}, which only ${owner} may write`);
      }
    }
  }
  return found;
};
