import { fieldsOf } from './csv-lines.ts';
import type { FigureList, FigureListName } from './read-figures.ts';

/**
 * What happened to a figure: it `came` or `went`; another `value` (or the mark in place of one); the same value from other
 * counts (`base`); other words beside the same numbers (`labels`); nothing but that it is now, or no longer, hidden in publish/
 * (`suppression`).
 */
export type FigureChangeKind = 'came' | 'went' | 'value' | 'base' | 'labels' | 'suppression';

/** A figure's fields by column. */
export type FigureRow = Readonly<Record<string, string>>;

/** One figure that is not as it was. */
export interface FigureChange {
  readonly list: FigureListName;
  readonly id: string;
  readonly kind: FigureChangeKind;
  readonly earlier: FigureRow | null;
  readonly later: FigureRow | null;
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
  for (const [id, line] of after) {
    const old = before.get(id);
    const hidden = { earlier: isHidden(earlier, id), later: isHidden(later, id) };
    const turned =
      hidden.earlier !== null &&
      hidden.later !== null &&
      hidden.earlier !== hidden.later &&
      old !== undefined;
    if (old === line && sameColumns && !turned) continue;
    const row = rowOf(later, line);
    const oldRow = old === undefined ? null : rowOf(earlier, old);
    const kind = oldRow === null ? 'came' : (kindOf(oldRow, row) ?? (turned ? 'suppression' : null));
    if (kind !== null) changes.push({ list, id, kind, earlier: oldRow, later: row, hidden });
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

function rowOf(list: FigureList | null, line: string): FigureRow {
  const fields = fieldsOf(line);
  const row: Record<string, string> = {};
  for (const [at, column] of (list?.columns ?? []).entries()) row[column] = fields[at] ?? '';
  return row;
}

function kindOf(earlier: FigureRow, later: FigureRow): 'value' | 'base' | 'labels' | null {
  const differs = (column: string) => (earlier[column] ?? '') !== (later[column] ?? '');
  if (VALUES.some(differs)) return 'value';
  if (COUNTS.some(differs)) return 'base';
  const words = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  words.delete('synthetic');
  return [...words].some(differs) ? 'labels' : null;
}
