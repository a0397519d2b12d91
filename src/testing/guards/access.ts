import ts from 'typescript';
import { type Access, actions, cachedFunctions, pages, routes } from '../access';
import { type Guard, hasDirective, parse, sources, type Tree, walk } from './tree';

/** A door found in the sources: its name as the table spells it, and the file it stands in. */
export type Door = { name: string; path: string; madeBy?: string };

/** `src/app/[locale]/(gallery)/explore/page.tsx` → `/[locale]/explore`: the address without route groups. */
export function addressOf(path: string): string {
  const segments = path.split('/').slice(2, -1);
  return `/${segments.filter((segment) => !/^\(.*\)$/.test(segment)).join('/')}`;
}

const methods = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

/** Names a module exports as values: constants (destructured too), functions, and named re-exports. */
function exportsOf(file: ts.SourceFile): { name: string; initializer?: ts.Expression | undefined }[] {
  return file.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      return statement.exportClause.elements.map(({ name }) => ({ name: name.text }));
    }
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [{ name: statement.name.text }] : [];
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name)
        ? [{ name: name.text, initializer }]
        : name.elements.flatMap((element) =>
            ts.isBindingElement(element) ? [{ name: element.name.getText(), initializer }] : [],
          ),
    );
  });
}

/** Every page of the tree. */
export function pagesOf(tree: Tree): Door[] {
  return [...sources(tree, /^src\/app\/(?:.*\/)?page\.tsx$/)].map(([path]) => ({ name: addressOf(path), path }));
}

/** Every method of every route handler of the tree. */
export function routesOf(tree: Tree): Door[] {
  return [...sources(tree, /^src\/app\/(?:.*\/)?route\.tsx?$/)].flatMap(([path, text]) =>
    exportsOf(parse(path, text))
      .filter(({ name }) => methods.test(name))
      .map(({ name }) => ({ name: `${name} ${addressOf(path)}`, path })),
  );
}

/** Every server action of the tree, with the name of the door that made it. */
export function actionsOf(tree: Tree): Door[] {
  return [...sources(tree, /^src\//)].flatMap(([path, text]) => {
    const file = parse(path, text);
    if (!hasDirective(file, 'use server')) return [];
    return exportsOf(file).map(({ name, initializer }) => {
      const made = initializer && [...walk(initializer)].find(ts.isCallExpression);
      const madeBy = made && ts.isIdentifier(made.expression) ? made.expression.text : undefined;
      return { name: `${path.replace(/^src\/|\.tsx?$/g, '')}#${name}`, path, ...(madeBy && { madeBy }) };
    });
  });
}

/** Every function of the tree that keeps its answers, by its directive. */
export function cachedFunctionsOf(tree: Tree): Door[] {
  return [...sources(tree, /^src\//)].flatMap(([path, text]) => {
    if (!text.includes('use cache')) return [];
    const cached = [...walk(parse(path, text))].filter(
      (node): node is ts.FunctionLikeDeclaration =>
        ts.isFunctionLike(node) &&
        'body' in node &&
        !!node.body &&
        ts.isBlock(node.body) &&
        startsWith(node.body, /^use cache/),
    );
    const nameOf = (node: ts.FunctionLikeDeclaration) =>
      node.name?.getText() ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'nameless');
    return cached.map((node) => ({ name: `${path.replace(/^src\/|\.tsx?$/g, '')}#${nameOf(node)}`, path }));
  });
}

function startsWith({ statements: [first] }: ts.Block, directive: RegExp): boolean {
  return (
    !!first &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    directive.test(first.expression.text)
  );
}

/** Which door an action listed so must be made by. */
const doorFor: Record<Access, RegExp> = {
  everyone: /^(?:visitor|public|everyone)Action$/,
  member: /^memberAction$/,
  staff: /^(?:staff|editor|admin)Action$/,
  machine: /^$/,
};

function compare(kind: string, found: Door[], listed: Record<string, Access>): string[] {
  const names = new Set(found.map(({ name }) => name));
  return [
    ...found
      .filter(({ name }) => !(name in listed))
      .map(({ name, path }) => `${path}: ${name} is not in the ${kind} of src/testing/access.ts`),
    ...Object.keys(listed)
      .filter((name) => !names.has(name))
      .map((name) => `src/testing/access.ts lists ${name}, which does not exist`),
  ];
}

/** Each page, route and action stands in the access table, and each action's door asks for the role the table names. */
export const everyDoorIsListed: Guard = (tree) => {
  const acting = actionsOf(tree);
  const wrongDoor = acting.filter(({ name, madeBy }) => {
    const access = actions[name];
    return access !== undefined && !doorFor[access].test(madeBy ?? '');
  });
  return [
    ...compare('pages', pagesOf(tree), pages),
    ...compare('routes', routesOf(tree), routes),
    ...compare('actions', acting, actions),
    ...compare('cachedFunctions', cachedFunctionsOf(tree), cachedFunctions),
    ...wrongDoor.map(
      ({ name, path, madeBy }) => `${path}: ${name} is listed for ${actions[name]}, but made by ${madeBy ?? 'no door'}`,
    ),
  ];
};
