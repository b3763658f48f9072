import { textWidth, wrapText } from '../fonts/text-width.ts';
import { FONT_SIZES, type SheetModel, type TextRole } from './sheet-model.ts';

/** Excel allows no higher row. */
const HIGHEST = 409;
/** Points from line to line, over the size of the font. */
const LEADING = 1.3;
/** More than the highest row can show; measuring the rest would cost for nothing. */
const MEASURED = 6000;

/**
 * The height of each row of a sheet in points, so that every wrapped text is seen whole; capped at what Excel allows.
 * Programs do not fit rows to their text when they open a file, so the file has to say. Measured in DejaVu Sans.
 */
export function rowHeights({ lines, table, widths }: SheetModel): readonly number[] {
  const [first = 0] = widths;
  return [
    ...lines.map(({ role, text }) => heightOf([lineCount(text, first, role)], role)),
    ...(table === null
      ? []
      : [
          heightOf(
            table.headers.map((header, column) => lineCount(header, widths[column] ?? 0, 'header')),
            'header',
          ),
          ...table.rows.map((row) =>
            heightOf(
              row.map((cell, column) =>
                cell.kind === 'number' ? 1 : lineCount(cell.text, widths[column] ?? 0, 'plain'),
              ),
              'plain',
            ),
          ),
        ]),
  ];
}

function heightOf(lines: readonly number[], role: TextRole): number {
  return Math.min(HIGHEST, Math.ceil(Math.max(1, ...lines) * sizeOf(role) * LEADING + 3));
}

function lineCount(text: string, width: number, role: TextRole): number {
  // A column is as wide as so many digits of the plain size, less a margin on both sides.
  const room = (width - 1) * textWidth('0', FONT_SIZES.plain);
  return wrapText(text.slice(0, MEASURED), room, sizeOf(role), role !== 'plain').length;
}

function sizeOf(role: TextRole): number {
  return role === 'header' ? FONT_SIZES.plain : FONT_SIZES[role];
}
