import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../study/problem.ts';
import { readHeader } from './header-cell.ts';
import { readPrintedSheet } from './printed-sheet.ts';

const NOTE = 'Responses were scored on a 1-7 scale. Social value was rated on a scale of 0-10';
const sheet = (...rows: string[][]) => readPrintedSheet({ file: 'draft.xlsx', name: 'Sheet1', rows }, null);

describe('tables as reports print them', () => {
  it('a table of percentages and one of mean (SD) with the same rows and columns are one', () => {
    const { cells, faults } = sheet(
      ['Table B.1: Agreement'],
      ['Statement', 'WS (n=28)', 'ACC (n=49)'],
      ['Works well', '75', 'n/a'],
      [NOTE],
      [],
      ['Table B.2: Mean (sd)'],
      ['Statement', 'WS (n=28)', 'ACC (n=49)'],
      ['Works well', '5.75 (1.82)', 'n/a'],
      ['Social Value Score', '7.79 (2.23)', '4.36 (3.16)'],
      [NOTE],
    );
    expect(faults).toEqual([]);
    expect(
      cells.map(({ table, row, column, n, figures, scale }) => [table, row, column, n, figures, scale]),
    ).toEqual([
      ['B.1/B.2', 'Works well', 'WS', 28, { percent: '75', mean: '5.75', sd: '1.82' }, [1, 7]],
      ['B.1/B.2', 'Social Value Score', 'WS', 28, { percent: null, mean: '7.79', sd: '2.23' }, [0, 10]],
      ['B.1/B.2', 'Social Value Score', 'ACC', 49, { percent: null, mean: '4.36', sd: '3.16' }, [0, 10]],
    ]);
  });

  it('two rows of headings, and an n that stands over the percentage alone', () => {
    const { cells } = sheet(
      ['Table B.9'],
      ['Statement', 'Probation', 'Probation', 'CRS', 'CRS'],
      ['', '% Agreement (n=89)', 'Mean (SD)', '% Agreement (n=149)', 'Mean (SD)'],
      ['Unmet needs', '78', '5.88 (1.50)', '78', '5.32(1.67)'],
      [NOTE],
    );
    expect(
      cells.map(({ column, n, figures }) => [column, n, figures.percent, figures.mean, figures.sd]),
    ).toEqual([
      ['Probation', 89, '78', '5.88', '1.50'],
      ['CRS', 149, '78', '5.32', '1.67'],
    ]);
  });

  it('33 (11) is a percentage and a count, 11 (33) the other way round, as the heading says', () => {
    const counts = (heading: string, text: string) =>
      sheet(['Service', heading], ['Women', text]).counts.map(({ count, percent }) => [count, percent]);
    expect(counts('% present (n)', '33 (11)')).toEqual([[11, '33']]);
    expect(counts('n (%)', '11 (33)')).toEqual([[11, '33']]);
  });

  it('faults are said with table, row and column, and the rest is read', () => {
    const { cells, faults } = sheet(
      ['Table C.1'],
      ['Statement', 'A (n=20)', 'B (n=0)', 'C (n=30)'],
      ['Good', '5.15 (1.20)', '5.15 (1.20)', 'about 5'],
      [NOTE],
    );
    expect(cells.length).toBe(1);
    expect(faults.map(({ problem }) => formatProblem(problem))).toEqual([
      'draft.xlsx:3: column D: expected a figure such as 75, 5.75 (1.82) or 33 (11), found "about 5" (table C.1, row “Good”, column C)',
      'draft.xlsx:3: expected an n above 0 in the heading, as (n=28), found n = 0 (table C.1, row “Good”, column B)',
    ]);
  });
});

it.each([
  ['WS (n=28)', { label: 'WS', measure: null, n: 28 }],
  ['% agreement (n=197)', { label: '', measure: 'percent', n: 197 }],
  ['Mean (SD)', { label: '', measure: 'pair', n: null }],
  ['% Co-location present (n)', { label: 'Co-location present', measure: 'percent-count', n: null }],
  ['D&R (N = 1,031)', { label: 'D&R', measure: null, n: 1031 }],
])('heading %s', (text, expected) => {
  expect(readHeader(text)).toEqual(expected);
});
