import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, notificationKinds, weekBefore } from './rules';

const told = fc.record({
  kind: fc.constantFrom(...notificationKinds),
  image: fc.option(fc.record({ ref: fc.constantFrom('a', 'b', 'c') })),
  isNew: fc.boolean(),
});
const rows = fc.array(told, { maxLength: 80 }).map((list) => list.map((row, place) => ({ id: 1_000 - place, ...row })));

describe('groups', () => {
  it('hold each row exactly once, newest first, and stop before one too many', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (list, most) => {
        const { groups, used } = groupsOf(list, most);
        expect(groups.length).toBeLessThanOrEqual(most);
        expect(groups.flat().sort((a, b) => b.id - a.id)).toEqual(list.slice(0, used));
        const heads = groups.map(([head]) => head?.id ?? 0);
        expect(heads).toEqual(heads.toSorted((a, b) => b - a));
        // It stops only for a group too many, never early.
        expect(used === list.length || groups.length === most).toBe(true);
      }),
    );
  });

  it('put together who follows, and who likes the same image; words stand alone, and new ones apart from old ones', () => {
    const row = (id: number, kind: 'liked' | 'followed' | 'commented', ref: string | null, isNew = true) => ({
      id,
      kind,
      image: ref === null ? null : { ref },
      isNew,
    });
    const list = [
      row(9, 'liked', 'a'),
      row(8, 'followed', null),
      row(7, 'liked', 'b'),
      row(6, 'liked', 'a'),
      row(5, 'commented', 'a'),
      row(4, 'commented', 'a'),
      row(3, 'followed', null),
      row(2, 'liked', 'a', false),
    ];
    const ids = groupsOf(list, 20).groups.map((group) => group.map(({ id }) => id));
    expect(ids).toEqual([[9, 6], [8, 3], [7], [5], [4], [2]]);
  });
});

describe('the week of a digest', () => {
  it.each([
    ['on the Monday it is sent', '2026-11-23T08:00:00Z'],
    ['when the clock is a moment early', '2026-11-23T07:59:59.900Z'],
    ['when the run was missed and is made up for', '2026-11-29T23:59:59Z'],
    ['at the first moment of the next', '2026-11-23T00:00:00Z'],
  ])('is the last whole one, from Monday to Monday, %s', (_, now) => {
    expect(weekBefore(new Date(now))).toEqual({
      from: new Date('2026-11-16T00:00:00Z'),
      to: new Date('2026-11-23T00:00:00Z'),
    });
  });
});
