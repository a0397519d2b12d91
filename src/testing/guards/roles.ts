import ts from 'typescript';
import { at, type Guard, hasDirective, parse, sources, testFile, walk } from './tree';

const serverRoles = /^src\/domains\/[^/]+\/(?:queries|commands|visibility)(?:\.ts$|\/)|^src\/platform\//;
/** Modules of `platform` which the browser, the build or a process without Next also needs: pure values, no secrets. */
const alsoElsewhere =
  /^src\/platform\/(?:env|log|rendering|db\/migrate)\.ts$|^src\/platform\/(?:twins|supervisor)\/|\/(?:tables|factory)(?:\.ts$|\/)/;

/** Queries, commands, visibility and the doors of `platform` import `server-only` first, so that no bundle for browsers takes them. */
export const serverOnlyFirst: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, serverRoles)) {
    if (testFile.test(path) || alsoElsewhere.test(path)) continue;
    const file = parse(path, text);
    const code = file.statements.filter((statement) => !isTypeOnly(statement));
    const runs = code.some((statement) => ts.isImportDeclaration(statement)) && !isPureModule(file);
    const [first] = file.statements.filter((statement) => !ts.isExpressionStatement(statement));
    const imports = first && ts.isImportDeclaration(first) && ts.isStringLiteral(first.moduleSpecifier);
    if (runs && !(imports && first.moduleSpecifier.text === 'server-only')) {
      found.push(`${path}:1 does not import 'server-only' first`);
    }
  }
  return found;
};

function isTypeOnly(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
}

/** Imports nothing that runs but pure values: the kernel and Zod. */
function isPureModule(file: ts.SourceFile): boolean {
  return file.statements
    .filter(ts.isImportDeclaration)
    .filter((statement) => !isTypeOnly(statement))
    .every(
      (statement) =>
        ts.isStringLiteral(statement.moduleSpecifier) && /^(?:@\/kernel\/|zod$)/.test(statement.moduleSpecifier.text),
    );
}

/**
 * Each export of a `'use server'` file is a public endpoint, so each is made by a door (`memberAction({ … })`), never a bare function:
 * the door parses, asks who, checks the origin and limits.
 */
export const actionsComeThroughDoors: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, /^src\//)) {
    const file = parse(path, text);
    for (const node of walk(file)) {
      if (
        ts.isFunctionLike(node) &&
        'body' in node &&
        node.body &&
        ts.isBlock(node.body) &&
        startsWithUseServer(node.body)
      ) {
        found.push(`${at(node)} is an action inside another file; actions live in actions.ts, made by a door`);
      }
    }
    if (!hasDirective(file, 'use server')) continue;
    for (const statement of file.statements) {
      if (isExported(statement) && !isTypeOnly(statement) && !isMadeByDoor(statement)) {
        found.push(`${at(statement)} exports an endpoint that is not made by a door (…Action({ input, run }))`);
      }
    }
  }
  return found;
};

function startsWithUseServer(body: ts.Block): boolean {
  const [first] = body.statements;
  return (
    !!first &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use server'
  );
}

function isExported(statement: ts.Statement): boolean {
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function isMadeByDoor(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ initializer }) =>
      initializer &&
      ts.isCallExpression(initializer) &&
      ts.isIdentifier(initializer.expression) &&
      initializer.expression.text.endsWith('Action'),
  );
}

const impure = /^(?:Date\.now|Math\.random|crypto\.\w+|performance\.now|fetch)$/;

/** Rules and inputs take the time and chance they need as parameters; the same question gets the same answer. */
export const rulesAreTimeless: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, /^src\/domains\/[^/]+\/(?:rules|inputs)(?:\.ts$|\/)/)) {
    if (testFile.test(path)) continue;
    for (const node of walk(parse(path, text))) {
      const isNow = ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;
      const isCall = ts.isCallExpression(node) && impure.test(node.expression.getText());
      if (isNow || isCall)
        found.push(`${at(node)} asks the clock, chance or the network: rules take \`now\` as a parameter`);
    }
  }
  return found;
};
