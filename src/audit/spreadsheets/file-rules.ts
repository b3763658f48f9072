import { numberOf } from '../../exact/number-of.ts';
import { isBlank } from './is-blank.ts';
import { eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { cellsAbove, contentsOf, coverOf, firstCell, notesOf, placedTables, topOf } from './sheet-cells.ts';
import { cellName, columnName, type Run, type SpreadsheetSheet } from './spreadsheet.ts';

/** Rules about the file as a whole and about each sheet. */
export const FILE_RULES: readonly Rule[] = [
  {
    id: 'document-title',
    text: 'The document’s properties have a title.',
    essential: true,
    source: 'Before publishing: add document information',
    check: ({ title }) => (isBlank(title) ? [ofFile('a title in the document’s properties', 'none')] : []),
  },
  {
    id: 'document-language',
    text: 'The document’s properties have a language.',
    essential: true,
    source: 'Before publishing: add document information (WCAG 2.2, 3.1.1)',
    check: ({ language }) =>
      /^[a-z]{2,3}(?:[-_]\w+)*$/i.test(language)
        ? []
        : [
            ofFile(
              'a language in the document’s properties, such as en-GB',
              language === '' ? 'none' : 'no language code',
            ),
          ],
  },
  {
    id: 'cover-sheet',
    text: 'The first sheet is a cover sheet.',
    essential: false,
    source: 'Structure: cover sheet',
    check: (spreadsheet) => {
      const cover = coverOf(spreadsheet);
      if (cover === undefined) return [ofFile('a first sheet named Cover', 'none of such a name')];
      if (cover === spreadsheet.sheets[0]) return [];
      return [
        ofSheet(
          cover,
          null,
          'the cover sheet first',
          `${numberOf(spreadsheet.sheets.indexOf(cover), 'sheet')} before it`,
        ),
      ];
    },
  },
  {
    id: 'contents-sheet',
    text: 'There is a contents sheet.',
    essential: false,
    source: 'Structure: table of contents',
    check: (spreadsheet) =>
      contentsOf(spreadsheet) === undefined ? [ofFile('a sheet named Contents', 'none of such a name')] : [],
  },
  {
    id: 'notes-sheet',
    text: 'Notes are on a sheet of their own.',
    essential: false,
    source: 'Footnotes: put note text in a notes table on a notes worksheet',
    check: (spreadsheet) =>
      notesOf(spreadsheet) === undefined ? [ofFile('a sheet named Notes', 'none of such a name')] : [],
  },
  {
    id: 'macros',
    text: 'There are no macros.',
    essential: false,
    source: 'Formatting: remove macros',
    check: ({ macros }) => (macros ? [ofFile('no macros', 'some')] : []),
  },
  {
    id: 'sheet-name',
    text: 'Each sheet has a name of its own that says something, at most 31 characters, as Excel allows it.',
    essential: true,
    source: 'Structure: give worksheets unique names or numbers',
    check: ({ sheets }) =>
      sheets.flatMap((sheet, index) => {
        const fault = nameFault(sheet.name, sheets.slice(0, index));
        return fault === null ? [] : [ofSheet(sheet, null, ...fault)];
      }),
  },
  {
    id: 'hidden-sheet',
    text: 'No sheet is hidden.',
    essential: false,
    source: 'Tables: avoid hiding rows or columns',
    check: eachSheet((sheet) =>
      sheet.hidden ? [ofSheet(sheet, null, 'a sheet that is shown', 'a hidden one')] : [],
    ),
  },
  {
    id: 'hidden-row',
    text: 'No row is hidden, nor of no height.',
    essential: false,
    source: 'Tables: avoid hiding rows or columns',
    check: eachSheet((sheet) =>
      joined(sheet.hiddenRows).map(([from, to]) =>
        ofSheet(sheet, `${from}:${to}`, 'rows that are shown', numberOf(to - from + 1, 'hidden row')),
      ),
    ),
  },
  {
    id: 'hidden-column',
    text: 'No column is hidden, nor of no width.',
    essential: false,
    source: 'Tables: avoid hiding rows or columns',
    check: eachSheet((sheet) =>
      joined(sheet.hiddenColumns).map(([from, to]) =>
        ofSheet(
          sheet,
          `${columnName(from)}:${columnName(to)}`,
          'columns that are shown',
          numberOf(to - from + 1, 'hidden column'),
        ),
      ),
    ),
  },
  {
    id: 'freeze-panes',
    text: 'No panes are frozen.',
    essential: false,
    source: 'Tables: avoid adding filters and freeze panes',
    check: eachSheet((sheet) =>
      sheet.frozenAt === null
        ? []
        : [ofSheet(sheet, cellName(sheet.frozenAt), 'no frozen panes', 'panes frozen before this cell')],
    ),
  },
  {
    id: 'drawing',
    text: 'No images, charts or text boxes float over a sheet.',
    essential: true,
    source: 'Formatting: no floating text boxes; avoid images in spreadsheets',
    check: eachSheet((sheet) =>
      sheet.drawing ? [ofSheet(sheet, null, 'cells only', 'something that floats over them')] : [],
    ),
  },
  {
    id: 'title-in-a1',
    text: 'Each sheet has its title in A1.',
    essential: true,
    source:
      'Formatting: all worksheets should have descriptive titles; structure: use cells in column A wisely',
    check: eachSheet((sheet) => {
      const title = firstCell(sheet);
      if (title?.kind === 'text' && topOf(sheet) > 1) return [];
      const found =
        title === undefined
          ? 'nothing'
          : title.kind === 'text'
            ? 'the first cell of a table'
            : 'a value that is no text';
      return [ofSheet(sheet, 'A1', 'the title of the sheet', found)];
    }),
  },
  {
    id: 'title-heading',
    text: 'The title in A1 has a heading style.',
    essential: true,
    source:
      'Formatting: all worksheets should have descriptive titles which are properly tagged and formatted',
    check: eachSheet((sheet) => {
      const title = firstCell(sheet);
      if (title === undefined || /(?:^|\b)(?:heading|title)/i.test(title.format.styleName)) return [];
      return [
        ofSheet(
          sheet,
          'A1',
          'the cell style Heading 1',
          title.format.styleName === '' ? 'no named style' : 'another style',
        ),
      ];
    }),
  },
  {
    id: 'table-count',
    text: 'A line above the table says in words how many tables the sheet has.',
    essential: true,
    source: 'Structure: use cells in column A wisely; avoid worksheets with multiple tables',
    check: (spreadsheet) =>
      spreadsheet.sheets
        .filter((sheet) => sheet !== coverOf(spreadsheet) && placedTables(sheet).length > 0)
        .flatMap((sheet) => tableCount(sheet)),
  },
];

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function tableCount(sheet: SpreadsheetSheet): readonly Finding[] {
  const count = placedTables(sheet).length;
  const word = WORDS[count] ?? String(count);
  const expected = `a line such as “This worksheet contains ${word} table${count === 1 ? '' : 's'}.”`;
  for (const cell of cellsAbove(sheet)) {
    const said = /\b(no|one|two|three|four|five|six|seven|eight|nine|\d+) tables?\b/i
      .exec(cell.text)?.[1]
      ?.toLowerCase();
    if (said === undefined) continue;
    return said === word ? [] : [ofSheet(sheet, cellName(cell), expected, `“${said}”`)];
  }
  return [ofSheet(sheet, 'A2', expected, 'none above the table')];
}

function nameFault(name: string, before: readonly SpreadsheetSheet[]): readonly [string, string] | null {
  if (isBlank(name)) return ['a name', 'none'];
  if (name.length > 31) return ['at most 31 characters', String(name.length)];
  if (/[[\]:*?/\\]|^'|'$/.test(name))
    return ['a name without any of [ ] : * ? / \\ and no apostrophe at an end', 'one of them'];
  if (before.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    return ['a name that no other sheet has', 'the name of a sheet before it'];
  if (/^(?:sheet|tabelle|feuil|hoja|munka) ?\d+$/i.test(name))
    return ['a name that says what the sheet holds', 'the name that a program gave it'];
  return null;
}

/** Runs in their order, those that meet or overlap as one: 3 to 4, 5 to 5 and 7 to 7 are 3 to 5 and 7 to 7. */
function joined(runs: readonly Run[]): readonly Run[] {
  const found: [number, number][] = [];
  for (const [first, end] of runs.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last !== undefined && first <= last[1] + 1) last[1] = Math.max(last[1], end);
    else found.push([first, end]);
  }
  return found;
}

function ofFile(expected: string, found: string): Finding {
  return { sheet: null, cell: null, expected, found };
}
