import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTexts } from './group-texts.ts';

const TEXTS = [
  'The waiting list is far too long',
  'Bus fares are not paid',
  'Waiting lists are much too long',
  'long waiting list',
  'They do not pay for bus fares',
  '???',
  'Entirely unrelated remark',
];

describe('groupTexts', () => {
  it('groups texts with words in common, the largest group first, the most central text before the others', () => {
    expect(groupTexts(TEXTS).map(({ members }) => members)).toEqual([[3, 2, 0], [1, 4], [5], [6]]);
  });

  it('gives all of equal texts one group of cohesion 1, and of none nothing', () => {
    const [group, ...others] = groupTexts(['a b c', 'a b c', 'a b c']);
    expect(group?.members).toEqual([0, 1, 2]);
    expect(group?.cohesion).toBeCloseTo(1, 12);
    expect(others).toEqual([]);
    expect(groupTexts([])).toEqual([]);
  });

  it('puts every text in one group, the same whatever their order', () => {
    const word = fc.constantFrom('wait', 'list', 'bus', 'fare', 'long', 'staff', 'phone');
    const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    const groupsOf = (texts: readonly string[]) =>
      groupTexts(texts).map(({ members }) => members.map((at) => texts[at]));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 25 }), fc.integer(), (texts, seed) => {
        const groups = groupTexts(texts);
        expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
          texts.map((_, at) => at),
        );
        const turned = [
          ...texts.slice(seed % (texts.length || 1)),
          ...texts.slice(0, seed % (texts.length || 1)),
        ];
        expect(groupsOf(turned)).toEqual(groupsOf(texts));
      }),
      { numRuns: 60 },
    );
  });

  it('lets texts beyond those compared with each other join the group they are most like', () => {
    const threes = Array.from({ length: 999 }, (_, at) => `p${at} q${at} r${at}`.split(' '));
    const texts = threes.flatMap(([p, q, r]) => [`${p} ${q} ${r}`, `${q} ${p} ${r}`, `${r} ${p} ${q}`]);
    const groups = groupTexts(texts);
    expect(groups).toHaveLength(999);
    for (const { members } of groups) expect(new Set(members.map((at) => Math.floor(at / 3))).size).toBe(1);
  });
});
