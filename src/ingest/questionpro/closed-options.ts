import { fold } from '../../study/fold.ts';
import type { ColumnContents } from './column-contents.ts';
import { bracketed } from './group-columns.ts';

/** One answer option of a question worked out from an export, with the number of rows that chose it. */
export interface DescribedOption {
  /** What stands in a cell: a position from 1, or the label itself where labels are exported. */
  readonly code: string;
  /** "" where the export doesn't tell. */
  readonly label: string;
  readonly count: number;
}

/** Codes above this are taken for numbers that were typed, not for positions in a list. */
const LONGEST_LIST = 30;
const LONGEST_LABEL = 120;

/** Stands for the answers that only one row gave: they may be what a person typed, and are not shown. */
const ONCE = '(answers given once)';

/** The options of a multi-select: its columns' labels with their ticks; codes are positions. */
export function tickOptions(
  labels: readonly string[],
  columns: readonly ColumnContents[],
): readonly DescribedOption[] {
  return labels.map((label, at) => ({ code: String(at + 1), label, count: columns[at]?.filled ?? 0 }));
}

/**
 * Whether the answers in columns that share a list of options look like choices: whole numbers from 0 to 30 that
 * aren't as many as the answers, or short texts that recur, three answers or more to each on average.
 */
export function isClosed(columns: readonly ColumnContents[]): boolean {
  const counts = pooled(columns);
  if (counts === null) return false;
  const filled = columns.reduce((sum, column) => sum + column.filled, 0);
  const values = [...counts.keys()];
  const codes = values.filter((value) => /^\d{1,2}$/.test(value) && Number(value) <= LONGEST_LIST);
  const named = values.filter((value) => bracketed(value) !== null);
  if (codes.length > 0 && codes.length + named.length === values.length) {
    return codes.length <= 12 || filled >= codes.length * 2;
  }
  const longest = Math.max(...columns.map((column) => column.longest));
  const others = new Set(named.map(bracketed)).size;
  const distinct = values.length - named.length + others;
  return (
    longest <= LONGEST_LABEL &&
    !columns.every((column) => column.numeric) &&
    distinct <= LONGEST_LIST &&
    filled >= distinct * 3
  );
}

/**
 * Options with counts over columns that share them. With `known` labels (or options): in that order, answers matched
 * by label or else by position, each option there even when nobody chose it, and answers off the list after them.
 * Without: the answers themselves, numbers in order, texts by frequency then alphabet; those given once are one line.
 */
export function closedOptions(
  columns: readonly ColumnContents[],
  known: readonly (string | DescribedOption)[] | null,
): readonly DescribedOption[] {
  const counts = pooled(columns) ?? new Map<string, number>();
  return known === null ? worked(counts) : matched(counts, known);
}

function matched(
  counts: ReadonlyMap<string, number>,
  known: readonly (string | DescribedOption)[],
): readonly DescribedOption[] {
  const options = known.map((option, at) =>
    typeof option === 'string' ? { code: String(at + 1), label: option } : option,
  );
  const places = new Map<string, number>();
  for (const [at, option] of options.entries()) places.set(option.code, at);
  const labels = new Map(options.map((option, at) => [fold(option.label), at]));
  // Labels that are numbers are the platform's values; a 0 among the answers says that those were exported.
  const byValue = counts.has('0') && labels.has('0');
  const found = options.map(() => 0);
  let off = 0;
  for (const [value, count] of counts) {
    const label = fold(bracketed(value) ?? value);
    const place = byValue ? labels.get(label) : (places.get(value) ?? labels.get(label));
    if (place === undefined) off += count;
    else found[place] = (found[place] ?? 0) + count;
  }
  const listed = options.map((option, at) => ({
    code: option.code,
    label: option.label,
    count: found[at] ?? 0,
  }));
  const once = listed.findIndex((option) => option.label === ONCE);
  if (off === 0) return listed;
  if (once < 0) return [...listed, { code: '', label: '(not on the list)', count: off }];
  return listed.map((option, at) => (at === once ? { ...option, count: option.count + off } : option));
}

function worked(counts: ReadonlyMap<string, number>): readonly DescribedOption[] {
  const merged = new Map<string, number>();
  for (const [value, count] of counts) {
    const label = bracketed(value) ?? value;
    merged.set(label, (merged.get(label) ?? 0) + count);
  }
  const numbers = [...merged]
    .filter(([value]) => /^\d+$/.test(value))
    .sort(([a], [b]) => Number(a) - Number(b));
  const texts = [...merged].filter(([value]) => !/^\d+$/.test(value));
  // Positions count from 1, so where there is a 0 the numbers are the labels.
  const zero = merged.has('0');
  const shown = texts
    .filter(([, count]) => count > 1)
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const once = texts.filter(([, count]) => count === 1).length;
  return [
    ...numbers.map(([code, count]) => ({ code, label: zero ? code : '', count })),
    ...shown.map(([label, count]) => ({ code: label, label, count })),
    ...(once === 0 ? [] : [{ code: '', label: ONCE, count: once }]),
  ];
}

function pooled(columns: readonly ColumnContents[]): Map<string, number> | null {
  const counts = new Map<string, number>();
  for (const column of columns) {
    if (column.values === null) return null;
    for (const [value, count] of column.values) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return counts;
}
