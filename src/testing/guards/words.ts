import ts from 'typescript';
import { at, type Guard, parse, sources, testFile, walk } from './tree';

/** Attributes people read or hear. */
const spoken = /^(?:aria-label|aria-description|aria-roledescription|alt|title|placeholder|label)$/;
const word = /\p{L}{2,}/u;
/** Names that are the same in every language. */
const names = /^(?:Vitrine|English|中文|简体中文|GitHub|Google|RSS|Atom)$/;

/** When the whole frame of the site broke there is no catalogue to ask: this one page says both languages itself. */
const withoutCatalogue = 'src/app/global-error.tsx';

/** Words people read come from the catalogues: no text between tags and none in a spoken attribute stands in the code. */
export const wordsComeFromCatalogues: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, /^src\/(?:app|domains|ui)\/.*\.tsx$/)) {
    if (testFile.test(path) || path === withoutCatalogue) continue;
    for (const node of walk(parse(path, text))) {
      const words = wordsOf(node);
      if (words !== undefined && word.test(words) && !names.test(words.trim())) {
        found.push(`${at(node)} holds the words “${words.trim().slice(0, 40)}”; they belong in the catalogues`);
      }
    }
  }
  return found;
};

function wordsOf(node: ts.Node): string | undefined {
  if (isCode(node.parent)) return undefined;
  if (ts.isJsxText(node)) return node.text;
  if (
    ts.isJsxAttribute(node) &&
    spoken.test(node.name.getText()) &&
    node.initializer &&
    ts.isStringLiteral(node.initializer)
  ) {
    return node.initializer.text;
  }
  const inside = ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) ? node.expression : undefined;
  return inside && ts.isStringLiteralLike(inside) ? inside.text : undefined;
}

/** The content of `<style>` and `<script>` is read by machines. */
function isCode(parent: ts.Node | undefined): boolean {
  return !!parent && ts.isJsxElement(parent) && /^(?:style|script)$/.test(parent.openingElement.tagName.getText());
}
