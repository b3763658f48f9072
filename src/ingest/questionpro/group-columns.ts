import { decodeEntities, fold } from '../../study/fold.ts';
import type { ColumnContents } from './column-contents.ts';
import type { RawColumn, RawSheet } from './raw-sheet.ts';

/** Neighbouring columns that ask one question. */
export interface ColumnGroup {
  /** The question's code where the header gives it. */
  readonly code: string | null;
  /** As exported, entities decoded and spaces made single; "" where the export has lost it. */
  readonly text: string;
  /** 0-based positions. */
  readonly columns: readonly number[];
  /** What each column stands for: an option of a multi, a statement of a matrix; "" for a column by itself. */
  readonly labels: readonly string[];
  /** Columns that hold what was typed beside an "Other" option. */
  readonly other: readonly number[];
  /** The text stood over every column, as over a matrix; not over the first only, as over a multi-select. */
  readonly repeated: boolean;
}

interface Draft {
  code: string | null;
  text: string;
  columns: number[];
  labels: string[];
  other: number[];
  repeated: boolean;
}

/**
 * The survey's columns in order, grouped into questions from the header rows. Two rows: a text over its first column,
 * then empty headers, or repeated over all, with labels below. One row: `Question - Option` and `n - code - label` by
 * what neighbours share; of bare labels only neighbours that hold nothing but ticks belong together, their question
 * unknown. A filled column without a header, or with its neighbour's and free text in it, is that question's "Other".
 */
export function groupColumns(sheet: RawSheet, contents: readonly ColumnContents[]): readonly ColumnGroup[] {
  const split = sheet.headerRows === 2 ? sheet.columns : splitHeaders(sheet.columns, contents);
  const groups: Draft[] = [];
  let current: Draft | null = null;
  for (const [index, column] of split.entries()) {
    if (column.system !== null) {
      current = null;
      continue;
    }
    const header = tidy(column.header);
    const label = tidy(column.subheader);
    const same = current !== null && header !== '' && fold(header) === fold(current.text);
    const labelled = label !== '' && current !== null && current.labels[0] !== '';
    if (current !== null && labelled && (same || header === '')) {
      current.columns.push(index);
      current.labels.push(label);
      current.repeated ||= same;
    } else if (current !== null && label === '' && isOther(contents, current, index, header, same)) {
      current.other.push(index);
    } else {
      current = { code: null, text: header, columns: [index], labels: [label], other: [], repeated: false };
      groups.push(current);
    }
  }
  return groups.map(withCode);
}

/** Whether every filled cell of a column is the tick of a multi-select: `1`, its own label, or `[label] text`. */
export function isTicks(contents: ColumnContents | undefined, label: string): boolean {
  if (contents === undefined || contents.filled === 0) return false;
  if (contents.values === null) return false;
  return [...contents.values.keys()].every(
    (value) => value === '1' || bracketed(value) !== null || (label !== '' && fold(value) === fold(label)),
  );
}

/** The label in `[Other] free text`, without the text; null for a cell of another form. */
export function bracketed(value: string): string | null {
  return /^\[([^\]]{1,200})\]/.exec(value)?.[1] ?? null;
}

/** A header with its entities decoded, single spaces, and none at its ends. */
export function tidy(text: string): string {
  return decodeEntities(text)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

function isOther(
  contents: readonly ColumnContents[],
  group: Draft,
  index: number,
  header: string,
  same: boolean,
): boolean {
  const own = contents[index];
  const before = contents[group.columns.at(-1) ?? -1];
  if (own === undefined || own.filled === 0) return false;
  if (header === '') return true;
  return same && group.columns.length === 1 && !own.numeric && before?.numeric === true;
}

/** A one-row header as if it had two: the shared part above, the rest below. */
function splitHeaders(
  columns: readonly RawColumn[],
  contents: readonly ColumnContents[],
): readonly Pick<RawColumn, 'header' | 'subheader' | 'system'>[] {
  const stems = columns.map((column, index) => {
    if (column.system !== null) return '';
    const next = sharedStem(column, columns[index + 1]);
    const previous = sharedStem(columns[index - 1], column);
    return next.length >= previous.length ? next : previous;
  });
  const ticks = columns.map(
    (column, index) =>
      column.system === null && stems[index] === '' && isTicks(contents[index], column.header),
  );
  return columns.map((column, index) => {
    const stem = stems[index] ?? '';
    if (stem !== '') return { ...column, header: stem, subheader: column.header.slice(stem.length + 3) };
    const inRun = ticks[index] === true && (ticks[index - 1] === true || ticks[index + 1] === true);
    return inRun ? { ...column, header: '', subheader: column.header } : column;
  });
}

/** The longest part before a ` - ` that two survey columns' headers have in common; "" where there is none. */
function sharedStem(a: RawColumn | undefined, b: RawColumn | undefined): string {
  if (a === undefined || b === undefined || a.system !== null || b.system !== null) return '';
  let end = 0;
  while (end < a.header.length && a.header[end] === b.header[end]) end += 1;
  const stem = a.header.slice(0, a.header.lastIndexOf(' - ', end - 3));
  return end >= 3 && a.header.slice(0, end).includes(' - ') && a.header !== b.header ? stem : '';
}

/** Takes `3 - Q2 - Text` and `3 - Q2` apart into the code and the text. */
function withCode(group: Draft): ColumnGroup {
  const match = /^\d{1,4} - (\S{1,40})(?: - (.*))?$/.exec(group.text);
  return match === null ? group : { ...group, code: match[1] ?? null, text: match[2] ?? '' };
}
