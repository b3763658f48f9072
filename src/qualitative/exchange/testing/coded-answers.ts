import type { Coding } from '../../coding.ts';
import type { OpenAnswer } from '../../open-answers.ts';
import { codedStudy } from '../../testing/coded-study.ts';
import { composeProject, type ProjectContent, type RespondentRecord } from '../compose-project.ts';
import type { SourceBy } from '../layout-sources.ts';
import type { QdaProject } from '../project.ts';

/** An open answer of the small study's staff. */
export function answerOf(responseId: string, question: string, text: string): OpenAnswer {
  return {
    questionnaire: 'staff-1',
    responseId,
    fileRow: Number(responseId) + 1,
    question,
    wrongQuestionnaire: false,
    text,
  };
}

/** A coding of the words `words` in an answer; by ann unless said otherwise. */
export function codingOf(
  { questionnaire, responseId, fileRow, question, text }: OpenAnswer,
  code: string,
  words: string,
  more: Partial<Coding> = {},
): Coding {
  const start = text.indexOf(words);
  return {
    answer: { questionnaire, responseId, fileRow, question },
    code,
    start,
    end: start + words.length,
    by: { kind: 'person', coder: 'ann' },
    memo: '',
    ...more,
  };
}

export const ANSWERS: readonly OpenAnswer[] = [
  answerOf('1', 'comments', 'Long queues 🏠\r\nand no buses.'),
  answerOf('1', 'a.why', 'The bus is far away'),
  answerOf('2', 'comments', 'Staff were kind; e\u0301tait bien.'),
];
const [first, second, third] = ANSWERS as readonly [OpenAnswer, OpenAnswer, OpenAnswer];
const RULE = { kind: 'rule', rule: 'waiting-1', codebook: 'c'.repeat(64) } as const;

export const CODINGS: readonly Coding[] = [
  codingOf(first, 'waiting', 'queues 🏠', { by: RULE }),
  codingOf(first, 'distance', 'no buses', { memo: 'About buses.\nNot about distance?' }),
  codingOf(second, 'distance', 'far', { by: { kind: 'model', coder: 'llama' } }),
  codingOf(third, 'staff', 'Staff were kind; e\u0301tait', {
    by: { kind: 'person', coder: 'ann', confirms: { ...RULE, rule: 'staff-1' } },
  }),
];
const RESPONDENTS: readonly RespondentRecord[] = [
  { questionnaire: 'staff-1', responseId: '1', attributes: { Area: 'North; South' } },
  { questionnaire: 'staff-1', responseId: '2', attributes: {} },
];

export const CONTENT: ProjectContent = {
  study: codedStudy(),
  answers: ANSWERS,
  codings: CODINGS,
  respondents: RESPONDENTS,
  origin: 'crs-eval',
};

/** The small project, its answers as sources by respondent or question. */
export function projectOf(by: SourceBy, content: Partial<ProjectContent> = {}): QdaProject {
  return composeProject({ ...CONTENT, ...content }, by);
}
