import type { Study } from '../study/study.ts';
import type { AnswerCoding } from './write-codings.ts';

/** What codes a study's open answers; null where it has no codebook. Throws an InputError with every faulty rule. */
export async function codingOf(study: Study): Promise<AnswerCoding | null> {
  if (study.codebook === null) return null;
  const { compileCodebook } = await import('../qualitative/rules/compile-codebook.ts');
  return { coder: compileCodebook(study) };
}
