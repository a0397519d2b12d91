import ts from 'typescript';
import { at, type Guard, parse, sources, walk } from './tree';

const runner = /^(?:it|test|describe)$/;
const turnedOff = /^(?:only|skip|skipIf|runIf|todo|fixme|fails|slow)$/;
const sleeping = /^(?:sleep|waitForTimeout)$/;
const mocking = /^vi\.(?:mock|doMock|fn|spyOn|stubGlobal|hoisted)$/;
const silenced =
  /(?:@ts-(?:ignore|nocheck|expect-error)|(?:biome|oxlint|eslint)-(?:ignore|disable)\S*)(?<rest>[^\n*]*)/g;
const saysWhy = /(?:--|:)\s*\S+\s+\S+/;

/** Tests that are turned off, sleep or replace what they test by a mock: each proves nothing while it looks green. */
export const testsAreHonest: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree, /\.test\.tsx?$|^e2e\//)) {
    for (const node of walk(parse(path, text))) {
      if (!ts.isCallExpression(node)) continue;
      const called = node.expression;
      if (mocking.test(called.getText()) && !isListening(node))
        found.push(`${at(node)} mocks; build the real thing or take it as a parameter`);
      if (ts.isPropertyAccessExpression(called)) {
        const root = called.expression.getText().split('.')[0] ?? '';
        const off = runner.test(root) && turnedOff.test(called.name.text);
        if (off) found.push(`${at(node)} turns a test off (${root}.${called.name.text})`);
        // `step.sleep` is a job's own rest, which the runner keeps; the test does not wait there.
        if (root !== 'step' && sleeping.test(called.name.text))
          found.push(`${at(node)} sleeps; wait for what you can see`);
      }
      if (path.startsWith('e2e/') && isTimedWait(node)) found.push(`${at(node)} sleeps; wait for what you can see`);
    }
  }
  return found;
};

/** `vi.spyOn(process.stdout, 'write')` hears what the log says; it takes no part of the product's place. */
function isListening({ arguments: [target] }: ts.CallExpression): boolean {
  return target !== undefined && /^process\.std(?:out|err)$/.test(target.getText());
}

/** `await new Promise((done) => setTimeout(done, 500))` and its imported form. */
function isTimedWait(node: ts.CallExpression): boolean {
  return node.expression.getText() === 'setTimeout' && ts.isAwaitExpression(enclosingStatement(node));
}

function enclosingStatement(node: ts.Node): ts.Node {
  let here: ts.Node = node;
  while (here.parent && !ts.isAwaitExpression(here) && !ts.isStatement(here)) here = here.parent;
  return here;
}

/** A rule silenced in place says why in at least two words. */
export const silencingSaysWhy: Guard = (tree) => {
  const found: string[] = [];
  for (const [path, text] of sources(tree)) {
    if (path.startsWith('src/testing/guards/')) continue;
    for (const match of text.matchAll(silenced)) {
      const line = text.slice(0, match.index).split('\n').length;
      if (!saysWhy.test(match.groups?.rest ?? '')) found.push(`${path}:${line} silences a rule without a reason`);
    }
  }
  return found;
};
