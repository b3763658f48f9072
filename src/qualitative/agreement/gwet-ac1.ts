import { add, divide, multiply, subtract, total } from '../../exact/arithmetic.ts';
import { type Ratio, ratio } from '../../exact/ratio.ts';
import { type Measure, undefinedFor } from './measure.ts';
import { percentAgreement } from './percent-agreement.ts';
import { pairable, type UnitCounts, varies } from './unit-counts.ts';

/**
 * Gwet's AC1 of any number of coders: (p_a − p_e) ÷ (1 − p_e). p_a is percent agreement over the units that two or more
 * rated; p_e = Σ π(1 − π) ÷ (q − 1) over the q categories of the scale, π being a category's share of a unit's ratings,
 * averaged over every unit rated at all. It holds where one category is rare, as most codes are and kappa falls.
 * Undefined where no unit has two ratings, or all ratings of such units are of one category.
 * Source: Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement; with
 * missing ratings Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, as his R package irrCAC computes it.
 */
export function gwetAc1(counts: UnitCounts): Measure {
  const agreement = percentAgreement(counts);
  if (agreement.kind === 'undefined') return agreement;
  if (!varies(pairable(counts))) return undefinedFor('no-variation');
  const units = counts.patterns.reduce((sum, pattern) => sum + pattern.units, 0);
  const terms = counts.categories.map((_, category) => {
    const share = multiply(shareSum(counts, category), ratio(1, units));
    return multiply(share, subtract(ratio(1, 1), share));
  });
  const chance = multiply(total(terms), ratio(1, counts.categories.length - 1));
  return divide(subtract(agreement, chance), subtract(ratio(1, 1), chance));
}

/** A category's share of the ratings of each unit, added up. */
function shareSum({ patterns }: UnitCounts, category: number): Ratio {
  // Collected by denominator first: whole numbers add up faster than fractions.
  const byRatings = new Map<number, number>();
  for (const { counts, ratings, units } of patterns) {
    byRatings.set(ratings, (byRatings.get(ratings) ?? 0) + (counts[category] ?? 0) * units);
  }
  let sum = ratio(0, 1);
  for (const [ratings, count] of byRatings) sum = add(sum, ratio(count, ratings));
  return sum;
}
