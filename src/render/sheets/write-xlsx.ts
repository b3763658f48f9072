import { unzipSync } from 'fflate';
import type { Cell, CellStyle, WriteSheet } from 'hucre';
import { writeXlsx as writeWorkbook } from 'hucre/xlsx';
import { columnLetters } from './column-letters.ts';
import { rowHeights } from './row-heights.ts';
import {
  FONT,
  FONT_SIZES,
  LANGUAGE,
  looksLikeFormula,
  type SheetCell,
  type SheetModel,
  type TextRole,
  type WorkbookModel,
} from './sheet-model.ts';
import { mendPart } from './xlsx-parts.ts';
import { zipParts } from './zip-parts.ts';

/**
 * The workbook as XLSX: each table a table part without filter or colours, numbers as numbers in a format that shows their
 * decimals, everything else as text that is never a formula, headings as heading styles, title and language set, Arial 12.
 * What the library has no option for is mended in its parts, which are zipped anew: no dates, the same bytes every time.
 */
export async function writeXlsx(workbook: WorkbookModel): Promise<Uint8Array> {
  const bytes = await writeWorkbook({
    sheets: workbook.sheets.map(sheetOf),
    properties: { title: escapeUnderscores(workbook.title) },
    defaultFont: { name: FONT, size: FONT_SIZES.plain },
  });
  const properties = { title: workbook.title, language: `${LANGUAGE.language}-${LANGUAGE.country}` };
  const parts = Object.entries(unzipSync(new Uint8Array(bytes)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => [name, mendPart(name, content, properties)] as const);
  return zipParts(parts);
}

function sheetOf(sheet: SheetModel): WriteSheet {
  const rows: (string | number)[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const add = (row: readonly (string | number)[], styles: readonly Partial<Cell>[]): void => {
    styles.forEach((cell, column) => {
      cells.set(`${rows.length},${column}`, cell);
    });
    rows.push([...row]);
  };
  for (const { role, text } of sheet.lines)
    add([escapeUnderscores(text)], [{ style: textStyle(text, role) }]);
  const headerRow = rows.length;
  if (sheet.table !== null) {
    const { headers, numeric } = sheet.table;
    add(
      headers.map(escapeUnderscores),
      headers.map((header, column) => ({ style: textStyle(header, 'header', numeric[column]) })),
    );
    for (const row of sheet.table.rows)
      add(
        row.map(storedValue),
        row.map((cell, column) => cellOf(cell, numeric[column])),
      );
  }
  const columns = sheet.widths.map((width) => ({ width }));
  const page = {
    orientation: 'landscape',
    paperSize: 'a4',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  } as const;
  return {
    name: sheet.name,
    rows,
    cells,
    columns,
    rowDefs: new Map(rowHeights(sheet).map((height, row) => [row, { height }])),
    pageSetup:
      sheet.table === null ? page : { ...page, printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}` },
    ...(sheet.table === null
      ? {}
      : {
          tables: [
            {
              name: sheet.table.name,
              range: `A${headerRow + 1}:${columnLetters(sheet.table.headers.length - 1)}${rows.length}`,
              columns: sheet.table.headers.map((name) => ({ name: escapeUnderscores(name) })),
              showAutoFilter: false,
              showRowStripes: false,
            },
          ],
        }),
  };
}

function storedValue(cell: SheetCell): string | number {
  return cell.kind === 'number' ? Number(cell.text) : escapeUnderscores(cell.text);
}

function cellOf(cell: SheetCell, right: boolean | undefined): Partial<Cell> {
  if (cell.kind === 'number') {
    const numFmt = cell.decimals === 0 ? '0' : `0.${'0'.repeat(cell.decimals)}`;
    return { style: { font: fontOf('plain'), numFmt, alignment: { horizontal: 'right', vertical: 'top' } } };
  }
  if (cell.link !== null) {
    const style = textStyle(cell.text, 'plain');
    return {
      style: { ...style, font: { ...fontOf('plain'), underline: true } },
      hyperlink: { target: '', location: `'${cell.link}'!A1`, display: cell.text },
    };
  }
  return { style: textStyle(cell.text, 'plain', right) };
}

/** A text that would be a formula if it were typed in gets the format for text, so that editing it does not make it one. */
function textStyle(text: string, role: TextRole, right = false): CellStyle {
  return {
    font: fontOf(role),
    alignment: {
      wrapText: true,
      vertical: role === 'header' ? 'bottom' : 'top',
      ...(right ? { horizontal: 'right' as const } : {}),
    },
    ...(looksLikeFormula(text) ? { numFmt: '@' } : {}),
  };
}

function fontOf(role: TextRole): NonNullable<CellStyle['font']> {
  if (role === 'plain') return { name: FONT, size: FONT_SIZES.plain };
  return { name: FONT, size: role === 'header' ? FONT_SIZES.plain : FONT_SIZES[role], bold: true };
}

/** Excel reads `_x0041_` in a text as the letter A, unless the underscore is written so itself. */
function escapeUnderscores(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
