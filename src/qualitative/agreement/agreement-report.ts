import type { Resampling } from './bootstrap-alpha.ts';
import type { CodeChoice, CodedAnswers } from './coded-answers.ts';
import { type CoderComparison, compareCoders } from './compare-coders.ts';
import { type Agreement, compareRatings } from './compare-ratings.ts';
import { compareWithReference, type ReferenceComparison } from './compare-with-reference.ts';
import { type Disagreement, disagreementsOf } from './disagreements.ts';
import type { Level, Ratings } from './ratings.ts';

/** Agreement on coded answers. */
export interface AgreementReport {
  readonly resampling: Resampling;
  /** The reference's answers that were compared, such as `held-out`; null: all. */
  readonly set: string | null;
  /** Among the coders, the reference not being one of them; null where there are fewer than two. */
  readonly comparison: CoderComparison | null;
  /** Each coder against the reference, in the order of their names; empty without one. */
  readonly against: readonly ReferenceComparison[];
  /** Among coders and reference. */
  readonly disagreements: readonly Disagreement[];
}

/** Agreement on any units rated by any coders. */
export interface RatingsReport {
  readonly resampling: Resampling;
  readonly level: Level;
  readonly coders: readonly string[];
  readonly agreement: Agreement;
}

/** What coders are compared with besides each other, and in which answers. */
export interface Reference {
  readonly coding: CodedAnswers;
  /** Only answers of this set are compared. Null: all. */
  readonly set: { readonly name: string; readonly has: (answer: string) => boolean } | null;
}

/** Compares coders with each other and with a reference. With a set, everything is over its answers alone. */
export function reportAgreement(
  coders: readonly CodedAnswers[],
  reference: Reference | null,
  choice: CodeChoice,
  resampling: Resampling,
): AgreementReport {
  const set = reference?.set ?? null;
  const within = ({ coder, answers }: CodedAnswers): CodedAnswers => ({
    coder,
    answers: set === null ? answers : new Map([...answers].filter(([answer]) => set.has(answer))),
  });
  const compared = [...coders].sort((a, b) => (a.coder < b.coder ? -1 : 1)).map(within);
  const references = reference === null ? [] : [within(reference.coding)];
  return {
    resampling,
    set: set?.name ?? null,
    comparison: compared.length < 2 ? null : compareCoders(compared, choice, resampling),
    against: references.flatMap((one) => compared.map((coder) => compareWithReference(coder, one, choice))),
    disagreements: disagreementsOf([...compared, ...references], choice),
  };
}

/** Agreement on a table of ratings. Throws a RangeError as `compareRatings` does. */
export function reportRatings(ratings: Ratings, level: Level, resampling: Resampling): RatingsReport {
  return {
    resampling,
    level,
    coders: ratings.coders,
    agreement: compareRatings(ratings, level, resampling, 'ratings'),
  };
}
