import type { Study } from '../study/study.ts';
import type { AppliedDecisions } from './apply-decisions.ts';
import type { AnswerCoding } from './write-codings.ts';

/** What codes a study's open answers, people's decisions before its rules; null where it has no codebook. Throws an InputError with every faulty rule. */
export async function codingOf(
  study: Study,
  decisions: AppliedDecisions | null,
): Promise<AnswerCoding | null> {
  if (study.codebook === null) return null;
  const { compileCodebook } = await import('../qualitative/rules/compile-codebook.ts');
  const coder = compileCodebook(study);
  return decisions === null ? { coder } : { coder, decide: decisions.decide, decisions: decisions.record };
}
