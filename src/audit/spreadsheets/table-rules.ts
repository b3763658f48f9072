import { numberOf } from '../../exact/number-of.ts';
import { countHeaderRows, rowsOf } from './find-tables.ts';
import { rowRuns } from './row-runs.ts';
import { eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { coverOf, filledCells, placedTables, type TableCells, tablesOf, topOf } from './sheet-cells.ts';
import { cellName, columnName, isWithin, rangeName, type SpreadsheetSheet } from './spreadsheet.ts';
import { isYearText } from './value-text.ts';

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
        .flatMap((sheet) =>
          sheet.unmarked.length === 0
            ? [ofSheet(sheet, null, 'a marked-up table', noTable(sheet))]
            : sheet.unmarked.map(({ range }) =>
                ofSheet(sheet, rangeName(range), 'a marked-up table', 'one that is not marked up'),
              ),
        ),
  },
  {
    id: 'one-table',
    text: 'A sheet has one table.',
    essential: false,
    source: 'Structure: avoid worksheets with multiple tables',
    check: eachSheet((sheet) =>
      placedTables(sheet)
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
      placedTables(sheet)
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
    text: 'Nothing stands below or beside a table, nor above it but in column A.',
    essential: false,
    source: 'Structure: avoid putting content below a table; use cells in column A wisely',
    check: eachSheet((sheet) => {
      const placed = placedTables(sheet);
      if (placed.length === 0) return [];
      const top = topOf(sheet);
      const outside = filledCells(sheet).filter(
        (cell) => (cell.row >= top || cell.column > 1) && !placed.some(({ range }) => isWithin(cell, range)),
      );
      return rowRuns(outside).map(({ range, count }) =>
        ofSheet(
          sheet,
          rangeName(range),
          range.from.row < top
            ? 'nothing above the table but in column A'
            : 'nothing below or beside the table',
          count === 1 ? 'a filled cell' : numberOf(count, 'filled cell'),
        ),
      );
    }),
  },
  {
    id: 'header-row',
    text: 'A table has one row of headers, and is marked as having it.',
    essential: true,
    source: 'Tables: all tables should have one tagged header row',
    check: eachTable((sheet, { range, headerRows, header, body }) => {
      const at = (row: number): string => cellName({ row, column: range.from.column });
      if (headerRows === 0)
        return [
          ofSheet(sheet, at(range.from.row), 'a table marked as having a header row', 'one that is not'),
        ];
      if (isOfValues(header))
        return [ofSheet(sheet, at(range.from.row), 'a row of headers', 'a row of values')];
      const rows =
        headerRows > 1
          ? headerRows
          : countHeaderRows(rowsOf([...header.flatMap((cell) => cell ?? []), ...body]));
      return rows === 1
        ? []
        : [ofSheet(sheet, at(range.from.row + 1), 'one row of headers', `${numberOf(rows, 'row')} of them`)];
    }),
  },
  {
    id: 'header-empty',
    text: 'No header is empty.',
    essential: true,
    source: 'Tables: all tables should have one tagged header row',
    check: eachTable((sheet, { range, headerRows, header, body }) => {
      // A column without a header and anything below is a blank one, and found as such.
      const used = new Set(body.map(({ column }) => column));
      return header.flatMap((cell, at) => {
        const place = { row: range.from.row + headerRows - 1, column: range.from.column + at };
        return cell === undefined && (used.size === 0 || used.has(place.column))
          ? [ofSheet(sheet, cellName(place), 'a header', 'nothing')]
          : [];
      });
    }),
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
          ofSheet(
            sheet,
            `${before + 1}:${row - 1}`,
            'no blank rows',
            numberOf(row - before - 1, 'blank row'),
          ),
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
      const rows = [...new Set(body.map(({ row }) => row))];
      const columns = [...new Set(body.map(({ column }) => column))].sort((a, b) => a - b);
      const blank = rows.flatMap((row) =>
        columns
          .map((column) => ({ row, column }))
          .filter(
            (place) => !filled.has(cellName(place)) && !sheet.merged.some((range) => isWithin(place, range)),
          ),
      );
      return rowRuns(blank).map(({ range, count }) =>
        ofSheet(
          sheet,
          rangeName(range),
          'a value, or shorthand such as [x] or [z]',
          count === 1 ? 'a blank cell' : numberOf(count, 'blank cell'),
        ),
      );
    }),
  },
];

function eachTable(check: (sheet: SpreadsheetSheet, cells: TableCells) => readonly Finding[]): Rule['check'] {
  return eachSheet((sheet) => tablesOf(sheet).flatMap((cells) => check(sheet, cells)));
}

/** Why no rule of tables was checked on a sheet. */
function noTable(sheet: SpreadsheetSheet): string {
  return filledCells(sheet).length === 0
    ? 'an empty sheet'
    : 'nothing that looks like a table, so rules about tables were not checked on this sheet';
}

/** Whether a header is of numbers that name nothing: no years, and in no order as the points of a scale have. */
function isOfValues(header: TableCells['header']): boolean {
  const beside = header.slice(1).flatMap((cell) => cell ?? []);
  if (beside.length === 0 || !beside.every(({ kind, text }) => kind === 'number' && !isYearText(text)))
    return false;
  return (
    beside.length === 1 ||
    beside.some(({ text }, at) => Number(text) <= Number(beside[at - 1]?.text ?? '-Infinity'))
  );
}
