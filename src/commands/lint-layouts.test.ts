import { describe, expect, it } from 'vitest';
import { lintSpreadsheet } from '../audit/spreadsheets/lint-spreadsheet.ts';
import { type HandMadeSheet, handMade } from './testing/hand-made.ts';
import type { Format } from './testing/sample-workbook.ts';

/** Rules that every bare file breaks, whatever the layout of its sheets. */
const BARE = new Set([
  'document-title',
  'document-language',
  'cover-sheet',
  'contents-sheet',
  'notes-sheet',
  'title-heading',
  'font-sans-serif',
  'font-size',
  'wrapped-text',
]);

/** Findings as `Sheet!Cell rule`, but those that every bare file has. */
function findings(format: Format, ...sheets: readonly HandMadeSheet[]): readonly string[] {
  return lintSpreadsheet('a', handMade(format, sheets))
    .findings.filter(({ rule }) => !BARE.has(rule))
    .map(({ sheet, cell, rule }) => `${cell ?? sheet} ${rule}`);
}

const sheet = (rows: HandMadeSheet['rows'], merged: readonly string[] = []): HandMadeSheet => ({
  name: 'Data',
  rows,
  merged,
});
const TITLE = 'Table 1: Prisoners by region';
const COUNT = 'This worksheet contains one table.';

describe.each<Format>(['xlsx', 'ods'])('crs-eval lint of other people’s %s', (format) => {
  it('has no fault to find but the mark-up in a plain table below its title', () => {
    const rows = [
      [TITLE],
      [COUNT],
      ['Area code', 'Region', '2023', '2024'],
      ['E12000001', 'North East', 5, 6.5],
    ];
    expect(
      findings(format, sheet([...rows, ['E12000002', 'North West', '[c]', 7], ['E12000003', 'Wales', 1, 2]])),
    ).toEqual(['A3:D6 table-marked-up', 'C5 shorthand-explained']);
  });

  it('finds errors, markers, dashes and blanks in an export without any title', () => {
    expect(
      findings(
        format,
        sheet([
          ['Region', 'Count', 'Count', 'Per cent'],
          ['North', 91, '91*', { error: '#DIV/0!' }],
          ['South', '1,234', 5, '45.2%¹'],
          ['East', '-', 7, 12.5],
          ['West', 8, null, '#N/A'],
          ['Wales', 8, 'n/a', '12 (3.4)'],
          ['Scotland', 8, 9, '3.4 [low]'],
        ]),
      ),
    ).toEqual([
      'A1 title-in-a1',
      'A2 table-count',
      'A1:D7 table-marked-up',
      'C1 header-unique',
      'C5 blank-cell',
      'B3 number-as-text',
      'D6 one-value',
      'C2 value-marker',
      'D3 value-marker',
      'D7 shorthand-alone',
      'B4 shorthand-symbol',
      'C6 shorthand-symbol',
      'D2 error-value',
      'D5 error-value',
    ]);
  });

  it('takes the cells below the filter of a pivot for its table, with two rows of headers', () => {
    expect(
      findings(
        format,
        sheet([
          ['Year', '(All)'],
          [],
          ['Sum of cases', 'Column Labels', null, null],
          ['Row Labels', 'Men', 'Women', 'Grand Total'],
          ['North', 1, 2, 3],
          ['South', null, 4, 4],
          ['Grand Total', 1, 6, 7],
        ]),
      ),
    ).toEqual([
      'A2 table-count',
      'A3:D7 table-marked-up',
      'B1 content-outside-table',
      'A4 header-row',
      '2:2 blank-row',
      'B6 blank-cell',
    ]);
  });

  it('reads years as headers below a merged one, and blank spacers as columns', () => {
    expect(
      findings(
        format,
        sheet(
          [
            [TITLE],
            [COUNT],
            [null, 'Men', null, null, 'Women', null],
            ['Region', 2023, 2024, null, 2023, 2024],
            ['North', 1, 2, null, 3, 4],
            ['South', 5, 6, null, 7, 8],
          ],
          ['B3:C3', 'E3:F3'],
        ),
      ),
    ).toEqual([
      'A3:F6 table-marked-up',
      'A4 header-row',
      'E4 header-unique',
      'F4 header-unique',
      'B3:C3 merged-cells',
      'E3:F3 merged-cells',
      'D:D blank-column',
    ]);
  });

  it('keeps one table together over section headings and blank rows, with its source below', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE],
          [COUNT],
          ['Region', 'Men', 'Women'],
          ['England'],
          ['North', 1, 2],
          [],
          ['Wales'],
          ['South', 3, 4],
          [],
          ['Source: a register'],
        ]),
      ),
    ).toEqual([
      'A3:C8 table-marked-up',
      'A10 content-outside-table',
      '6:6 blank-row',
      '9:9 blank-row',
      'B4:C4 blank-cell',
      'B7:C7 blank-cell',
    ]);
  });

  it('finds the second of two tables, and faults in it', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE],
          [COUNT],
          ['Region', 'Men', 'Women'],
          ['North', 1, 2],
          [],
          ['Table 2: the same in per cent'],
          ['Region', 'Men', 'men'],
          ['North', 33.3, '66.7*'],
        ]),
      ),
    ).toEqual([
      'A2 table-count',
      'A3:C4 table-marked-up',
      'A7:C8 table-marked-up',
      'A7:C8 one-table',
      'A6 content-outside-table',
      'C7 header-unique',
      '5:5 blank-row',
      'C8 value-marker',
    ]);
  });

  it('takes a title with a link beside it, and dates of release, for lines above the table', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE, null, null, 'Back to contents'],
          [COUNT],
          ['Published', '1 May 2024'],
          ['Contact', 'Statistics team'],
          [],
          ['Region', 'Men', 'Women', 'All'],
          ['North', 1, 2, 3],
        ]),
      ),
    ).toEqual([
      'A6:D7 table-marked-up',
      'D1 content-outside-table',
      'B3 content-outside-table',
      'B4 content-outside-table',
      '5:5 blank-row',
    ]);
  });

  it('finds a table of two columns whose first has no header, and one beside a margin', () => {
    const narrow = [[TITLE], [COUNT], [null, 'Cases'], ['North', 1], ['South', 2]];
    expect(findings(format, sheet(narrow))).toEqual(['A3:B5 table-marked-up', 'A3 header-empty']);
    expect(findings(format, sheet(narrow.map((row, at) => (at < 2 ? row : [null, ...row]))))).toEqual([
      'B3:C5 table-marked-up',
      'B3 table-in-column-a',
      'B3 header-empty',
    ]);
  });

  it('says where numbers stand in place of headers', () => {
    expect(findings(format, sheet([[TITLE], [COUNT], ['North', 12, 3], ['South', 4, 5]]))).toEqual([
      'A3:C4 table-marked-up',
      'A3 header-row',
    ]);
    // Points of a scale are headers.
    expect(findings(format, sheet([[TITLE], [COUNT], ['Item', 1, 2, 3], ['a', 4, 5, 6]]))).toEqual([
      'A3:D4 table-marked-up',
    ]);
  });

  it('lets bands, years, dates and codes be labels', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE],
          [COUNT],
          ['Area', 'Age', 'Year', 'Local code', 'Grade', 'Base'],
          ['Area in km²', '16–24', '2022/23', '1001', 'A*', 5],
          ['North', '25–34', '2022/23', '1002', 'B', 6],
          ['South', '65+', '2023/24', '0103', 'C', 7],
        ]),
      ),
    ).toEqual(['A3:F6 table-marked-up']);
  });

  it('takes words in rows for a table too, and splits it at no blank row', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE],
          [COUNT],
          ['Term', 'Meaning', 'Since'],
          ['x', 'y', 'z'],
          [],
          ['Court', 'a place', 'long'],
        ]),
      ),
    ).toEqual(['A3:C6 table-marked-up', '5:5 blank-row']);
  });

  it('says so where a sheet has nothing that looks like a table', () => {
    const { findings: all } = lintSpreadsheet(
      'a',
      handMade(format, [
        sheet([['A title'], ['This worksheet contains no tables.'], ['A paragraph.']]),
        { name: 'Empty', rows: [] },
      ]),
    );
    // How many tables there are, nobody can say then.
    expect(all.filter(({ rule }) => rule === 'table-count')).toEqual([]);
    expect(all.filter(({ rule }) => rule === 'table-marked-up')).toEqual([
      {
        rule: 'table-marked-up',
        sheet: 'Data',
        cell: null,
        expected: 'a marked-up table',
        found: 'nothing that looks like a table, so rules about tables were not checked on this sheet',
      },
      {
        rule: 'table-marked-up',
        sheet: 'Empty',
        cell: null,
        expected: 'a marked-up table',
        found: 'an empty sheet',
      },
    ]);
  });

  it('lets addresses, versions and times be names, and tells a row of blanks once', () => {
    expect(
      findings(
        format,
        sheet([
          [TITLE],
          [COUNT],
          ['Server', 'Address', 'Version', 'Since', 'Calls', 'Faults'],
          ['a', '192.0.2.3', '1.2.3', '2024-05-01 10:11', 5, 6],
          ['b', '192.0.2.4', null, null, null, 6],
        ]),
      ),
    ).toEqual(['A3:F5 table-marked-up', 'C5:E5 blank-cell']);
  });

  it('takes no cover for a table, but finds an error on it', () => {
    expect(
      findings(
        format,
        { name: 'Cover', rows: [['A study'], ['Published', '1 May'], ['Contact', { error: '#REF!' }]] },
        sheet([[TITLE], [COUNT], ['Region', 'Men'], ['North', 1]]),
      ),
    ).toEqual(['A3:B4 table-marked-up', 'B3 error-value']);
  });

  it('reads twenty thousand rows', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [`Row ${at}`, at]);
    expect(findings(format, sheet([[TITLE], [COUNT], ['Row', 'Value'], ...rows, ['Last', '91*']]))).toEqual([
      'A3:B20004 table-marked-up',
      'B20004 value-marker',
    ]);
  });
});
