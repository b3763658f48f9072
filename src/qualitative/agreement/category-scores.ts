import type { Category } from './ratings.ts';

/**
 * Numbers in the place of categories, to take differences of, as whole multiples of one unit: the categories 0.5, 1 and
 * 2.25 are 0, 50 and 175. The unit and the origin leave alpha as it is. A number is what its shortest decimal says, so
 * that 0.1 is a tenth. Throws a RangeError for a category that is no finite number.
 */
export function intervalScores(categories: readonly Category[]): readonly bigint[] {
  const parts = categories.map(decimalParts);
  const decimals = Math.max(0, ...parts.map((part) => part.decimals));
  const scores = parts.map((part) => part.digits * 10n ** BigInt(decimals - part.decimals));
  const lowest = scores.reduce((low, score) => (score < low ? score : low), scores[0] ?? 0n);
  return scores.map((score) => score - lowest);
}

/**
 * Twice the mid-rank of each category among the ratings: 2(all ratings of lower categories) + its own. Krippendorff's
 * ordinal difference, Σ n_g from c to k less half of both ends, is the difference of their mid-ranks.
 */
export function ordinalScores(ratings: readonly number[]): readonly number[] {
  let below = 0;
  return ratings.map((count) => {
    const score = 2 * below + count;
    below += count;
    return score;
  });
}

function decimalParts(category: Category): { readonly digits: bigint; readonly decimals: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(
    typeof category === 'number' ? String(category) : '',
  );
  if (match === null) throw new RangeError('an interval scale has numbers for categories');
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const decimals = fraction.length - Number(exponent);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  return decimals >= 0 ? { digits, decimals } : { digits: digits * 10n ** BigInt(-decimals), decimals: 0 };
}
