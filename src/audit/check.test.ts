import { describe, expect, it } from 'vitest';
import { type Exact, ratio, sampleSd } from '../exact/ratio.ts';
import { cellKey, type FrequencyCell, type FrequencyTable } from '../likert/frequency.ts';
import type { Cell, Figure, Table } from '../render/contract.ts';
import type { PublishedCount, PublishedFigures, PublishedLikert, PublishedText } from '../study/published.ts';
import { smallStudy } from '../study/testing/small-study.ts';
import { checkFigures } from './check.ts';
import { hasFailed } from './check-report.ts';

// Day centre, "works well": levels 1 to 5 were chosen 1, 0, 1, 3, 3 times:
// n 8, agreeing 6 (75 %), Σx 31 (3.875), Σx² 133, SD √((8·133 − 31²)/56) = √(103/56) = 1.3562.
const COUNTS = [1, 0, 1, 3, 3, 0];
// Prefers joint services: 4 yes, 5 no.
const YES_NO = [4, 5];

const RATING: PublishedLikert = {
  kind: 'likert',
  file: 'likert.csv',
  row: 2,
  tables: ['T.1', 'T.2'],
  respondents: 'staff',
  statement: 'The service works well',
  group: 'DC',
  headerN: '8',
  percent: '75',
  mean: '3.88',
  sd: '1.36',
  scaleMin: 1,
  scaleMax: 5,
};
const COUNT: PublishedCount = {
  kind: 'count',
  file: 'counts.csv',
  row: 2,
  table: 'T.3',
  phase: 'Wave 1',
  label: 'Both',
  respondents: 'staff',
  count: '4',
  percent: '44',
  statement: 'Prefers joint services',
};
const TEXT: PublishedText = {
  kind: 'text',
  file: 'text.csv',
  row: 2,
  section: '1.1',
  phase: 'Wave 1',
  respondents: 'staff',
  group: 'all',
  measure: 'does not prefer joint services',
  percent: '56',
};

function check(published: Partial<PublishedFigures>, headerN = 8) {
  return checkFigures({
    study: smallStudy(),
    frequencies: frequencies(),
    tables: tables(headerN),
    quoted: [ratio(5, 9)],
    published: { likert: [], counts: [], texts: [], ...published },
  });
}

describe('checkFigures', () => {
  it('matches every figure of a rating, and its header n', () => {
    const report = check({ likert: [RATING] });
    expect(report.cells).toEqual([
      {
        id: 'T.1/T.2|staff|DC|The service works well',
        table: 'T.1/T.2',
        row: 'The service works well',
        column: 'DC',
        kind: 'triple',
        figures: {
          percent: { published: '75', ours: '75', verdict: 'match' },
          mean: { published: '3.88', ours: '3.88', verdict: 'match' },
          sd: { published: '1.36', ours: '1.36', verdict: 'match' },
        },
        verdict: 'match',
        searched: [2, 8],
        reason: '',
      },
      {
        id: 'n|T.1/T.2|staff|DC',
        table: 'T.1/T.2',
        row: '(header n)',
        column: 'DC',
        kind: 'n',
        figures: { n: { published: '8', ours: '8', verdict: 'match' } },
        verdict: 'match',
        searched: null,
        reason: '',
      },
    ]);
    expect(hasFailed(report)).toBe(false);
  });

  it('says rounding where figures are cut off: 3.875 as 3.87 and 1.3562 as 1.35', () => {
    const [cell] = check({ likert: [{ ...RATING, mean: '3.87', sd: '1.35', headerN: '120' }] }).cells;
    expect(cell).toMatchObject({
      verdict: 'rounding',
      reason:
        'mean 3.87 printed, ours 3.88, equal when truncated; SD 1.35 printed, ours 1.36, equal when truncated (our n 8)',
    });
  });

  it('says none rather than rounding where no answers in range give the figures as rounded', () => {
    expect(check({ likert: [{ ...RATING, mean: '3.87' }] }).cells[0]).toMatchObject({
      verdict: 'none',
      figures: { mean: { verdict: 'rounding' }, sd: { verdict: 'match' } },
      reason:
        'no n from 2 to 8 gives the published figures; mean 3.87 printed, ours 3.88, equal when truncated (our n 8)',
    });
  });

  it('differs where other answers would give what is printed: 3.75 is 30/8', () => {
    // Levels chosen 1, 0, 1, 4, 2 times: 6 of 8 agree, Σx 30, Σx² 124, SD √((992 − 900)/56) = 1.2817.
    const report = check({ likert: [{ ...RATING, mean: '3.75', sd: '1.28' }] });
    expect(report.cells[0]).toMatchObject({
      verdict: 'differs',
      searched: [2, 8],
      reason: 'mean 3.75 printed, ours 3.88; SD 1.28 printed, ours 1.36 (our n 8)',
    });
    expect(hasFailed(report)).toBe(true);
  });

  it('says none, with the range, where no number of respondents has such answers, and still compares each figure', () => {
    // Of n from 2 to 8 only 4 and 8 give 75 %, and only 8 gives 3.88; 0.20 is too small for 6 agreeing and 2 not.
    const report = check({ likert: [{ ...RATING, sd: '0.20' }] });
    expect(report.cells[0]).toMatchObject({
      verdict: 'none',
      figures: { percent: { verdict: 'match' }, mean: { verdict: 'match' }, sd: { verdict: 'differs' } },
      reason: 'no n from 2 to 8 gives the published figures; SD 0.20 printed, ours 1.36 (our n 8)',
    });
    expect(hasFailed(report)).toBe(false);
  });

  it('searches up to the header n where that is larger than any base we know', () => {
    const [cell] = check({ likert: [{ ...RATING, headerN: '40', sd: '0.20' }] }).cells;
    expect(cell?.searched).toEqual([2, 40]);
  });

  it('calls another header n base, which fails nothing', () => {
    const report = check({ likert: [RATING] }, 9);
    expect(report.cells[1]).toMatchObject({
      verdict: 'base',
      figures: { n: { published: '8', ours: '9', verdict: 'base' } },
      reason: 'printed n=8; the most who answered one of its items here is 9',
    });
    expect(hasFailed(report)).toBe(false);
  });

  it('calls header ns that contradict each other a conflict', () => {
    const other = { ...RATING, row: 3, statement: 'The service is timely', headerN: '9' };
    expect(check({ likert: [RATING, other] }).cells.at(-1)).toMatchObject({
      verdict: 'conflict',
      reason: 'the published rows print 8 and 9 over the same column',
    });
  });

  it('matches a count with its percentage and a quoted percentage', () => {
    expect(check({ counts: [COUNT], texts: [TEXT] }).summary).toMatchObject({ match: 2, differs: 0 });
  });

  it('calls 57 % who do not prefer a conflict with 4 of 9 who do', () => {
    const report = check({ counts: [COUNT], texts: [{ ...TEXT, percent: '57' }] });
    expect(report.cells[1]).toMatchObject({
      verdict: 'conflict',
      reason:
        '57 % cannot stand beside 4 (44 %) for the other answers to this question in table T.3: no number of respondents gives both; % 57 printed, ours 56',
    });
    expect(hasFailed(report)).toBe(false);
  });

  it('calls 57 % a difference where nothing that was published contradicts it', () => {
    expect(check({ texts: [{ ...TEXT, percent: '57' }] }).cells[0]?.verdict).toBe('differs');
  });

  it('calls a count and percentage that no base gives none', () => {
    // 4 of 9 is 44 %; 4 of 8 is 50 %: nothing gives 47 % up to 9.
    expect(check({ counts: [{ ...COUNT, percent: '47' }] }).cells[0]).toMatchObject({
      verdict: 'none',
      searched: [2, 9],
      reason: 'no n from 2 to 9 gives the published figures; % 47 printed, ours 44',
    });
  });

  it('misses what the study has no cell for, with the nearest', () => {
    const report = check({ counts: [{ ...COUNT, statement: 'Prefer joint service' }] });
    expect(report.cells[0]).toMatchObject({
      verdict: 'missing',
      figures: { count: { published: '4', ours: null, verdict: 'missing' } },
      reason:
        'counts.csv:2: row: expected a row of table T.3, found "Prefer joint service" — the nearest is "Prefers joint services"',
    });
    expect(hasFailed(report)).toBe(true);
  });
});

function frequencies(): FrequencyTable {
  const cells = [tally('day-centre.works', COUNTS, 8), tally('prefers-joint', YES_NO, 9)];
  return {
    cells: new Map(cells.map((cell) => [cellKey(cell.address), cell])),
    usable: new Map([['staff-1|', 10]]),
  };
}

function tally(question: string, counts: readonly number[], answered: number): FrequencyCell {
  const others = {
    asked: answered,
    dontKnow: 0,
    otherMissing: 0,
    blank: 0,
    notAsked: 0,
    respondents: answered,
  };
  return {
    address: { questionnaire: 'staff-1', question, item: '', dims: {} },
    tally: { counts, answered, ...others },
  };
}

function tables(headerN: number): Table[] {
  const none: Cell = { pattern: 'none', figures: [] };
  const works: Cell = { pattern: 'single', figures: [figure('percent', ratio(6, 8), 0)] };
  const meanSd: Cell = {
    pattern: 'mean-sd',
    figures: [figure('mean', ratio(31, 8), 2), figure('sd', sampleSd(8, 31, 133), 2)],
  };
  const joint: Cell = {
    pattern: 'percent-count',
    figures: [figure('percent', ratio(4, 9), 0), figure('count', ratio(4, 1), 0)],
  };
  const n = figure('count', ratio(headerN, 1), 0);
  const columns = [
    { group: null, label: 'H', headerN: n },
    { group: null, label: 'DC', headerN: n },
  ];
  const row = (cells: readonly Cell[]) => ({ stub: [], label: '', cells });
  const shared = {
    caption: '',
    section: '',
    stubHeaders: [],
    notes: [],
    source: '',
    synthetic: false,
    cleared: true,
  };
  return [
    { id: 'T.1', columns, rows: [row([none, works]), row([none, none])], ...shared },
    { id: 'T.2', columns, rows: [row([none, meanSd]), row([none, none])], ...shared },
    { id: 'T.3', columns: [{ group: null, label: '% (n)', headerN: null }], rows: [row([joint])], ...shared },
  ];
}

function figure(measure: Figure['measure'], exact: Exact | null, decimals: number): Figure {
  return { result: '', exact, shorthand: null, measure, decimals };
}
