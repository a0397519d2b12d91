import ts from 'typescript';
import { pagesOf } from './access';
import { type Guard, parse, type Tree, walk } from './tree';

const proxy = 'src/proxy.ts';

/** The address patterns in the matcher of `proxy.ts` that need no condition on the query. */
function matchers(tree: Tree): string[] {
  const text = tree.get(proxy);
  if (text === undefined) return [];
  const list = [...walk(parse(proxy, text))].find(
    (node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && node.name.getText() === 'matcher',
  )?.initializer;
  return list && ts.isArrayLiteralExpression(list)
    ? list.elements.filter(ts.isStringLiteral).map(({ text }) => text)
    : [];
}

/** The part of Next's pattern language that our matchers use: `:name`, `:name(a|b)`, each with `?` or `*` behind it. */
function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\/:\w+(?:\(([^)]*)\))?([?*])?/g,
    (_, inner: string | undefined, times: string | undefined) => {
      const segment = `(?:/(?:${inner ?? '[^/]+'}))`;
      return `${segment}${times ?? ''}`;
    },
  );
  return new RegExp(`^${source}/?$`);
}

/** An address somebody could type for a page's pattern, in the default language and in Chinese. */
function examples(address: string): string[] {
  const path = address.replace('/[locale]', '').replace(/\[[^\]]*\]/g, 'example');
  return [path || '/', `/zh${path}`];
}

/**
 * Pages of `(personal)` are drawn for each request and need the proxy's marker for their status codes and nonces; a cached page that passed
 * the proxy would no longer be cached. So the proxy's matcher and the route group must name the same pages.
 */
export const proxyKnowsPersonalPages: Guard = (tree) => {
  const patterns = matchers(tree).map(toRegExp);
  return pagesOf(tree).flatMap(({ name, path }) => {
    const isPersonal = path.includes('/(personal)/');
    const wrong = examples(name).filter((example) => patterns.some((pattern) => pattern.test(example)) !== isPersonal);
    const what = isPersonal ? 'is personal, but not in the matcher of' : 'is cached, but in the matcher of';
    return wrong.map((example) => `${path}: ${example} ${what} ${proxy}`);
  });
};
