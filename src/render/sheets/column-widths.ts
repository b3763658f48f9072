import { textWidth } from '../fonts/text-width.ts';
import type { SheetCell } from './sheet-model.ts';

/** Column A holds the title and the lines above the table, wrapped. */
const FIRST_COLUMN = 60;
const NARROWEST = 12;
const WIDEST_TEXT = 60;
/** A header is wrapped into about so many lines. */
const HEADER_LINES = 4;

/**
 * Width of each column in characters (of a digit), so that no word of a header is broken and no number cut: column A wide
 * enough for the lines above the table, text columns up to 60, numbers as wide as their header's longest word asks. Measured in
 * DejaVu Sans, which is wider than Arial.
 */
export function columnWidths(
  headers: readonly string[],
  rows: readonly (readonly SheetCell[])[],
): readonly number[] {
  return headers.map((header, column) => {
    if (column === 0) return FIRST_COLUMN;
    const words = header.split(/\s+/).map((word) => inDigits(word, true));
    const wanted = Math.max(
      NARROWEST,
      ...words,
      inDigits(header, true) / HEADER_LINES,
      contentWidth(rows, column),
    );
    return Math.ceil(Math.min(wanted, WIDEST_TEXT)) + 3;
  });
}

/** How much room a column's cells ask for: a number stays on one line, a text may be wrapped into two. */
function contentWidth(rows: readonly (readonly SheetCell[])[], column: number): number {
  let widest = 0;
  for (const row of rows) {
    const cell = row[column];
    if (cell === undefined) continue;
    // Longer texts are wrapped anyway, and measuring them costs.
    const width = inDigits(cell.text.slice(0, 2 * WIDEST_TEXT), false);
    widest = Math.max(widest, cell.kind === 'number' ? width : width / 2);
  }
  return widest;
}

function inDigits(text: string, bold: boolean): number {
  return textWidth(text, 1, bold) / textWidth('0', 1);
}
