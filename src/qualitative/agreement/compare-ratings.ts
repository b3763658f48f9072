import { bootstrapAlpha, type Interval, type Resampling } from './bootstrap-alpha.ts';
import { kappaOfAll } from './cohen-kappa.ts';
import { gwetAc1 } from './gwet-ac1.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import type { Measure, Undefined } from './measure.ts';
import { percentAgreement } from './percent-agreement.ts';
import type { Level, Ratings } from './ratings.ts';
import { countUnits, pairableUnits } from './unit-counts.ts';

/** Every measure of agreement of one set of ratings. */
export interface Agreement {
  /** Units that two coders or more rated: what the measures rest on. */
  readonly units: number;
  /** Units that only one rated, which are left out (Gwet's chance agreement alone counts their categories). */
  readonly single: number;
  readonly percent: Measure;
  readonly kappa: Measure;
  readonly alpha: Measure;
  readonly alphaInterval: Interval | Undefined;
  readonly ac1: Measure;
}

/**
 * Percent agreement, kappa, alpha with its interval, and AC1 of the same ratings. Only alpha heeds the level; the others
 * count every disagreement the same. `clusters` are positions in `ratings.units` that are resampled together, null: none
 * are; `purpose` names the stream of draws. Throws a RangeError as `countUnits` and `krippendorffAlpha` do.
 */
export function compareRatings(
  ratings: Ratings,
  level: Level,
  resampling: Resampling,
  purpose: string,
  clusters: readonly (readonly number[])[] | null = null,
): Agreement {
  const counts = countUnits(ratings);
  const units = pairableUnits(counts);
  return {
    units,
    single: counts.patternOf.filter((pattern) => pattern >= 0).length - units,
    percent: percentAgreement(counts),
    kappa: kappaOfAll(ratings),
    alpha: krippendorffAlpha(counts, level),
    alphaInterval: bootstrapAlpha(counts, level, clusters, resampling, purpose),
    ac1: gwetAc1(counts),
  };
}
