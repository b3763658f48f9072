import { parsePrinted } from '../audit/printed-interval.ts';
import { type CellFigures, prepareSearch } from '../audit/search.ts';
import { type Exact, formatExact, formatUnits, ratio, sampleSd } from '../exact/ratio.ts';

/** A published cell, and how many may have answered it. */
export interface Cell {
  readonly id: string;
  /** Cells of one block are answered by nearly the same people: they share a number where they can. */
  readonly block: string;
  readonly figures: CellFigures;
  readonly headerN: number;
  /** The most that can have answered. */
  readonly largest: number;
}

/** The counts a cell is given. */
export interface PickedCounts {
  readonly id: string;
  readonly n: number;
  /** By level, in the order of the scale's values in `figures.scale`. */
  readonly counts: readonly number[];
  /** `exact`: they give every published figure. `nearest`: none do; percentage, mean and SD are, in this order, as near as can be. */
  readonly fit: 'exact' | 'nearest';
  /** Counts that give the figures over all n searched, to the cap: few of them say what the real answers were. */
  readonly solutions: number;
}

/** Solutions are counted to here: what is above it discloses nobody. */
export const FEW_SOLUTIONS_CAP = 50;

/**
 * A number of respondents and counts for every cell: the header's n where counts exist for it; else, among smaller
 * n, the one that most cells of the block have counts for (the larger of two); else likewise above it, the smaller of
 * two. Of the counts for that n, those that change most evenly from level to level. Cells without any counts keep
 * percentage and mean, at the n up to the header's (from three quarters of it, if possible) with the SD nearest; where
 * not even those two go together, the percentage and the nearest mean; where no n has it, the nearest percentage.
 * Null for a cell with no counts even so.
 */
export function pickCounts(cells: readonly Cell[]): readonly (PickedCounts | null)[] {
  const searches = cells.map((cell) => prepareSearch(cell.figures, Math.max(2, cell.largest)));
  const feasible = cells.map((cell, index) =>
    range(2, cell.largest).filter((n) => searches[index]?.feasible(n) ?? false),
  );
  const shared = new Map<string, number>();
  cells.forEach((cell, index) => {
    for (const n of feasible[index] ?? []) {
      shared.set(`${cell.block} ${n}`, (shared.get(`${cell.block} ${n}`) ?? 0) + 1);
    }
  });
  return cells.map((cell, index) => {
    const bases = feasible[index] ?? [];
    const search = searches[index];
    if (search === undefined || bases.length === 0) return nearest(cell);
    const share = (n: number) => shared.get(`${cell.block} ${n}`) ?? 0;
    const below = bases.filter((n) => n < cell.headerN).sort((a, b) => share(b) - share(a) || b - a);
    const above = bases.filter((n) => n > cell.headerN).sort((a, b) => share(b) - share(a) || a - b);
    const n = bases.includes(cell.headerN) ? cell.headerN : (below[0] ?? above[0] ?? 0);
    let solutions = 0;
    for (const base of bases) {
      if (solutions >= FEW_SOLUTIONS_CAP) break;
      solutions += search.find(base, FEW_SOLUTIONS_CAP - solutions).solutions;
    }
    const written = prepareSearch(writtenOut(cell, cells), Math.max(2, n));
    const counts = smoothest((written.feasible(n) ? written : search).list(n), cell.figures);
    return { id: cell.id, n, counts, fit: 'exact', solutions };
  });
}

/**
 * The figures with a mean as long as the longest of its block: among 5.75 and 6.23 a printed 5.4 is more likely a 5.40
 * that lost its zero than a 5.35.
 */
function writtenOut(cell: Cell, cells: readonly Cell[]): CellFigures {
  const { mean } = cell.figures;
  if (mean === null) return cell.figures;
  const { units, decimals } = parsePrinted(mean);
  const others = cells.filter(({ block, figures }) => block === cell.block && figures.mean !== null);
  const longest = Math.max(...others.map(({ figures }) => parsePrinted(figures.mean ?? '0').decimals));
  return { ...cell.figures, mean: formatUnits(units * 10n ** BigInt(longest - decimals), longest) };
}

/**
 * The printed percentage where any n has it, else the nearest that one has; the printed mean, else the nearest; the
 * nearest SD. Within each, n from three quarters of the header's up come first.
 */
function nearest(cell: Cell): PickedCounts | null {
  const { percent, mean, sd } = cell.figures;
  if (mean === null || sd === null) return null;
  const most = Math.min(cell.headerN, cell.largest);
  const withFigures = (figures: CellFigures): readonly number[] =>
    range(2, most).filter(prepareSearch({ ...figures, sd: null }, Math.max(2, most)).feasible);
  for (const near of percent === null ? [null] : shifts(percent, 20n)) {
    const agreeing = { ...cell.figures, percent: near };
    if (withFigures({ ...agreeing, mean: null }).length === 0) continue;
    for (const shifted of shifts(mean, 50n)) {
      const figures = { ...agreeing, mean: shifted };
      const bases = withFigures(figures);
      const enough = bases.filter((n) => 4 * n >= 3 * most);
      const found = nearestSpread(cell, figures, enough) ?? nearestSpread(cell, figures, bases);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The counts with the SD nearest to the printed one, at the largest of these n that has them. */
function nearestSpread(cell: Cell, figures: CellFigures, bases: readonly number[]): PickedCounts | null {
  const most = bases[bases.length - 1];
  if (most === undefined) return null;
  for (const sd of shifts(figures.sd ?? '0', 500n)) {
    const search = prepareSearch({ ...figures, sd }, Math.max(2, most));
    for (const n of [...bases].reverse()) {
      const solutions = search.list(n).filter((counts) => !printsOtherwise(counts, cell.figures));
      if (solutions.length === 0) continue;
      return { id: cell.id, n, counts: smoothest(solutions, figures), fit: 'nearest', solutions: 0 };
    }
  }
  return null;
}

/**
 * Whether other rounding would print these counts as published. Such counts would suggest that the source rounded
 * one cell unlike all others, when all that is known is that no counts give its figures.
 */
function printsOtherwise(counts: readonly number[], figures: CellFigures): boolean {
  const total = (weigh: (value: number) => number) =>
    counts.reduce((sum, count, index) => sum + count * weigh(figures.scale[index] ?? 0), 0);
  const n = total(() => 1);
  const sum = total((value) => value);
  const agree = total((value) => (figures.agree?.includes(value) ? 1 : 0));
  const spread = sampleSd(
    n,
    sum,
    total((value) => value * value),
  );
  const printed = (text: string | null, exact: Exact | null) =>
    text === null ||
    (exact !== null &&
      (['half-away', 'half-even', 'truncate'] as const).some(
        (rounding) => formatExact(exact, parsePrinted(text).decimals, rounding) === text,
      ));
  return (
    printed(figures.percent, ratio(100 * agree, n)) &&
    printed(figures.mean, ratio(sum, n)) &&
    printed(figures.sd, spread)
  );
}

/** The printed figure, then one unit below and above it, two, and so on; never below zero. */
function* shifts(printed: string, furthest: bigint): Generator<string> {
  const { units, decimals } = parsePrinted(printed);
  yield formatUnits(units, decimals);
  for (let off = 1n; off <= furthest; off++) {
    if (units >= off) yield formatUnits(units - off, decimals);
    yield formatUnits(units + off, decimals);
  }
}

/** The counts whose differences from level to level vary least, the first of several: what answers mostly look like. */
function smoothest(solutions: readonly (readonly number[])[], figures: CellFigures): readonly number[] {
  const order = figures.scale
    .map((value, index) => ({ value, index }))
    .sort((a, b) => a.value - b.value)
    .map(({ index }) => index);
  const roughness = (counts: readonly number[]): number => {
    const at = (position: number) => counts[order[position] ?? -1] ?? 0;
    let sum = 0;
    for (let position = 0; position <= order.length; position++) {
      const bend = at(position - 1) - 2 * at(position) + at(position + 1);
      sum += bend * bend;
    }
    return sum;
  };
  let best: readonly number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const counts of solutions) {
    const rough = roughness(counts);
    if (rough < least) {
      least = rough;
      best = counts;
    }
  }
  return best;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
