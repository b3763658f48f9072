import { isFigureHeader } from './header-cell.ts';
import { type StatedScale, statedScales } from './scale-statement.ts';

/** A sheet as it looks: every cell as the text it shows. Rows count from 1 at the first. */
export interface PrintedSheet {
  readonly file: string;
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Where a table stands on a sheet. */
export interface FoundTable {
  readonly id: string;
  /** First row of its heading, from 0; `body` is where figures begin, `end` the row after the last. */
  readonly header: number;
  readonly body: number;
  readonly end: number;
  readonly scales: readonly StatedScale[];
}

const CAPTION = /^\W*table\s+([A-Z]?[\d.]*\d[a-z]?|[A-Z](?:\.\d+)*)\b/i;

/** The cells of a row that hold text. */
export function filled(row: readonly string[] | undefined): readonly string[] {
  return (row ?? []).filter((text) => text.trim() !== '');
}

function isHeader(row: readonly string[] | undefined): boolean {
  const cells = filled(row);
  return cells.length >= 2 && cells.slice(0).some(isFigureHeader) && !cells.slice(1).some(isFigure);
}

/** Whether a text is a printed figure, or two: `75`, `5.75 (1.82)`. */
export function isFigure(text: string): boolean {
  return /^-?\d+(\.\d+)?\s*%?\s*(\(\s*-?\d+(\.\d+)?\s*%?\s*\))?$/.test(text.trim());
}

/** The tables of a sheet, from the top: where each one's heading, figures and end are, and which scales it states. */
export function findTables({ rows, name }: PrintedSheet): FoundTable[] {
  const found: FoundTable[] = [];
  let caption: string | null = null;
  let captionText = '';
  for (let at = 0; at < rows.length; at += 1) {
    const [only, ...others] = filled(rows[at]);
    const match = others.length === 0 ? CAPTION.exec(only ?? '') : null;
    if (match !== null) {
      caption = match[1] ?? '';
      captionText = only ?? '';
      continue;
    }
    if (!isHeader(rows[at])) continue;
    let body = at + 1;
    while (isHeader(rows[body])) body += 1;
    let end = body;
    let last = body;
    while (end < rows.length && !isHeader(rows[end]) && !startsAnother(rows, end)) {
      if (filled(rows[end]).length >= 2) last = end + 1;
      end += 1;
    }
    const above = filled(rows[at - 1]);
    const groupRow = above.length >= 1 && !isHeader(rows[at - 1]) && isGroupRow(rows[at - 1], rows[at]);
    const notes = rows.slice(last, end).flatMap((row) => (filled(row).length === 1 ? filled(row) : []));
    found.push({
      id: caption ?? (found.length === 0 ? name : `${name} (${found.length + 1})`),
      header: groupRow ? at - 1 : at,
      body,
      end: last,
      scales: statedScales([captionText, ...notes].join('. ')),
    });
    caption = null;
    captionText = '';
    at = end - 1;
  }
  return found;
}

/** Stub columns may be headed in the row of groups ("Statement") and not beneath it. */
const STUBS_NAMED_ABOVE = 3;

/** Groups over a heading: two columns or more named above, within the heading's width, none of it a caption. */
function isGroupRow(above: readonly string[] | undefined, header: readonly string[] | undefined): boolean {
  const texts = filled(above);
  return (
    texts.length >= 2 &&
    !texts.some((text) => CAPTION.test(text)) &&
    texts.length <= filled(header).length + STUBS_NAMED_ABOVE
  );
}

function startsAnother(rows: readonly (readonly string[])[], at: number): boolean {
  const cells = filled(rows[at]);
  if (cells.length === 1 && CAPTION.test(cells[0] ?? '')) return true;
  // A row of group names belongs to the heading beneath it.
  return (
    cells.length >= 2 && !cells.some(isFigure) && isHeader(rows[at + 1]) && isGroupRow(rows[at], rows[at + 1])
  );
}
