import { multiply, total } from '../../exact/arithmetic.ts';
import { type Ratio, ratio } from '../../exact/ratio.ts';
import { answersOf, type CodeChoice, type CodedAnswers, codedAs } from './coded-answers.ts';
import { type Measure, undefinedFor } from './measure.ts';
import { type Confusion, type ReferenceMeasures, referenceMeasures } from './reference-measures.ts';

/** A measure's mean over the codes that have it, and how many do. */
export interface MacroMeasure {
  readonly value: Measure;
  readonly codes: number;
}

/** How well one coder, or the rules, found what a reference coding has. */
export interface ReferenceComparison {
  readonly coder: string;
  readonly reference: string;
  /** Answers both read: the rest can not be compared. */
  readonly answers: number;
  /** In the codebook's order. */
  readonly codes: readonly (ReferenceMeasures & { readonly code: string })[];
  /** Of all units together, so that a code counts by how often it is given. */
  readonly micro: ReferenceMeasures;
  /** The plain mean over codes that have the measure, so that each counts once. F1 is the mean of the codes' F1. */
  readonly macro: {
    readonly precision: MacroMeasure;
    readonly recall: MacroMeasure;
    readonly f1: MacroMeasure;
  };
}

/** Precision, recall and F1 per code and over all; the unit is an answer both read × a code that applies to its question. */
export function compareWithReference(
  coder: CodedAnswers,
  reference: CodedAnswers,
  choice: CodeChoice,
): ReferenceComparison {
  const shared = answersOf([coder]).filter(({ answer }) => reference.answers.has(answer));
  const codes = choice.codes.map((code) => {
    const units = shared.filter(({ question }) => choice.applies(code, question));
    const counts = confusionOf(
      units.map(({ answer }) => [codedAs(coder, answer, code) === 1, codedAs(reference, answer, code) === 1]),
    );
    return { code, ...referenceMeasures(counts) };
  });
  const sum = (part: keyof Confusion) => codes.reduce((all, code) => all + code[part], 0);
  return {
    coder: coder.coder,
    reference: reference.coder,
    answers: shared.length,
    codes,
    micro: referenceMeasures({ tp: sum('tp'), fp: sum('fp'), fn: sum('fn'), tn: sum('tn') }),
    macro: {
      precision: meanOf(codes.map(({ precision }) => precision)),
      recall: meanOf(codes.map(({ recall }) => recall)),
      f1: meanOf(codes.map(({ f1 }) => f1)),
    },
  };
}

/** Counts pairs of what a coder said (first) and what the reference says (second). */
export function confusionOf(pairs: readonly (readonly [boolean, boolean])[]): Confusion {
  const count = (coder: boolean, reference: boolean) =>
    pairs.filter(([a, b]) => a === coder && b === reference).length;
  return { tp: count(true, true), fp: count(true, false), fn: count(false, true), tn: count(false, false) };
}

function meanOf(measures: readonly Measure[]): MacroMeasure {
  const defined = measures.filter((measure): measure is Ratio => measure.kind === 'ratio');
  if (defined.length === 0) return { value: undefinedFor('none-in-either'), codes: 0 };
  return { value: multiply(total(defined), ratio(1, defined.length)), codes: defined.length };
}
