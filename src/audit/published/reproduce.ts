import type { Rounding } from '../../exact/ratio.ts';
import { type CellFigures, prepareSearch, type ScaleTables, tabulateScale } from '../search.ts';
import type { PrintedFigures } from './printed-cell.ts';

/** How figures are taken to have been made; what is not said is rounded half away from zero, with a sample SD. */
export interface Conventions {
  readonly rounding?: Rounding;
  readonly percentRounding?: Rounding;
  readonly deviation?: 'sample' | 'population';
  /** Respondents whom the percentage is of, where they are not those of mean and SD. */
  readonly percentBase?: number;
}

/** Whether, and by which answers, figures on one scale can be reproduced. */
export interface Reproducer {
  /** The whole numbers of the scale, ascending. */
  readonly levels: readonly number[];
  readonly largest: number;
  readonly fits: (figures: PrintedFigures, n: number, how?: Conventions) => boolean;
  /** Answer counts by level, lowest first, at most `cap`. */
  readonly list: (
    figures: PrintedFigures,
    n: number,
    cap: number,
    how?: Conventions,
  ) => readonly (readonly number[])[];
}

/**
 * A reproducer for figures on the levels from `low` to `high`, of up to `largest` respondents; the percentage is of
 * the levels in `agree`. The conventions given stand unless a call says otherwise. Answers are remembered, so asking
 * again is free.
 */
export function prepareReproducer(
  scale: readonly [number, number],
  agree: readonly number[],
  largest: number,
  standing: Conventions = {},
): Reproducer {
  const levels = levelsOf(scale);
  let withPercent: ScaleTables | null = null;
  let without: ScaleTables | null = null;
  const tables = (percent: string | null): ScaleTables => {
    if (percent === null) {
      without ??= tabulateScale(levels, null, largest);
      return without;
    }
    withPercent ??= tabulateScale(levels, agree, largest);
    return withPercent;
  };
  const search = (figures: PrintedFigures, how: Conventions) => {
    const { percentRounding, percentBase, rounding, deviation } = { ...standing, ...how };
    const cell: CellFigures = {
      ...figures,
      scale: levels,
      agree: figures.percent === null ? null : agree,
      rounding: rounding ?? 'half-away',
      deviation: deviation ?? 'sample',
      ...(percentRounding === undefined ? {} : { percentRounding }),
      ...(percentBase === undefined ? {} : { percentBase }),
    };
    return prepareSearch(cell, largest, tables(figures.percent));
  };
  const known = new Map<string, boolean>();
  return {
    levels,
    largest,
    fits: (figures, n, how = {}) => {
      if (n < 1 || n > largest) return false;
      const { percent, mean, sd } = figures;
      const key = `${percent}|${mean}|${sd}|${n}|${how.rounding}|${how.percentRounding}|${how.deviation}|${how.percentBase}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = search(figures, how).feasible(n);
      known.set(key, found);
      return found;
    },
    list: (figures, n, cap, how = {}) => search(figures, how).list(n, cap),
  };
}

/** The whole numbers from low to high, ends included. */
export function levelsOf([low, high]: readonly [number, number]): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index);
}

/** The levels above the scale's middle: 5 to 7 of 1 to 7, 4 and 5 of 1 to 5, 3 and 4 of 1 to 4. */
export function upperLevels(scale: readonly [number, number]): number[] {
  return levelsOf(scale).filter((level) => 2 * level > scale[0] + scale[1]);
}
