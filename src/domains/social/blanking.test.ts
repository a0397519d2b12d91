import { expect, test } from 'vitest';
import { blankingRule } from './components/hidden-people';

test('the cards of those who are hidden are blanked, of nobody else, and nothing but handles gets into the rule', () => {
  expect(blankingRule([])).toBe('');
  expect(blankingRule(['bo', 'eve_2'])).toBe(
    ':is([data-by="bo"],[data-by="eve_2"]) > * { visibility: hidden !important } :is([data-by="bo"],[data-by="eve_2"]) { background: var(--wall) }',
  );
  expect(blankingRule(['"] { display: none } x[y="', 'a b', '', null, 7, {}])).toBe('');
});
