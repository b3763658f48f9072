import type { AnswerKey } from '../qualitative/coding.ts';
import { didYouMean, oneOf } from '../study/fault.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';

/** Whether an answer is to a question named by item or id; every answer where none is named. Throws an InputError with the names that are no open question's. */
export function chooseQuestions(study: Study, wanted: readonly string[]): (answer: AnswerKey) => boolean {
  const open = study.questionnaires.flatMap(({ id, questions }) =>
    questions.filter(({ kind }) => kind === 'text').map((question) => ({ questionnaire: id, question })),
  );
  const names = [...new Set(open.flatMap(({ question }) => [question.item, question.id]))];
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        severity: 'error',
        code: 'unknown-question',
        file: '--question',
        row: null,
        column: null,
        expected: oneOf('open question', names),
        found: `"${name}"`,
        advice: didYouMean(name, names),
      })),
    );
  }
  const chosen = new Set(
    open
      .filter(({ question }) => wanted.includes(question.item) || wanted.includes(question.id))
      .map(({ questionnaire, question }) => `${questionnaire}\n${question.id}`),
  );
  return ({ questionnaire, question }) => wanted.length === 0 || chosen.has(`${questionnaire}\n${question}`);
}
