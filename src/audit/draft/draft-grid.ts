import type { DraftTable } from './draft.ts';
import { type DraftNumber, findNumbers } from './draft-numbers.ts';

export interface GridRow {
  /** Texts of the label columns, those left blank filled from above, and of a band over the rows ("Phase 1"). */
  readonly labels: readonly string[];
  /** By column; "" for label columns and where there is none. */
  readonly cells: readonly string[];
}

/** A draft's table as rows, columns and cells. */
export interface DraftGrid {
  /** The text of a first row that is one cell over the whole width; "" for none. */
  readonly title: string;
  /** By column of the grid: its headings from above down, merged ones repeated. */
  readonly headings: readonly (readonly string[])[];
  readonly labelColumns: number;
  readonly rows: readonly GridRow[];
}

/**
 * Finds what is heading, label and figure in a table. Headings are the rows marked so; else those at the top without a number
 * other than an n. Labels are the columns from the left of which most cells hold no figure; the first at least.
 */
export function gridOf(table: DraftTable): DraftGrid {
  const width = Math.max(...table.rows.flatMap((row) => row.map(({ column, span }) => column + span)), 1);
  const all = table.rows.map((row) => {
    const texts: string[] = Array.from({ length: width }, () => '');
    const spread: string[] = Array.from({ length: width }, () => '');
    const continued: boolean[] = Array.from({ length: width }, () => false);
    for (const cell of row) {
      texts[cell.column] = cell.text;
      for (let at = 0; at < cell.span; at += 1) {
        spread[cell.column + at] = cell.text;
        continued[cell.column + at] = cell.continued;
      }
    }
    const filled = row.filter(({ text }) => text !== '');
    return { texts, spread, continued, band: width > 1 && filled.length === 1 && filled[0]?.column === 0 };
  });
  const titled = all[0]?.band === true && (table.rows[0]?.length ?? 0) === 1 && all.length > 2;
  const lines = titled ? all.slice(1) : all;
  const marked = Math.max(0, table.headerRows - (titled ? 1 : 0));
  let top = marked > 0 && marked < lines.length ? marked : 0;
  if (top === 0)
    while (
      top < lines.length - 1 &&
      !lines[top]?.texts.some(hasFigure) &&
      !(top > 0 && lines[top]?.band === true)
    )
      top += 1;
  const heading = lines.slice(0, Math.max(top, 1));
  const body = lines.slice(Math.max(top, 1));
  let labelColumns = 1;
  while (labelColumns < width - 1 && mostlyLabels(body.map(({ texts }) => texts[labelColumns] ?? '')))
    labelColumns += 1;
  const rows: GridRow[] = [];
  let above: string[] = [];
  let band = '';
  for (const { texts, continued, band: isBand } of body) {
    if (isBand && !hasFigure(texts[0] ?? '')) {
      band = texts[0] ?? '';
      continue;
    }
    const own = texts.slice(0, labelColumns);
    const first = own.findIndex((text) => text !== '');
    const labels = own.map((text, at) =>
      text === '' && (at < first || continued[at] === true) ? (above[at] ?? '') : text,
    );
    above = labels;
    rows.push({
      labels: band === '' ? labels : [band, ...labels],
      cells: texts.map((text, at) => (at < labelColumns ? '' : text)),
    });
  }
  return {
    title: titled ? (all[0]?.texts[0] ?? '') : '',
    headings: Array.from({ length: width }, (_, column) => [
      ...new Set(heading.map(({ spread }) => spread[column] ?? '').filter((text) => text !== '')),
    ]),
    labelColumns,
    rows,
  };
}

/** The numbers of a cell that may be figures. */
export function figuresIn(text: string): DraftNumber[] {
  return findNumbers(text).filter(({ notFigure }) => notFigure === null);
}

function hasFigure(text: string): boolean {
  return figuresIn(text).some(({ kind }) => kind !== 'n');
}

function mostlyLabels(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  const figures = filled.filter(
    (text) => /^[\s(]*[-−]?[\d.]/.test(text) || /^\[\w+\]$|^n\/?a$|^[-–—*]$/i.test(text),
  );
  return filled.length > 0 && figures.length * 2 < filled.length;
}
