import { type AuditedCell, type AuditReport, type SearchFinding, SOLUTION_CAP } from './audit-report.ts';
import { catchRate } from './catch-rate.ts';
import { findColumns } from './column-findings.ts';
import { findConflicts } from './conflicts.ts';
import { disclosures } from './disclosure.ts';
import { explainMisfit, type Neighbour } from './explain-misfit.ts';
import { type KnownBase, knownBases } from './known-bases.ts';
import type { PrintedCell, PrintedTables } from './printed-cell.ts';
import { type RangeSpec, rangeFor, rangeWords } from './range.ts';
import { type Conventions, levelsOf, prepareReproducer, type Reproducer, upperLevels } from './reproduce.ts';
import { failedTests } from './single-tests.ts';

export interface AuditOptions {
  /** Null: from 2 to the larger of n and the base known for the column. */
  readonly range: RangeSpec | null;
  /** Bases known from outside the tables, by column. */
  readonly bases: ReadonlyMap<string, number>;
  /** First and last level that the percentage is of; null: those above the middle of the scale. */
  readonly agree: readonly [number, number] | null;
  readonly rounding: NonNullable<Conventions['rounding']>;
  readonly deviation: NonNullable<Conventions['deviation']>;
}

export const DEFAULT_AUDIT: AuditOptions = {
  range: null,
  bases: new Map(),
  agree: null,
  rounding: 'half-away',
  deviation: 'sample',
};

/**
 * Audits published tables: for each cell what the exhaustive search says and, where it does not fit at its n, what may
 * explain that; over cells what columns say together; what cannot stand together. Order: as read. Cells whose scale
 * and n are too large to search come back as conflicts of kind `input`. Without cells everything is empty.
 */
export function auditTables(tables: PrintedTables, options: AuditOptions = DEFAULT_AUDIT): AuditReport {
  const known = knownBases(tables, options.bases);
  const ranges = new Map(
    tables.cells.map((cell) => [cell, rangeFor(cell.n, options.range, known.get(cell))]),
  );
  const reproducers = prepareAll(tables.cells, ranges, options);
  const searchable = tables.cells.filter((cell) => reproducers.has(cell));
  const reproducerOf = (cell: PrintedCell): Reproducer => {
    const found = reproducers.get(cell);
    if (found === undefined) throw new Error(`no reproducer for ${cell.file}:${cell.line}`);
    return found;
  };
  const atN = (cell: PrintedCell): boolean => reproducerOf(cell).fits(cell.figures, cell.n);
  const neighboursOf = neighbourFinder(searchable);
  const cells = searchable.map((cell): AuditedCell => {
    const reproducer = reproducerOf(cell);
    const searched = ranges.get(cell) ?? [cell.n, cell.n];
    const ns = span(searched).filter((n) => reproducer.fits(cell.figures, n));
    const search = findingOf(cell.n, ns);
    const solvedAt = nearest(cell.n, ns);
    const solutions = solvedAt === null ? [] : reproducer.list(cell.figures, solvedAt, SOLUTION_CAP);
    const neighbours = (): Neighbour[] =>
      neighboursOf(cell).map((neighbour) => ({ ...neighbour, atN: atN(neighbour.cell) }));
    return {
      cell,
      search,
      ns,
      searched,
      baseFrom: searched[1] > cell.n && options.range === null ? (known.get(cell)?.from ?? null) : null,
      explanations:
        search === 'at_n'
          ? []
          : [
              ...explainMisfit({
                cell,
                reproducer,
                search,
                ns,
                searched,
                neighbours: neighbours(),
                otherNs: otherNs(cell, searchable),
              }),
              ...failedTests(cell, options),
            ],
      witness: solutions[0] ?? null,
      solvedAt,
      solutions: solutions.length,
      catchRate: catchRate(reproducer, cell.figures, cell.n),
    };
  });
  return {
    assumptions: assumptionsOf(tables.cells, options, known),
    summary: summarise(cells),
    cells,
    columns: findColumns(cells, reproducerOf),
    disclosures: disclosures(cells, ({ cell }) => reproducerOf(cell)),
    conflicts: findConflicts(
      tables,
      tables.cells.filter((cell) => !reproducers.has(cell)),
    ),
  };
}

function findingOf(n: number, ns: readonly number[]): SearchFinding {
  if (ns.includes(n)) return 'at_n';
  if (ns.some((base) => base < n)) return 'smaller';
  return ns.length > 0 ? 'larger' : 'none';
}

/** The n nearest to the printed one that has answers; of two equally near, the smaller. */
function nearest(n: number, ns: readonly number[]): number | null {
  return ns.reduce<number | null>(
    (best, base) => (best === null || Math.abs(base - n) < Math.abs(best - n) ? base : best),
    null,
  );
}

/** Tables for more sums than this would take too long and too much memory. */
const LARGEST_TABLE = 80_000_000;

function prepareAll(
  cells: readonly PrintedCell[],
  ranges: ReadonlyMap<PrintedCell, readonly [number, number]>,
  options: AuditOptions,
): ReadonlyMap<PrintedCell, Reproducer> {
  const largest = new Map<string, number>();
  const needed = (cell: PrintedCell): number => Math.max(cell.n, ranges.get(cell)?.[1] ?? cell.n);
  const isPossible = (cell: PrintedCell): boolean => {
    const width = cell.scale[1] - cell.scale[0];
    const part = cell.figures.percent === null ? width : width / 2;
    return part ** 3 * needed(cell) ** 2 <= LARGEST_TABLE;
  };
  const possible = cells.filter(isPossible);
  const key = (cell: PrintedCell): string => `${cell.scale.join()}|${cell.figures.percent === null}`;
  for (const cell of possible) largest.set(key(cell), Math.max(largest.get(key(cell)) ?? 0, needed(cell)));
  const made = new Map<string, Reproducer>();
  return new Map(
    possible.map((cell) => {
      const existing = made.get(key(cell));
      const reproducer =
        existing ??
        prepareReproducer(cell.scale, agreeOf(cell.scale, options), largest.get(key(cell)) ?? cell.n, {
          rounding: options.rounding,
          deviation: options.deviation,
        });
      made.set(key(cell), reproducer);
      return [cell, reproducer];
    }),
  );
}

/** The levels that a percentage on this scale is of. */
export function agreeOf(scale: readonly [number, number], options: AuditOptions): number[] {
  if (options.agree === null) return upperLevels(scale);
  const [first, last] = options.agree;
  return levelsOf(scale).filter((level) => level >= first && level <= last);
}

interface Grid {
  readonly rows: string[];
  readonly columns: string[];
  readonly at: Map<string, PrintedCell>;
}

function emptyGrid(): Grid {
  return { rows: [], columns: [], at: new Map() };
}

/** Cells above, below, left and right: rows and columns in the order in which a table first prints them. */
function neighbourFinder(
  cells: readonly PrintedCell[],
): (cell: PrintedCell) => Pick<Neighbour, 'where' | 'cell'>[] {
  const byTable = new Map<string, Grid>();
  for (const cell of cells) {
    const table = byTable.get(cell.table) ?? emptyGrid();
    byTable.set(cell.table, table);
    if (!table.rows.includes(cell.row)) table.rows.push(cell.row);
    if (!table.columns.includes(cell.column)) table.columns.push(cell.column);
    table.at.set(`${cell.row}\n${cell.column}`, cell);
  }
  return (cell) => {
    const table = byTable.get(cell.table);
    if (table === undefined) return [];
    const row = table.rows.indexOf(cell.row);
    const column = table.columns.indexOf(cell.column);
    const at = (y: number, x: number): PrintedCell | undefined =>
      table.at.get(`${table.rows[y]}\n${table.columns[x]}`);
    const places = [
      ['above', at(row - 1, column)],
      ['below', at(row + 1, column)],
      ['left', at(row, column - 1)],
      ['right', at(row, column + 1)],
    ] as const;
    return places.flatMap(([where, found]) => (found === undefined ? [] : [{ where, cell: found }]));
  };
}

function otherNs(cell: PrintedCell, cells: readonly PrintedCell[]): { n: number; column: string }[] {
  const found = new Map<number, string>();
  for (const other of cells) {
    if (other.table === cell.table && other.n !== cell.n && !found.has(other.n))
      found.set(other.n, other.column);
  }
  return [...found].map(([n, column]) => ({ n, column }));
}

function summarise(cells: readonly AuditedCell[]): Record<SearchFinding, number> {
  const summary = { at_n: 0, smaller: 0, larger: 0, none: 0 };
  for (const { search } of cells) summary[search] += 1;
  return summary;
}

const ROUNDING_WORDS = {
  'half-away': 'rounded once from exact values, ties (a last digit exactly half way) away from zero',
  'half-even': 'rounded once from exact values, ties (a last digit exactly half way) to the even neighbour',
  truncate: 'cut off, not rounded (so that there are no ties)',
} as const;

function assumptionsOf(
  cells: readonly PrintedCell[],
  options: AuditOptions,
  known: ReadonlyMap<PrintedCell, KnownBase>,
): string[] {
  const scales = [...new Map(cells.map((cell) => [cell.scale.join(), cell.scale])).values()];
  const bases = new Set([...known.values()].map(({ words }) => words));
  return [
    `SD: ${options.deviation === 'sample' ? 'sample (divides by n − 1, as SPSS, Excel’s STDEV.S and R’s sd)' : 'population (divides by n)'}.`,
    `Rounding: ${ROUNDING_WORDS[options.rounding]}.`,
    ...scales.map((scale) => {
      const agree = agreeOf(scale, options);
      const percent = cells.some(
        (cell) => cell.scale.join() === scale.join() && cell.figures.percent !== null,
      );
      return `Scale ${scale[0]} to ${scale[1]}: every answer a whole number${percent ? `; the percentage is of those who answered ${agree[0]} to ${agree[agree.length - 1]}` : ''}.`;
    }),
    'Base: percentage, mean and SD of a cell are of the same people; answers count once each, without weights.',
    `Range searched: ${rangeWords(options.range)}.`,
    ...bases,
    'Figures are taken as text, as they were transcribed: check the transcription first.',
  ];
}

function span([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
