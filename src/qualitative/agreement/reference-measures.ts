import { multiply } from '../../exact/arithmetic.ts';
import { ratio } from '../../exact/ratio.ts';
import { type Measure, type UndefinedReason, undefinedFor } from './measure.ts';

/** A coder's yes and no to a code set against the reference's, over the units both coded. */
export interface Confusion {
  /** True positives: both gave the code. */
  readonly tp: number;
  /** False positives: the coder did, the reference did not. */
  readonly fp: number;
  /** False negatives: the reference did, the coder did not. */
  readonly fn: number;
  /** True negatives: neither did. */
  readonly tn: number;
}

/** How well a coder found what the reference has. */
export interface ReferenceMeasures extends Confusion {
  /** tp ÷ (tp + fp): of the codings given, the share that the reference has too. */
  readonly precision: Measure;
  /** tp ÷ (tp + fn): of the reference's codings, the share that was found. */
  readonly recall: Measure;
  /** 2tp ÷ (2tp + fp + fn), their harmonic mean. */
  readonly f1: Measure;
}

/**
 * Precision, recall and F1, 0 to 1. Precision is undefined where the coder never gave the code, recall where the
 * reference never did, F1 where neither did; F1 is 0 where both did and never on the same unit, or only one of them did.
 * Source: van Rijsbergen (1979), Information Retrieval, chapter 7.
 */
export function referenceMeasures(counts: Confusion): ReferenceMeasures {
  const { tp, fp, fn } = counts;
  return {
    ...counts,
    precision: shareOf(tp, tp + fp, 'none-coded'),
    recall: shareOf(tp, tp + fn, 'none-in-reference'),
    f1: shareOf(2 * tp, 2 * tp + fp + fn, 'none-in-either'),
  };
}

/** A share in lowest terms, or the reason for none where its base is zero. */
export function shareOf(part: number, base: number, reason: UndefinedReason): Measure {
  return base === 0 ? undefinedFor(reason) : multiply(ratio(part, base), ratio(1, 1));
}
