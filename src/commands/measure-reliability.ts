import type { Reference } from '../qualitative/agreement/agreement-report.ts';
import { type CodedAnswers, codedAnswers } from '../qualitative/agreement/coded-answers.ts';
import { codingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import { type CoderComparison, compareCoders } from '../qualitative/agreement/compare-coders.ts';
import {
  compareWithReference,
  type ReferenceComparison,
} from '../qualitative/agreement/compare-with-reference.ts';
import type { Decide } from '../qualitative/coded-answer.ts';
import { type AnswerRow, answerId, type Coding, rowId } from '../qualitative/coding.ts';
import { formatProblem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { type ReferenceChoice, readCodings } from './read-codings.ts';

/** How well coders agree, and how well the rules find what a reference coding has. */
export interface Reliability {
  /** Null with fewer than two coders besides the reference. */
  readonly coders: CoderComparison | null;
  /** The rules' own proposals, before anybody decided, against the reference in its set of answers; null without a reference. */
  readonly rules: ReferenceComparison | null;
  /** The reference's answers that were compared, such as `held-out`; null: all of them. */
  readonly set: string | null;
}

/** Listens to a run's coding and measures it once all answers have gone by. */
export interface ReliabilityMeter {
  /** The same decisions, but what the rules proposed for the reference's answers is remembered. */
  readonly listen: (decide: Decide) => Decide;
  readonly measure: () => Reliability;
}

/** The interval of alpha: so many resamples, drawn the same at every run. */
const RESAMPLING = { resamples: 1000, seed: 1 };

/**
 * Reads coders' codings and the reference to measure a run's rules by; null under a study without a codebook. Throws as
 * `readCodings` does.
 */
export function meterReliability(
  paths: readonly string[],
  choice: ReferenceChoice | null,
  study: Study,
  io: Pick<Io, 'cwd' | 'stderr'>,
): ReliabilityMeter | null {
  const vocabulary = codingVocabulary(study);
  if (vocabulary === null) return null;
  const { coders, reference, warnings } = readCodings(paths, choice, vocabulary, io.cwd);
  for (const warning of warnings) io.stderr(`warning: ${formatProblem(warning)}\n`);
  const wanted = new Set(reference === null ? [] : answersIn(reference));
  // A reference that tells a respondent's rows apart has them as answers of their own; else they are one answer.
  const idOf = (answer: AnswerRow) => (wanted.has(rowId(answer)) ? rowId(answer) : answerId(answer));
  const read: AnswerRow[] = [];
  const proposals: Coding[] = [];
  const once = new Set<string>();
  const merged = new Set<string>();
  return {
    listen: (decide) => (answer, proposed) => {
      if (wanted.has(idOf(answer))) {
        const id = idOf(answer);
        if (once.has(id)) merged.add(id);
        once.add(id);
        read.push(answer);
        proposals.push(...proposed);
      }
      return decide(answer, proposed);
    },
    measure: () => {
      if (merged.size > 0)
        io.stderr(
          `note: answers of the reference that respondents gave in several rows, each measured as one: ${merged.size}; a column "row" in the reference tells them apart\n`,
        );
      return {
        coders: coders.length < 2 ? null : compareCoders(coders, vocabulary, RESAMPLING),
        rules:
          reference === null
            ? null
            : compareWithReference(
                codedAnswers('rules', read, proposals, idOf),
                withinSet(reference, wanted),
                vocabulary,
              ),
        set: reference?.set?.name ?? null,
      };
    },
  };
}

function answersIn({ coding, set }: Reference): readonly string[] {
  return [...coding.answers.keys()].filter((answer) => set === null || set.has(answer));
}

function withinSet({ coding }: Reference, wanted: ReadonlySet<string>): CodedAnswers {
  return { ...coding, answers: new Map([...coding.answers].filter(([answer]) => wanted.has(answer))) };
}
