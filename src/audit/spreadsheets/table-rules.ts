import { countOf, eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { coverOf, filledCells, type TableCells, tablesOf } from './sheet-cells.ts';
import { cellName, columnName, isWithin, rangeName, type SpreadsheetSheet } from './spreadsheet.ts';

/** Rules about tables: how they are marked up, where they stand, their headers and what is blank. */
export const TABLE_RULES: readonly Rule[] = [
  {
    id: 'table-marked-up',
    text: 'Each sheet but the cover has its table marked up as one: an Excel table, or a named database range in ODS.',
    essential: true,
    source: 'Tables: mark up tables',
    check: (spreadsheet) =>
      spreadsheet.sheets
        .filter((sheet) => sheet !== coverOf(spreadsheet) && sheet.tables.length === 0)
        .map((sheet) => ofSheet(sheet, null, 'a marked-up table', 'none')),
  },
  {
    id: 'one-table',
    text: 'A sheet has one table.',
    essential: false,
    source: 'Structure: avoid worksheets with multiple tables',
    check: eachSheet((sheet) =>
      sheet.tables
        .slice(1)
        .map(({ range }) => ofSheet(sheet, rangeName(range), 'one table on the sheet', 'a further one')),
    ),
  },
  {
    id: 'table-name',
    text: 'A marked-up table has a name that says something.',
    essential: false,
    source: 'Tables: give tables meaningful names',
    check: eachSheet((sheet) =>
      sheet.tables
        .filter(({ name }) => /^(?:|table\d*|unnamed.*|database\d*|range\d*)$/i.test(name))
        .map(({ range }) =>
          ofSheet(
            sheet,
            cellName(range.from),
            'a name that says what the table holds',
            'none but what a program gave it',
          ),
        ),
    ),
  },
  {
    id: 'table-in-column-a',
    text: 'A table starts in column A.',
    essential: true,
    source: 'Structure: position tables against the left-hand edges of each sheet',
    check: eachSheet((sheet) =>
      sheet.tables
        .filter(({ range }) => range.from.column !== 1)
        .map(({ range }) =>
          ofSheet(
            sheet,
            cellName(range.from),
            'a table that starts in column A',
            `one that starts in column ${columnName(range.from.column)}`,
          ),
        ),
    ),
  },
  {
    id: 'content-outside-table',
    text: 'Nothing stands below or beside a table.',
    essential: false,
    source: 'Structure: avoid putting content below a table',
    check: eachSheet((sheet) => {
      if (sheet.tables.length === 0) return [];
      const top = Math.min(...sheet.tables.map(({ range }) => range.from.row));
      return filledCells(sheet)
        .filter((cell) => cell.row >= top && !sheet.tables.some(({ range }) => isWithin(cell, range)))
        .map((cell) => ofSheet(sheet, cellName(cell), 'nothing below or beside the table', 'a filled cell'));
    }),
  },
  {
    id: 'header-row',
    text: 'A marked-up table has one row of headers.',
    essential: true,
    source: 'Tables: all tables should have one tagged header row',
    check: eachSheet((sheet) =>
      sheet.tables
        .filter(({ headerRow }) => !headerRow)
        .map(({ range }) =>
          ofSheet(sheet, cellName(range.from), 'a table marked as having a header row', 'one that is not'),
        ),
    ),
  },
  {
    id: 'header-empty',
    text: 'No header is empty.',
    essential: true,
    source: 'Tables: all tables should have one tagged header row',
    check: eachTable((sheet, { range, header }) =>
      header.flatMap((cell, at) => {
        const place = { row: range.from.row, column: range.from.column + at };
        return cell === undefined ? [ofSheet(sheet, cellName(place), 'a header', 'nothing')] : [];
      }),
    ),
  },
  {
    id: 'header-unique',
    text: 'No two headers of a table are the same, whatever the case.',
    essential: true,
    source: 'Tables: all tables should have one tagged header row',
    check: eachTable((sheet, { header }) => {
      const first = new Map<string, string>();
      return header.flatMap((cell) => {
        if (cell === undefined) return [];
        const text = cell.text.trim().toLowerCase();
        const before = first.get(text);
        if (before === undefined) first.set(text, cellName(cell));
        return before === undefined
          ? []
          : [ofSheet(sheet, cellName(cell), 'a header of its own', `the one of ${before}`)];
      });
    }),
  },
  {
    id: 'merged-cells',
    text: 'No cells are merged.',
    essential: true,
    source: 'Tables: remove merged cells, split cells and nested tables',
    check: eachSheet((sheet) =>
      sheet.merged.map((range) => ofSheet(sheet, rangeName(range), 'single cells', 'merged ones')),
    ),
  },
  {
    id: 'filter',
    text: 'There are no filter buttons.',
    essential: false,
    source: 'Tables: avoid adding filters and freeze panes',
    check: eachSheet((sheet) =>
      [...sheet.filters, ...sheet.tables.filter(({ filter }) => filter).map(({ range }) => range)].map(
        (range) => ofSheet(sheet, rangeName(range), 'a table without filter buttons', 'filter buttons'),
      ),
    ),
  },
  {
    id: 'blank-row',
    text: 'No row is blank, from the title to the last row.',
    essential: true,
    source: 'Tables: remove blank rows and columns within tables',
    check: eachSheet((sheet) => {
      const rows = [...new Set(filledCells(sheet).map(({ row }) => row))].sort((a, b) => a - b);
      return rows.flatMap((row, at) => {
        const before = rows[at - 1] ?? 0;
        if (row === before + 1) return [];
        return [
          ofSheet(sheet, `${before + 1}:${row - 1}`, 'no blank rows', countOf(row - before - 1, 'blank row')),
        ];
      });
    }),
  },
  {
    id: 'blank-column',
    text: 'No column of a table is blank.',
    essential: true,
    source: 'Tables: remove blank rows and columns within tables',
    check: eachTable((sheet, { range, header, body, extent }) => {
      if (extent === null) return [];
      const used = new Set([...header.flatMap((cell) => cell ?? []), ...body].map(({ column }) => column));
      const blank: Finding[] = [];
      for (let column = range.from.column; column <= extent.to.column; column += 1)
        if (!used.has(column))
          blank.push(
            ofSheet(sheet, `${columnName(column)}:${columnName(column)}`, 'no blank columns', 'a blank one'),
          );
      return blank;
    }),
  },
  {
    id: 'blank-cell',
    text: 'No cell of a table is blank: shorthand stands where there is no value.',
    essential: true,
    source: 'Tables: only leave cells with no data empty in certain circumstances',
    check: eachTable((sheet, { body, extent }) => {
      if (extent === null) return [];
      const filled = new Set(body.map(cellName));
      const rows = new Set(body.map(({ row }) => row));
      const columns = [...new Set(body.map(({ column }) => column))].sort((a, b) => a - b);
      const blank: Finding[] = [];
      for (const row of rows)
        for (const column of columns) {
          const name = cellName({ row, column });
          if (!filled.has(name))
            blank.push(ofSheet(sheet, name, 'a value, or shorthand such as [x] or [z]', 'a blank cell'));
        }
      return blank;
    }),
  },
];

function eachTable(check: (sheet: SpreadsheetSheet, cells: TableCells) => readonly Finding[]): Rule['check'] {
  return eachSheet((sheet) => tablesOf(sheet).flatMap((cells) => check(sheet, cells)));
}
