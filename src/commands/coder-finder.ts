import { INTERVIEWS } from '../qualitative/agreement/coding-vocabulary.ts';
import { interviewCoder } from '../qualitative/interviews/interview-coder.ts';
import type { Coder } from '../qualitative/rules/compile-codebook.ts';
import type { QuestionCoder } from '../qualitative/rules/question-coder.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import type { AnswerRecord } from './answers-csv.ts';
import { counted } from './count-text.ts';

/** Finds what codes the records of a file of answers. */
export interface CoderFinder {
  /** Null where no code applies to the record's question, or the study has no such question. */
  readonly find: (record: AnswerRecord) => QuestionCoder | null;
  /** To be called at the end. Throws an InputError where records named no questionnaire or question: the first twenty such names. */
  readonly stop: () => void;
}

/** A finder that remembers; a record without a question is coded by every code, a turn of an interview as in a run. "Other (specify)" texts have no codes. */
export function coderFinder(study: Study, coder: Coder, file: string): CoderFinder {
  const known = new Map<string, QuestionCoder | null>();
  const problems: Problem[] = [];
  return {
    find: (record) => {
      const { questionnaire, question } = record;
      if (questionnaire === null || question === null) return coder.forQuestion(null, null);
      const key = `${questionnaire}\n${question}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const made = find(record, questionnaire, question);
      known.set(key, made);
      return made;
    },
    stop: () => {
      if (problems.length > 0) throw new InputError(problems);
    },
  };

  function find(record: AnswerRecord, questionnaireId: string, questionId: string): QuestionCoder | null {
    const questionnaire = study.questionnaires.find(({ id }) => id === questionnaireId);
    if (isInterview(study, questionnaireId)) return interviewCoder(coder);
    if (questionnaire === undefined) {
      const ids = study.questionnaires.map(({ id }) => id).join(', ');
      tell(record, 'questionnaire', `the id of a questionnaire (${ids})`, questionnaireId);
      return null;
    }
    const question = questionnaire.questions.find(({ id }) => id === questionId);
    if (question === undefined) {
      if (!isOther(questionnaire, questionId))
        tell(record, 'question', `the id of a question of ${questionnaireId}`, questionId);
      return null;
    }
    const made = coder.forQuestion(questionnaire, question);
    return made.codes.length === 0 ? null : made;
  }

  function tell({ record }: AnswerRecord, column: string, expected: string, value: string): void {
    if (problems.length === 20) return;
    problems.push({
      severity: 'error',
      code: `unknown-${column}`,
      file,
      row: record,
      column: `"${column}"`,
      expected,
      // What looks like no id may be an answer in the wrong column.
      found: /^[\w.-]{1,60}$/.test(value)
        ? `"${value}"`
        : `another text, of ${counted([...value].length, 'character')}`,
      advice: null,
    });
  }
}

/** Whether an answer is a turn of an interview: no questionnaire of the study bears that name. */
export function isInterview({ questionnaires }: Study, questionnaire: string | null): boolean {
  return questionnaire === INTERVIEWS && !questionnaires.some(({ id }) => id === INTERVIEWS);
}

/** Whether limits to groups name a dimension of respondents. */
export function isLimitedToRespondents(study: Study, where: Readonly<Record<string, unknown>>): boolean {
  return study.dimensions.some(({ id, from }) => from === 'respondent' && where[id] !== undefined);
}

function isOther({ questions }: Questionnaire, question: string): boolean {
  return question.endsWith('.other') && questions.some(({ id }) => `${id}.other` === question);
}
