import { numberOf } from '../exact/number-of.ts';
import { InputError } from '../study/problem.ts';

/** A question has more published answers than people who are asked it. */
export function tooFew(
  questionnaire: string,
  question: string,
  present: number,
  answered: number,
): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'simulation-base',
      file: 'assumptions',
      row: null,
      column: `${questionnaire} ${question}`,
      expected: `at least ${numberOf(answered, 'respondent')}`,
      found: String(present),
      advice: 'raise the reach, or the answers that route people there',
    },
  ]);
}
