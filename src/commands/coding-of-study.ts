import { asProposed } from '../qualitative/coded-answer.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import type { AppliedDecisions } from './apply-decisions.ts';
import type { Io } from './io.ts';
import type { ReliabilityMeter } from './measure-reliability.ts';
import type { OtherCodings } from './note-other-codings.ts';
import { noCodebook } from './read-decisions-file.ts';
import type { TakenQuotes } from './take-quotes.ts';
import type { AnswerCoding } from './write-codings.ts';

/** What codes the open answers of a run, and what people say of their codes. */
export interface RunCoding {
  readonly coding: AnswerCoding;
  readonly decisions: AppliedDecisions | null;
  readonly others: OtherCodings | null;
  /** Quotes that a person has ticked, checked as the answers go by. */
  readonly quotes: TakenQuotes | null;
}

/**
 * What codes a study's open answers, people's decisions before its rules; null where it has no codebook or nothing is to be
 * coded. Reads decisions, other coders' codings and the reference first. Throws an InputError with every faulty rule, and
 * as the readers of those files do.
 */
export async function codingOf(study: Study, options: AnalyseOptions, io: Io): Promise<RunCoding | null> {
  if (!options.coding) return null;
  if (study.codebook === null) {
    // What people say of codes is not passed over in silence.
    const { decisions, codings, reference, quotes } = options;
    const given = [decisions, reference, quotes].some((each) => each !== undefined) || codings.length > 0;
    if (given) throw new InputError([noCodebook(study)]);
    return null;
  }
  const decisions = await decisionsOf(study, options, io);
  const others = await othersOf(study, options, io);
  const meter = await meterOf(study, options, io);
  const quotes = await quotesOf(study, options, io);
  const { compileCodebook } = await import('../qualitative/rules/compile-codebook.ts');
  const decide = decisions?.decide ?? asProposed;
  const heard = others?.listen(decide) ?? decide;
  return {
    coding: {
      coder: compileCodebook(study),
      decide: meter?.listen(heard) ?? heard,
      ...(decisions === null ? {} : { decisions: decisions.record }),
      others: others?.record ?? [],
      ...(quotes === null ? {} : { watch: quotes.watch }),
      ...(meter === null ? {} : { reliability: meter.measure }),
    },
    decisions,
    others,
    quotes,
  };
}

async function decisionsOf(
  study: Study,
  { decisions }: AnalyseOptions,
  io: Io,
): Promise<AppliedDecisions | null> {
  if (decisions === undefined) return null;
  return (await import('./apply-decisions.ts')).applyDecisions(decisions, study, io);
}

async function othersOf(study: Study, { codings }: AnalyseOptions, io: Io): Promise<OtherCodings | null> {
  if (codings.length === 0) return null;
  return (await import('./note-other-codings.ts')).noteOtherCodings(codings, study, io);
}

async function quotesOf(study: Study, options: AnalyseOptions, io: Io): Promise<TakenQuotes | null> {
  const { quotes } = options;
  if (quotes === undefined) return null;
  const below = options.suppressBelow ?? study.rules.suppressBelow;
  return (await import('./take-quotes.ts')).takeQuotes(quotes, study, below, io);
}

/** Agreement is measured where there are two coders or a reference. */
async function meterOf(
  study: Study,
  { codings, reference, set }: AnalyseOptions,
  io: Io,
): Promise<ReliabilityMeter | null> {
  if (codings.length < 2 && reference === undefined) return null;
  const choice = reference === undefined ? null : { who: reference, set: set ?? null };
  return (await import('./measure-reliability.ts')).meterReliability(codings, choice, study, io);
}
