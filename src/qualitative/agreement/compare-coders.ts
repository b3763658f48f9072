import type { Resampling } from './bootstrap-alpha.ts';
import { type AnswerPlace, answersOf, type CodeChoice, type CodedAnswers, codedAs } from './coded-answers.ts';
import { cohenKappa, pairsOf } from './cohen-kappa.ts';
import { type Agreement, compareRatings } from './compare-ratings.ts';
import type { Measure } from './measure.ts';
import { percentAgreement } from './percent-agreement.ts';
import type { Ratings } from './ratings.ts';
import { shareOf } from './reference-measures.ts';
import { countUnits, pairableUnits } from './unit-counts.ts';

/** How often a code was given, over the units that two coders or more coded. */
export interface Prevalence {
  /** Codings made, yes or no: the base. */
  readonly codings: number;
  readonly yes: number;
  /** yes ÷ codings, 0 to 1. */
  readonly share: Measure;
}

/** Agreement whether a code applies, yes or no. */
export interface CodedAgreement extends Agreement {
  readonly prevalence: Prevalence;
  /** In the order of the coders. */
  readonly byCoder: readonly Prevalence[];
}

/** Two coders over all codes. */
export interface PairAgreement {
  readonly coders: readonly [string, string];
  readonly units: number;
  readonly percent: Measure;
  readonly kappa: Measure;
}

/** How far coders agree. */
export interface CoderComparison {
  /** Sorted by name. */
  readonly coders: readonly string[];
  /** Answers that any coder read. */
  readonly answers: number;
  /** In the codebook's order, codes that nobody used too. */
  readonly codes: readonly (CodedAgreement & { readonly code: string })[];
  /** All units of all codes together. */
  readonly overall: CodedAgreement;
  readonly pairs: readonly PairAgreement[];
}

/**
 * Agreement per code and overall. The unit is an answer × a code that applies to its question, rated yes or no; an answer
 * that a coder did not read is missing for that coder, and units fewer than two coded are left out. A code nobody used has
 * percent agreement (all said no) but no kappa, alpha or AC1: undefined. Overall pools the units, so a code counts by how
 * many answers it applies to; its interval resamples answers with all their codes, which are not independent. Each
 * code's interval has its own stream of draws, so that another code does not move it.
 */
export function compareCoders(
  coders: readonly CodedAnswers[],
  choice: CodeChoice,
  resampling: Resampling,
): CoderComparison {
  const sorted = [...coders].sort((a, b) => (a.coder < b.coder ? -1 : 1));
  const names = sorted.map(({ coder }) => coder);
  const places = answersOf(sorted);
  const units: (readonly (0 | 1 | null)[])[] = [];
  const byAnswer = new Map<string, number[]>();
  const codes = choice.codes.map((code) => {
    const rated = unitsOf(code, sorted, places, choice);
    for (const { answer, ratings } of rated) {
      byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), units.length]);
      units.push(ratings);
    }
    const ratings = yesOrNo(
      names,
      rated.map((unit) => unit.ratings),
    );
    return {
      code,
      ...withPrevalence(ratings, compareRatings(ratings, 'nominal', resampling, `code/${code}`)),
    };
  });
  const pooled = yesOrNo(names, units);
  const clusters = places.map(({ answer }) => byAnswer.get(answer) ?? []);
  return {
    coders: names,
    answers: places.length,
    codes,
    overall: withPrevalence(pooled, compareRatings(pooled, 'nominal', resampling, 'overall', clusters)),
    pairs: pairsOf(names.length).map(([a, b]) => comparePair(pooled, a, b)),
  };
}

function unitsOf(
  code: string,
  coders: readonly CodedAnswers[],
  places: readonly AnswerPlace[],
  { applies }: CodeChoice,
): { readonly answer: string; readonly ratings: readonly (0 | 1 | null)[] }[] {
  return places
    .filter(({ question }) => applies(code, question))
    .map(({ answer }) => ({ answer, ratings: coders.map((coder) => codedAs(coder, answer, code)) }));
}

function yesOrNo(coders: readonly string[], units: Ratings['units']): Ratings {
  return { coders, units, categories: [0, 1] };
}

function withPrevalence(ratings: Ratings, agreement: Agreement): CodedAgreement {
  const shared = ratings.units.filter((unit) => unit.filter((rating) => rating !== null).length >= 2);
  const byCoder = ratings.coders.map((_, coder) => prevalenceOf(shared.map((unit) => unit[coder] ?? null)));
  return { ...agreement, prevalence: prevalenceOf(shared.flat()), byCoder };
}

function prevalenceOf(codings: readonly (string | number | null)[]): Prevalence {
  let made = 0;
  let yes = 0;
  for (const coding of codings) {
    if (coding !== null) made += 1;
    if (coding === 1) yes += 1;
  }
  return { codings: made, yes, share: shareOf(yes, made, 'no-pairs') };
}

function comparePair(ratings: Ratings, a: number, b: number): PairAgreement {
  const two: Ratings = {
    ...ratings,
    coders: [ratings.coders[a] ?? '', ratings.coders[b] ?? ''],
    units: ratings.units.map((unit) => [unit[a] ?? null, unit[b] ?? null]),
  };
  const counts = countUnits(two);
  return {
    coders: [ratings.coders[a] ?? '', ratings.coders[b] ?? ''],
    units: pairableUnits(counts),
    percent: percentAgreement(counts),
    kappa: cohenKappa(two, 0, 1),
  };
}
