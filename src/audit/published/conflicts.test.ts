import { describe, expect, it } from 'vitest';
import { countConflicts } from './count-conflicts.ts';
import { names } from './known-bases.ts';
import type { PrintedCell, PrintedCount, PrintedQuote } from './printed-cell.ts';
import { quoteConflicts, repeatConflicts } from './quote-conflicts.ts';
import { sameStatement } from './same-statement.ts';

const COUNT: PrintedCount = {
  file: 'counts.csv',
  line: 2,
  table: 'T',
  phase: '',
  row: 'Wales',
  statement: '',
  column: '',
  respondents: 'staff',
  count: 11,
  percent: '33',
  n: null,
};
const QUOTE: PrintedQuote = {
  file: 'text.csv',
  line: 2,
  section: '4.5',
  phase: '',
  respondents: 'staff',
  group: 'all',
  measure: 'does not prefer joint services',
  percent: '57',
};
const CELL: PrintedCell = {
  file: 'likert.csv',
  line: 2,
  table: 'T.1',
  row: 'I am confident that everyone is referred',
  column: 'A',
  respondents: 'staff',
  n: 30,
  figures: { percent: '70', mean: '5.10', sd: '1.20' },
  scale: [1, 7],
};
const kinds = (...counts: Partial<PrintedCount>[]) =>
  countConflicts(counts.map((count) => ({ ...COUNT, ...count }))).map(({ kind, text }) => `${kind}: ${text}`);

describe('count against percentage', () => {
  it('11 (33 %) can only be of 33; 3 (47 %) is of nobody', () => {
    expect(kinds({ n: 33 })).toEqual([]);
    expect(kinds({ n: 35 })[0]).toMatch(
      /^count-base: 11 \(33 %\) implies a base of 33, and n = 35 is printed, of which 11 is 31.4 %/,
    );
    expect(kinds({ count: 3, percent: '47' })[0]).toMatch(
      /^count-percent: 3 \(47 %\): 3 is 47 % of no whole number/,
    );
    expect(kinds({ count: 0, percent: '3' })[0]).toMatch(/^count-percent: 0 people are 0 %/);
  });

  it('rows add up to the total, percentages to 100 within what rounding can do', () => {
    const thirds = [1, 2, 3].map((row) => ({ row: `r${row}`, count: 1, percent: '33' }));
    expect(kinds(...thirds, { row: 'Total', count: 3, percent: null })).toEqual([]);
    expect(kinds(...thirds, { row: 'Total', count: 4, percent: null })[0]).toMatch(
      /^sum-of-counts: The 3 rows add up to 3; the total printed is 4\./,
    );
    const halves = [
      { row: 'a', count: 1, percent: '50' },
      { row: 'b', count: 1, percent: '53' },
    ];
    expect(kinds(...halves, { row: 'Total', count: 2, percent: null }).join()).toContain(
      'sum-of-percentages: The percentages add up to 103; rounding 2 of them can make 99 to 101',
    );
  });
});

describe('the running text against tables', () => {
  it('57 % who do not prefer cannot stand beside 4 (44 %) who do: five of nine is 55.6 %', () => {
    const counts = [
      { ...COUNT, row: 'Both', statement: 'Preference for joint services', count: 4, percent: '44' },
    ];
    const found = quoteConflicts({ cells: [], counts, quotes: [QUOTE], faults: [] });
    expect(found.map(({ text }) => text)).toEqual([
      '57 % cannot stand beside 4 (44 %) in T for all the other answers (“Preference for joint services”): 5 of 9 is 55.6 %, not 57 %. Source: comparison of shares; the statements were matched by their words, so compare them.',
    ]);
    const right = { ...QUOTE, percent: '56' };
    expect(quoteConflicts({ cells: [], counts, quotes: [right], faults: [] })).toEqual([]);
  });

  it('a percentage of the same statement, and one pooled over columns', () => {
    const cells = [CELL, { ...CELL, column: 'B', figures: { ...CELL.figures, percent: '90' } }];
    const quote = { ...QUOTE, measure: `${CELL.row} (agree)`, group: 'B', percent: '90' };
    const texts = (quotes: PrintedQuote[]) =>
      quoteConflicts({ cells, counts: [], quotes, faults: [] }).length;
    expect(texts([quote])).toBe(0);
    expect(texts([{ ...quote, percent: '91' }])).toBe(1);
    expect(texts([{ ...quote, group: 'pooled over groups', percent: '78' }])).toBe(0);
    expect(texts([{ ...quote, group: 'pooled over groups', percent: '93' }])).toBe(1);
  });

  it('one figure quoted differently in two tables', () => {
    const other = { ...CELL, table: 'T.2', figures: { ...CELL.figures, mean: '5.20' } };
    expect(repeatConflicts([CELL, other]).map(({ text }) => text)).toEqual([
      'mean 5.20 is printed here and 5.10 in T.1 (likert.csv:2) for the same row, column and n. Source: comparison.',
    ]);
    expect(repeatConflicts([CELL, { ...other, figures: { ...CELL.figures, mean: '5.1' } }])).toEqual([]);
  });
});

it('statements are matched by their words in order, and a negation turns them round', () => {
  expect(sameStatement('does not prefer co-commissioning', 'Preference for co-commissioning')).toBe(
    'complement',
  );
  expect(
    sameStatement(
      'refers people to this service (yes)',
      'I know which people on probation to refer to services',
    ),
  ).toBeNull();
  expect(sameStatement('', 'anything')).toBeNull();
});

it.each([
  ["Women's Services", 'WS', true],
  ['Accommodation', 'ACC', true],
  ['Personal Wellbeing', 'PWB', true],
  ['Employment, Training and Education', 'ETE', true],
  ['Finance Benefit and Debt', 'FBD', true],
  ['Dependency and Recovery', 'D&R', true],
  ['Personal Wellbeing', 'WS', false],
  ['Accommodation', 'A', false],
])('%s, named %s: %s', (label, heading, is) => {
  expect(names(label, heading)).toBe(is);
});
