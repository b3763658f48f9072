import { type CsvRow, fieldIn, fieldsOf } from './csv-lines.ts';
import type { FigureList, FigureListName } from './read-figures.ts';

/**
 * What happened to a figure: it `came` or `went`; another `value` (or the mark in place of one); the same value from other
 * counts (`base`); other words beside the same numbers (`labels`); nothing but that it is now, or no longer, hidden in publish/
 * (`suppression`).
 */
export type FigureChangeKind = 'came' | 'went' | 'value' | 'base' | 'labels' | 'suppression';

/** One figure that is not as it was. */
export interface FigureChange {
  readonly list: FigureListName;
  readonly id: string;
  readonly kind: FigureChangeKind;
  readonly earlier: CsvRow | null;
  readonly later: CsvRow | null;
  /** Whether publish/ hides it; null where the figure is not there, or publish/ is not. */
  readonly hidden: { readonly earlier: boolean | null; readonly later: boolean | null };
}

/** Columns that hold a value, and those that hold the counts behind it; `synthetic` is the run's, all others are words. */
const VALUES = ['value', 'shorthand'];
const COUNTS = [
  ...['numerator', 'denominator', 'sum', 'sum_squares'],
  ...['asked', 'answered', 'dont_know', 'blank', 'not_asked', 'base'],
];

/**
 * Every figure of one list that differs between two runs, and no other: those of the later run in its order, then those that
 * went. A run without the list has no figures.
 */
export function compareFigures(
  list: FigureListName,
  earlier: FigureList | null,
  later: FigureList | null,
): readonly FigureChange[] {
  const changes: FigureChange[] = [];
  const before = earlier?.lines ?? new Map<string, string>();
  const after = later?.lines ?? new Map<string, string>();
  const sameColumns = earlier?.columns.join() === later?.columns.join();
  const bothPublished = earlier?.hidden != null && later?.hidden != null;
  for (const [id, line] of after) {
    const old = before.get(id);
    const turned = bothPublished && old !== undefined && earlier.hidden.has(id) !== later.hidden.has(id);
    if (old === line && sameColumns && !turned) continue;
    const row = rowOf(later, line);
    const oldRow = old === undefined ? null : rowOf(earlier, old);
    const kind = oldRow === null ? 'came' : (kindOf(oldRow, row) ?? (turned ? 'suppression' : null));
    if (kind === null) continue;
    const hidden = { earlier: isHidden(earlier, id), later: isHidden(later, id) };
    changes.push({ list, id, kind, earlier: oldRow, later: row, hidden });
  }
  for (const [id, line] of before)
    if (!after.has(id))
      changes.push({
        list,
        id,
        kind: 'went',
        earlier: rowOf(earlier, line),
        later: null,
        hidden: { earlier: isHidden(earlier, id), later: null },
      });
  return changes;
}

function isHidden(list: FigureList | null, id: string): boolean | null {
  return list?.hidden == null || !list.lines.has(id) ? null : list.hidden.has(id);
}

function rowOf(list: FigureList | null, line: string): CsvRow {
  return { columns: list?.columns ?? [], fields: fieldsOf(line) };
}

function kindOf(earlier: CsvRow, later: CsvRow): 'value' | 'base' | 'labels' | null {
  const differs = (column: string) => fieldIn(earlier, column) !== fieldIn(later, column);
  if (VALUES.some(differs)) return 'value';
  if (COUNTS.some(differs)) return 'base';
  const words = new Set([...earlier.columns, ...later.columns]);
  words.delete('synthetic');
  return [...words].some(differs) ? 'labels' : null;
}
