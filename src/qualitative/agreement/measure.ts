import type { Ratio } from '../../exact/ratio.ts';

/** Why a measure has no value. */
export type UndefinedReason =
  | 'no-pairs'
  | 'no-variation'
  | 'no-disagreement'
  | 'too-few-units'
  | 'too-few-resamples'
  | 'not-asked'
  | 'pair-undefined'
  | 'none-coded'
  | 'none-in-reference'
  | 'none-in-either';

/** A measure that these data do not define. */
export interface Undefined {
  readonly kind: 'undefined';
  readonly reason: UndefinedReason;
}

/** An exact value, or the reason for none: never 1 or NaN in its stead. */
export type Measure = Ratio | Undefined;

/** No value, for that reason. */
export function undefinedFor(reason: UndefinedReason): Undefined {
  return { kind: 'undefined', reason };
}

/** What each reason means, to stand after "undefined:". */
export const REASON_WORDS: Readonly<Record<UndefinedReason, string>> = {
  'no-pairs': 'no unit has the ratings of two coders',
  'no-variation': 'no variation: every rating compared is the same',
  'no-disagreement': 'no disagreement, so resampling shows no uncertainty',
  'too-few-units': 'fewer than two units to resample',
  'too-few-resamples': 'no resample has variation; ask for more',
  'not-asked': 'no resamples were asked for',
  'pair-undefined': 'a pair of coders has no kappa',
  'none-coded': 'the coder gave the code to no answer',
  'none-in-reference': 'the reference gave the code to no answer',
  'none-in-either': 'neither the coder nor the reference gave the code to an answer',
};
