import type { FigureChangeKind } from './compare-figures.ts';
import type { PrintedKind } from './compare-tables.ts';
import type { Comparison } from './diff-runs.ts';
import type { FigureListName } from './read-figures.ts';

/** The figures of one list, by what happened to them. */
export type ListSummary = Readonly<Record<FigureChangeKind, number>> & {
  readonly compared: number;
  /** Hidden in publish/ now and not before, and the other way round, whatever else happened to them. */
  readonly nowHidden: number;
  readonly nowShown: number;
};

/** A comparison in numbers. */
export interface DiffSummary {
  readonly printed: Readonly<Record<PrintedKind, number>> & {
    readonly compared: number;
    readonly tables: number;
    /** Ids of tables in which a printed figure moved, came or went. */
    readonly movedTables: readonly string[];
  };
  readonly words: number;
  readonly results: ListSummary;
  /** Null where neither run has themes. */
  readonly themes: ListSummary | null;
  /** Changes, printed or listed, of which the files do not tell a cause. */
  readonly unexplained: number;
  /** Whether any figure differs, printed or not. */
  readonly changed: boolean;
}

/** How many figures did what. */
export function summariseDiff(comparison: Comparison): DiffSummary {
  const { printed, figures, words, compared } = comparison;
  const kinds = { moved: 0, exact: 0, came: 0, went: 0 };
  for (const { kind } of printed) kinds[kind] += 1;
  const moved = printed.filter(({ kind }) => kind !== 'exact').map(({ table }) => table);
  return {
    printed: {
      compared: compared.printed,
      tables: compared.tables,
      ...kinds,
      movedTables: [...new Set(moved)],
    },
    words: words.length,
    results: listSummary('results', compared.results, comparison),
    themes: compared.themes === null ? null : listSummary('themes', compared.themes, comparison),
    unexplained: [...printed, ...figures].filter(({ causes }) => causes.length === 0).length,
    changed: printed.length > 0 || figures.some(({ kind }) => kind !== 'labels'),
  };
}

function listSummary(list: FigureListName, compared: number, { figures }: Comparison): ListSummary {
  const kinds: Record<FigureChangeKind, number> = {
    ...{ value: 0, base: 0, came: 0, went: 0, labels: 0, suppression: 0 },
  };
  let nowHidden = 0;
  let nowShown = 0;
  for (const { list: own, kind, hidden } of figures) {
    if (own !== list) continue;
    kinds[kind] += 1;
    if (hidden.earlier === false && hidden.later === true) nowHidden += 1;
    if (hidden.earlier === true && hidden.later === false) nowShown += 1;
  }
  return { compared, ...kinds, nowHidden, nowShown };
}
