import ts from 'typescript';
import { at, parse, sources, type Tree, testFile, walk } from './tree';

/** What the code asks of the catalogues. */
export type MessageUses = {
  /** Whole keys, known from literals. */
  keys: { key: string; where: string }[];
  /** Beginnings of keys put together at run time (`t(\`state.${state}\`)`): everything below counts as used. */
  prefixes: string[];
};

const makers = /^(?:useTranslations|getTranslations|createTranslator)$/;
const asking = /^(?:rich|markup|raw|has)$/;

/** Reads every translator made in the tree and every key asked of it, and the codes of refusals, which `refusals` translates. */
export function usedMessages(tree: Tree): MessageUses {
  const uses: MessageUses = { keys: [], prefixes: [] };
  const house = refusers(tree);
  for (const [path, text] of sources(tree, /^src\//)) {
    if (testFile.test(path) || path.startsWith('src/platform/twins/') || path.startsWith('src/platform/supervisor/'))
      continue;
    for (const node of walk(parse(path, text))) {
      readRefusal(node, house, uses);
      if (ts.isCallExpression(node)) readAsking(node, uses);
    }
  }
  return uses;
}

/** Codes look like `images.too-large`, led by the part of the house that refuses; logs name their lines alike and are left out. */
const refusalCode = /^[a-z]+\.[a-z]+(?:-[a-z0-9]+)*$/;

/** The parts of the house that may refuse: `site` and every folder of `domains` and `platform`. */
function refusers(tree: Tree): Set<string> {
  const folders = [...tree.keys()].flatMap((path) => /^src\/(?:domains|platform)\/([a-z]+)\//.exec(path)?.[1] ?? []);
  return new Set(['site', ...folders]);
}

/** A refusal `images.too-large` is told to people as `refusals.images-too-large`: a dot would begin a namespace. */
function readRefusal(node: ts.Node, house: Set<string>, uses: MessageUses) {
  if (!ts.isStringLiteralLike(node) || !refusalCode.test(node.text)) return;
  if (!house.has(node.text.split('.')[0] ?? '') || isLogLine(node)) return;
  uses.keys.push({ key: `refusals.${node.text.replace('.', '-')}`, where: at(node) });
}

function isLogLine(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression.getText().startsWith('log.');
}

function readAsking(call: ts.CallExpression, uses: MessageUses) {
  const target =
    ts.isPropertyAccessExpression(call.expression) && asking.test(call.expression.name.text)
      ? call.expression.expression
      : call.expression;
  if (!ts.isIdentifier(target)) return;
  const namespace = namespaceOf(target);
  if (namespace === undefined) return;
  const prefix = namespace === '' ? '' : `${namespace}.`;
  const [key] = call.arguments;
  const literals = literalsOf(key);
  if (literals.length > 0) {
    for (const literal of literals) uses.keys.push({ key: prefix + literal, where: at(call) });
  } else if (namespace !== 'refusals') {
    // Put together at run time: what stands before the first value is known.
    uses.prefixes.push(prefix + (key && ts.isTemplateExpression(key) ? key.head.text : ''));
  }
}

/** The texts an expression can be: a literal, or either branch of a choice between literals. */
function literalsOf(node: ts.Expression | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isConditionalExpression(node)) return [];
  const [yes, no] = [literalsOf(node.whenTrue), literalsOf(node.whenFalse)];
  return yes.length > 0 && no.length > 0 ? [...yes, ...no] : [];
}

/** The namespace of the translator a name stands for, looked up from the inside out; undefined when the name is no translator. */
function namespaceOf(name: ts.Identifier): string | undefined {
  for (let scope: ts.Node = name.parent; scope; scope = scope.parent) {
    if (ts.isFunctionLike(scope)) {
      const typed = scope.parameters.find((parameter) => parameter.name.getText() === name.text);
      if (typed) return namespaceOfType(typed.type);
    }
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    for (const statement of scope.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      for (const declaration of statement.declarationList.declarations) {
        const found = namespaceOfDeclaration(declaration, name.text);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

/** Also in `const [image, t] = await Promise.all([find(…), getTranslations('images')])`. */
function namespaceOfDeclaration({ name, initializer }: ts.VariableDeclaration, wanted: string): string | undefined {
  if (!initializer) return undefined;
  if (ts.isIdentifier(name)) return name.text === wanted ? namespaceOfMaker(initializer) : undefined;
  if (!ts.isArrayBindingPattern(name)) return undefined;
  const index = name.elements.findIndex((element) => ts.isBindingElement(element) && element.name.getText() === wanted);
  const made = unwrap(initializer);
  const list = ts.isCallExpression(made) ? made.arguments[0] : undefined;
  const element = index >= 0 && list && ts.isArrayLiteralExpression(list) ? list.elements[index] : undefined;
  return element ? namespaceOfMaker(element) : undefined;
}

function unwrap(node: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
}

/** `getTranslations('images')`, `getTranslations({ locale, namespace: 'images' })`, `createTranslator({ …, namespace })`, `mailWords(locale)`. */
function namespaceOfMaker(expression: ts.Expression): string | undefined {
  const made = unwrap(expression);
  if (ts.isCallExpression(made) && made.expression.getText() === 'mailWords') return 'mails';
  if (!ts.isCallExpression(made) || !makers.test(made.expression.getText())) return undefined;
  const [argument] = made.arguments;
  if (!argument) return '';
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return '';
  const namespace = argument.properties.find((property) => property.name?.getText() === 'namespace');
  return namespace && ts.isPropertyAssignment(namespace) && ts.isStringLiteralLike(namespace.initializer)
    ? namespace.initializer.text
    : '';
}

/** `t: Translator<'images'>` names its namespace in the type. */
function namespaceOfType(type: ts.TypeNode | undefined): string | undefined {
  if (!type || !/Translator|Translations/.test(type.getText())) return undefined;
  return /['"](?<namespace>[\w.]+)['"]/.exec(type.getText())?.groups?.namespace ?? '';
}
