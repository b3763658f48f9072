import { asProposed } from '../qualitative/coded-answer.ts';
import type { Study } from '../study/study.ts';
import type { AppliedDecisions } from './apply-decisions.ts';
import type { OtherCodings } from './note-other-codings.ts';
import type { AnswerCoding } from './write-codings.ts';

/**
 * What codes a study's open answers, people's decisions before its rules; null where it has no codebook. Throws an
 * InputError with every faulty rule.
 */
export async function codingOf(
  study: Study,
  decisions: AppliedDecisions | null,
  others: OtherCodings | null,
): Promise<AnswerCoding | null> {
  if (study.codebook === null) return null;
  const { compileCodebook } = await import('../qualitative/rules/compile-codebook.ts');
  const decide = decisions?.decide ?? asProposed;
  return {
    coder: compileCodebook(study),
    decide: others?.listen(decide) ?? decide,
    ...(decisions === null ? {} : { decisions: decisions.record }),
    others: others?.record ?? [],
  };
}
