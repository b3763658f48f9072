import type { Coder } from '../rules/compile-codebook.ts';
import type { QuestionCoder } from '../rules/question-coder.ts';

/**
 * What codes the turns of an interview, which no question of the study asks: every code may apply, but rules that are limited
 * to questions or groups propose nothing, since they were written for certain questions and may say something else of other talk.
 */
export function interviewCoder(coder: Coder): QuestionCoder {
  const question = coder.forQuestion(null, null);
  const limited = new Set(
    coder.codebook.codes.flatMap(({ rules }) =>
      rules.filter((rule) => rule.questions !== null).map(({ id }) => id),
    ),
  );
  return {
    ...question,
    code: (text, groups) => question.code(text, groups).filter(({ rule }) => !limited.has(rule)),
  };
}
