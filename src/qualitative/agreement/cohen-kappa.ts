import { multiply, total } from '../../exact/arithmetic.ts';
import { type Ratio, ratio } from '../../exact/ratio.ts';
import { type Measure, undefinedFor } from './measure.ts';
import type { Category, Ratings } from './ratings.ts';

/**
 * Cohen's kappa of two coders, given by their positions: (p_o − p_e) ÷ (1 − p_e), over the units both rated; p_e is what
 * they would agree if each kept to their own shares of the categories. 1 at most, below 0 where they agree less than
 * that. Unweighted: every disagreement counts the same. Undefined where they share no unit, or both gave all of them
 * one and the same category. Source: Cohen (1960), A Coefficient of Agreement for Nominal Scales.
 */
export function cohenKappa(ratings: Ratings, first: number, second: number): Measure {
  const ofFirst = new Map<Category, number>();
  const ofSecond = new Map<Category, number>();
  let units = 0;
  let same = 0;
  for (const unit of ratings.units) {
    const [a, b] = [unit[first] ?? null, unit[second] ?? null];
    if (a === null || b === null) continue;
    units += 1;
    if (a === b) same += 1;
    ofFirst.set(a, (ofFirst.get(a) ?? 0) + 1);
    ofSecond.set(b, (ofSecond.get(b) ?? 0) + 1);
  }
  if (units === 0) return undefinedFor('no-pairs');
  let chance = 0n;
  for (const [category, count] of ofFirst) chance += BigInt(count) * BigInt(ofSecond.get(category) ?? 0);
  const all = BigInt(units) * BigInt(units);
  if (chance === all) return undefinedFor('no-variation');
  return multiply(ratio(BigInt(units) * BigInt(same) - chance, all - chance), ratio(1, 1));
}

/**
 * Kappa of all coders: Cohen's for two, and for more the plain mean of the pairs' (Light 1971). Undefined where it is for
 * any pair, so that it is never the mean of fewer pairs than it seems; and where there are fewer than two coders.
 */
export function kappaOfAll(ratings: Ratings): Measure {
  const kappas = pairsOf(ratings.coders.length).map(([a, b]) => cohenKappa(ratings, a, b));
  const [only] = kappas;
  if (only === undefined) return undefinedFor('no-pairs');
  if (kappas.length === 1) return only;
  const defined = kappas.filter((kappa): kappa is Ratio => kappa.kind === 'ratio');
  if (defined.length < kappas.length) {
    const reasons = new Set(kappas.flatMap((kappa) => (kappa.kind === 'undefined' ? [kappa.reason] : [])));
    const [reason] = reasons;
    const shared = defined.length === 0 && reasons.size === 1 && reason !== undefined;
    return undefinedFor(shared ? reason : 'pair-undefined');
  }
  return multiply(total(defined), ratio(1, defined.length));
}

/** Every pair of positions below `coders`, in order. */
export function pairsOf(coders: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  for (let a = 0; a < coders; a++) for (let b = a + 1; b < coders; b++) pairs.push([a, b]);
  return pairs;
}
