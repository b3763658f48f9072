import { toNumber } from '../../exact/ratio.ts';
import type { Result } from '../../likert/result.ts';
import { figureText } from '../../render/cell-text.ts';
import type { Figure, Table } from '../../render/contract.ts';
import type { Selection, TableDefinition } from '../../study/study.ts';

/** A run's table, what it was made by, and the figures behind it before suppression, by id. */
export interface PrintedTable {
  readonly table: Table;
  readonly definition: Pick<TableDefinition, 'rows' | 'columns'>;
  readonly results: ReadonlyMap<string, Result>;
  readonly theme: boolean;
}

/** One figure as a table prints it, and what it stands for. */
export interface PrintedFigure {
  readonly printed: string;
  /** Exact, whether or not it is printed: as in internal/results.csv. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Answers it is of. */
  readonly base: number | null;
  readonly result: Result | null;
}

/** What happened to a printed figure: another text is printed (`moved`), the same from another exact value (`exact`), or it came or went. */
export type PrintedKind = 'moved' | 'exact' | 'came' | 'went';

/** A printed figure that is not as it was. */
export interface PrintedChange {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly measure: string;
  readonly kind: PrintedKind;
  readonly earlier: PrintedFigure | null;
  readonly later: PrintedFigure | null;
  readonly theme: boolean;
}

/** Words of a table that are not as they were; rows and columns that came or went show in its figures. */
export interface WordChange {
  readonly table: string;
  readonly what: 'caption' | 'section' | 'source' | 'note' | 'row' | 'column' | 'table';
  readonly earlier: string | null;
  readonly later: string | null;
}

/** How two runs' tables differ: figures in the tables' order, then words. */
export interface TableChanges {
  readonly compared: number;
  readonly figures: readonly PrintedChange[];
  readonly words: readonly WordChange[];
}

/** Compares tables with the same id, row by row and column by column: those that ask for the same, whatever their labels. */
export function compareTables(
  earlier: readonly PrintedTable[],
  later: readonly PrintedTable[],
): TableChanges {
  const figures: PrintedChange[] = [];
  const words: WordChange[] = [];
  let compared = 0;
  for (const { earlier: before, later: after } of pair(earlier, later, [({ table }) => table.id])) {
    const either = after ?? before;
    if (either === null) continue;
    const { id } = either.table;
    words.push(...wordChanges(id, before?.table ?? null, after?.table ?? null));
    const [rows, columns] = [
      pair(rowsOf(before), rowsOf(after), BY),
      pair(columnsOf(before), columnsOf(after), BY),
    ];
    if (before !== null && after !== null)
      for (const [what, pairs] of [
        ['row', rows],
        ['column', columns],
      ] as const)
        for (const { earlier: was, later: is } of pairs)
          if (was !== null && is !== null && was.label !== is.label)
            words.push({ table: id, what, earlier: was.label, later: is.label });
    const add = (row: string, column: string, was: readonly Shown[], is: readonly Shown[]): void => {
      for (const { earlier: x, later: y } of pair(was, is, [({ measure }) => measure])) {
        compared += 1;
        const kind = kindOf(x, y);
        if (kind === null) continue;
        const measure = (y ?? x)?.measure ?? '';
        figures.push({ table: id, row, column, measure, kind, earlier: x, later: y, theme: either.theme });
      }
    };
    for (const { earlier: x, later: y } of columns)
      add('', (y ?? x)?.label ?? '', headerOf(before, x?.at), headerOf(after, y?.at));
    for (const { earlier: row, later: newRow } of rows)
      for (const { earlier: column, later: newColumn } of columns)
        add(
          (newRow ?? row)?.label ?? '',
          (newColumn ?? column)?.label ?? '',
          cellOf(before, row?.at, column?.at),
          cellOf(after, newRow?.at, newColumn?.at),
        );
  }
  return { compared, figures, words };
}

interface Line {
  readonly at: number;
  readonly label: string;
  readonly asks: string;
}

/** The same question under the same label; else the same question; else the same label. */
const BY: readonly ((line: Line) => string)[] = [
  ({ label, asks }) => `${asks}\n${label}`,
  ({ asks }) => asks,
  ({ label }) => label,
];

function rowsOf(printed: PrintedTable | null): readonly Line[] {
  return (printed?.table.rows ?? []).map(({ label, stub }, at) => ({
    at,
    label: [...(printed?.definition.rows[at]?.stub ?? stub), label].filter((text) => text !== '').join(' · '),
    asks: asksOf(printed?.definition.rows[at]),
  }));
}

function columnsOf(printed: PrintedTable | null): readonly Line[] {
  return (printed?.table.columns ?? []).map(({ group, label }, at) => ({
    at,
    label: [group ?? '', label].filter((text) => text !== '').join(' · '),
    asks: asksOf(printed?.definition.columns[at]),
  }));
}

function asksOf(selection: Selection | undefined): string {
  const { item, where, levels, show } = selection ?? { item: null, where: {}, levels: null, show: null };
  return JSON.stringify([item, where, levels, show]);
}

interface Shown extends PrintedFigure {
  readonly measure: string;
}

function cellOf(
  printed: PrintedTable | null,
  row: number | undefined,
  column: number | undefined,
): readonly Shown[] {
  if (printed === null || row === undefined || column === undefined) return [];
  return (printed.table.rows[row]?.cells[column]?.figures ?? []).map((figure) =>
    shownOf(figure, figure.measure, printed.results),
  );
}

function headerOf(printed: PrintedTable | null, column: number | undefined): readonly Shown[] {
  const figure = column === undefined ? null : (printed?.table.columns[column]?.headerN ?? null);
  return figure === null || printed === null ? [] : [shownOf(figure, 'n', printed.results)];
}

function shownOf(figure: Figure, measure: string, results: PrintedTable['results']): Shown {
  return { measure, ...printedFigure(figureText(figure), results.get(figure.result) ?? null) };
}

/** A printed text with the figure that it stands for. */
export function printedFigure(printed: string, result: Result | null): PrintedFigure {
  return {
    printed,
    value: result?.exact == null ? null : toNumber(result.exact),
    numerator: result?.numerator ?? null,
    denominator: result?.denominator ?? null,
    base: result?.tally?.answered ?? null,
    result,
  };
}

/** How a printed figure changed; null where neither its text nor what is behind it did. */
export function kindOf(earlier: PrintedFigure | null, later: PrintedFigure | null): PrintedKind | null {
  if (earlier === null || later === null)
    return earlier === later ? null : earlier === null ? 'came' : 'went';
  if (earlier.printed !== later.printed) return 'moved';
  const same = (['value', 'numerator', 'denominator', 'base'] as const).every(
    (name) => earlier[name] === later[name],
  );
  return same ? null : 'exact';
}

function wordChanges(table: string, earlier: Table | null, later: Table | null): readonly WordChange[] {
  if (earlier === null || later === null)
    return [{ table, what: 'table', earlier: earlier?.caption ?? null, later: later?.caption ?? null }];
  const words = (['caption', 'section', 'source'] as const)
    .filter((what) => earlier[what] !== later[what])
    .map((what) => ({ table, what, earlier: earlier[what], later: later[what] }));
  const [gone, came] = [without(earlier.notes, later.notes), without(later.notes, earlier.notes)];
  const notes = Array.from({ length: Math.max(gone.length, came.length) }, (_, at) => ({
    ...{ table, what: 'note' as const, earlier: gone[at] ?? null, later: came[at] ?? null },
  }));
  return [...words, ...notes];
}

function without(notes: readonly string[], others: readonly string[]): readonly string[] {
  return notes.filter((note) => !others.includes(note));
}

/** Things of two lists that belong together: alike by the first key, what is left by the next. The later list's order, then what went. */
function pair<T>(
  earlier: readonly T[],
  later: readonly T[],
  keys: readonly ((thing: T) => string)[],
): readonly { readonly earlier: T | null; readonly later: T | null }[] {
  const free = new Set(earlier.keys());
  const partner = new Map<number, number>();
  for (const key of keys) {
    const places = new Map<string, number[]>();
    for (const at of free) {
      const thing = earlier[at];
      if (thing === undefined) continue;
      const text = key(thing);
      places.set(text, [...(places.get(text) ?? []), at]);
    }
    for (const [at, thing] of later.entries()) {
      const found = partner.has(at) ? undefined : places.get(key(thing))?.shift();
      if (found === undefined) continue;
      partner.set(at, found);
      free.delete(found);
    }
  }
  return [
    ...later.map((thing, at) => ({ earlier: earlier[partner.get(at) ?? -1] ?? null, later: thing })),
    ...[...free].map((at) => ({ earlier: earlier[at] ?? null, later: null })),
  ];
}
