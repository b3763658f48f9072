import { multiply, total } from '../../exact/arithmetic.ts';
import { ratio } from '../../exact/ratio.ts';
import { type Measure, undefinedFor } from './measure.ts';
import { pairable, pairableUnits, type UnitCounts, type UnitPattern } from './unit-counts.ts';

/**
 * Percent agreement as a share, 0 to 1: of the pairs of coders who rated a unit, those who rated it the same; the mean of
 * that over the units two coders or more rated, each unit counting once however many rated it. For two coders it is the
 * share of the units both rated that they rated alike. Not corrected for chance, so it is defined without variation too.
 * Undefined where no unit has two ratings. Source: Fleiss (1971), P̄; Gwet (2014), p_a, which allows missing ratings.
 */
export function percentAgreement(counts: UnitCounts): Measure {
  const units = pairableUnits(counts);
  if (units === 0) return undefinedFor('no-pairs');
  const sum = total(pairable(counts).map((pattern) => multiply(ratio(pattern.units, 1), alike(pattern))));
  return multiply(sum, ratio(1, units));
}

/** Of the pairs of ratings within a unit, the share that are of one category. */
function alike({ counts, ratings }: UnitPattern) {
  const same = counts.reduce((sum, count) => sum + count * (count - 1), 0);
  return ratio(same, ratings * (ratings - 1));
}
