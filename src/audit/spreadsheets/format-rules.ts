import { numberOf } from '../../exact/number-of.ts';
import { rowRuns } from './row-runs.ts';
import { eachSheet, type Finding, ofSheet, type Rule } from './rule.ts';
import { filledCells, tablesOf } from './sheet-cells.ts';
import { cellName, rangeName, type SpreadsheetCell, type SpreadsheetSheet } from './spreadsheet.ts';

/** Fonts with serifs, or drawn as by hand, that spreadsheets come with. */
const NOT_SANS =
  /^(?:times|georgia|cambria|garamond|palatino|book antiqua|century|bodoni|baskerville|constantia|courier|comic|brush|lucida (?:hand|call)|liberation serif|dejavu serif|noto serif|tinos|cantarell serif|.*\bserif(?!.*sans).*)/i;
const SMALLEST = 12;
/** Shorter texts fit in any column. */
const SHORT = 30;

/** Rules about how cells are set. */
export const FORMAT_RULES: readonly Rule[] = [
  {
    id: 'font-sans-serif',
    text: 'Text is in a sans-serif font.',
    essential: false,
    source: 'Formatting: format text to make it accessible',
    check: eachSheet((sheet) =>
      once(
        sheet,
        ({ format }) =>
          NOT_SANS.test(format.fontName) && !/sans/i.test(format.fontName) ? format.fontName : null,
        (font) => ['a sans-serif font such as Arial', font.replace(/[^ -~]/g, '?').slice(0, 40)],
      ),
    ),
  },
  {
    id: 'font-size',
    text: `Text is at least ${SMALLEST} points high.`,
    essential: false,
    source: 'Formatting: format text to make it accessible',
    check: eachSheet((sheet) =>
      once(
        sheet,
        ({ format }) => (format.fontSize < SMALLEST ? String(format.fontSize) : null),
        (size) => [`at least ${SMALLEST} points`, `${size} points`],
      ),
    ),
  },
  {
    id: 'fill',
    text: 'No cell has a background colour.',
    essential: false,
    source: 'Formatting: do not use a background fill; do not use colour as the only way to convey a message',
    check: eachSheet((sheet) => [
      ...rowRuns(sheet.cells.filter(({ format }) => format.filled)).map(({ range }) =>
        ofSheet(sheet, rangeName(range), 'cells without a background', 'a background fill'),
      ),
      ...sheet.tables
        .filter(({ coloured }) => coloured)
        .map(({ range }) =>
          ofSheet(
            sheet,
            cellName(range.from),
            'a table without a coloured style',
            'a table style that fills its cells',
          ),
        ),
    ]),
  },
  {
    id: 'wrapped-text',
    text: 'Texts of a table are wrapped, so that none is cut off.',
    essential: true,
    source: 'Tables: wrap text within cells',
    check: eachSheet((sheet) =>
      tablesOf(sheet)
        .flatMap(({ header, body }) => [...header.flatMap((cell) => cell ?? []), ...body])
        .filter(({ kind, text, format }) => kind === 'text' && text.length > SHORT && !format.wrapped)
        .map((cell) =>
          ofSheet(
            sheet,
            cellName(cell),
            'a text that is wrapped',
            `one of ${cell.text.length} characters that is not`,
          ),
        ),
    ),
  },
];

/** One finding for each different fault of a sheet's cells, at the first of them, with how many there are. */
function once(
  sheet: SpreadsheetSheet,
  faultOf: (cell: SpreadsheetCell) => string | null,
  words: (fault: string) => readonly [string, string],
): readonly Finding[] {
  const faults = new Map<string, SpreadsheetCell[]>();
  for (const cell of filledCells(sheet)) {
    const fault = faultOf(cell);
    if (fault === null) continue;
    const known = faults.get(fault);
    if (known === undefined) faults.set(fault, [cell]);
    else known.push(cell);
  }
  return [...faults].map(([fault, [first, ...others]]) => {
    const [expected, found] = words(fault);
    const more = others.length === 0 ? '' : `, here and in ${numberOf(others.length, 'more cell')}`;
    return ofSheet(sheet, first === undefined ? null : cellName(first), expected, `${found}${more}`);
  });
}
