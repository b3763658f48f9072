import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../study/problem.ts';
import { auditTables } from './audit-tables.ts';
import type { PrintedTables } from './printed-cell.ts';
import { readTextSheet } from './sheet-cells.ts';

const HEADER = 'table,statement,group,n,percent,mean,sd,scale_min,scale_max'.split(',');

function read(...rows: string[]): PrintedTables {
  return readTextSheet({ file: 'draft.csv', records: [HEADER, ...rows.map((row) => row.split(','))] }, null);
}

const GOOD = 'T.1,Works well,WS,28,75,5.75,1.82,1,7';
const WHERE = 'table T.1, row “Works well”, column WS';

describe('wrong input is said with table, row and column, and the rest is audited', () => {
  it.each([
    [
      'a mean outside the scale',
      'T.1,Works well,WS,28,75,7.75,1.82,1,7',
      `draft.csv:3: mean: expected a mean on the scale (1 to 7), found 7.75 (${WHERE}) — no answers on this scale can have it: check the figure and the scale`,
    ],
    [
      'n = 0',
      'T.1,Works well,WS,0,75,5.75,1.82,1,7',
      `draft.csv:3: n: expected a number of respondents above 0, found "0" (${WHERE}) — without n nothing can be said of the cell`,
    ],
    [
      'an SD without a mean',
      'T.1,Works well,WS,28,75,,1.82,1,7',
      `draft.csv:3: sd: expected a mean beside the SD, found an SD alone (${WHERE}) — add the mean, or leave the SD out`,
    ],
    [
      'text where a number belongs',
      'T.1,Works well,WS,28,75,five,1.82,1,7',
      `draft.csv:3: mean: expected a figure as printed, such as 5.40, found "five" (${WHERE}) — correct the transcription`,
    ],
    [
      'a percentage above 100',
      'T.1,Works well,WS,28,175,5.75,1.82,1,7',
      `draft.csv:3: percent: expected a percentage from 0 to 100, found 175 (${WHERE})`,
    ],
    [
      'a scale upside down',
      'T.1,Works well,WS,28,75,5.75,1.82,7,1',
      `draft.csv:3: scale_max: expected a number above 7, found 1 (${WHERE}) — give the lowest score first`,
    ],
  ])('%s', (_, row, message) => {
    const tables = read(GOOD, row);
    expect(tables.faults.map(({ problem }) => formatProblem(problem))).toEqual([message]);
    const [fault] = tables.faults;
    expect([fault?.table, fault?.row, fault?.column]).toEqual(['T.1', 'Works well', 'WS']);
    const report = auditTables(tables);
    expect(report.summary).toEqual({ at_n: 1, smaller: 0, larger: 0, none: 0 });
    expect(report.conflicts.map(({ kind, text }) => [kind, text])).toEqual([['input', message]]);
  });

  it('a header that cannot be read', () => {
    const { faults } = readTextSheet(
      {
        file: 'draft.csv',
        records: [
          ['a', 'b'],
          ['1', '2'],
        ],
      },
      null,
    );
    expect(faults.map(({ problem }) => formatProblem(problem))).toEqual([
      'draft.csv:1: expected a header with table, statement, group, n, percent and/or mean and sd, scale_min, scale_max; or a count; or a measure and percent, found "a,b" — name the columns so, or give the scale with --scale 1..7',
    ]);
  });

  it('nothing at all: no cells, no conflicts', () => {
    const report = auditTables(read());
    expect([report.cells, report.conflicts]).toEqual([[], []]);
  });
});

describe('figures are kept as text', () => {
  it('so that 5.4 is not 5.40: seven answers have a mean of 5.4, none of 5.40', () => {
    const tables = read('T,a,x,7,,5.4,,1,7', 'T,b,x,7,,5.40,,1,7');
    expect(auditTables(tables).cells.map(({ search }) => search)).toEqual(['at_n', 'smaller']);
  });
});
