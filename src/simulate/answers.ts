import type { Question } from '../study/study.ts';
import type { QuestionnairePlan } from './plan.ts';

/** What one respondent answered; questions without an answer are absent. */
export interface Answers {
  /** Option positions, from 1, of questions with one answer. */
  readonly chosen: Map<string, number>;
  /** Option positions ticked, ascending, of questions with several. */
  readonly ticked: Map<string, readonly number[]>;
  /** Open questions to be answered. What is said is drawn last, by `writeAnswers`. */
  readonly wants: Set<string>;
  readonly text: Map<string, string>;
  /** "Other (specify)": written in place of the option chosen. */
  readonly other: Map<string, string>;
}

/** No answers at all. */
export function emptyAnswers(): Answers {
  return { chosen: new Map(), ticked: new Map(), wants: new Set(), text: new Map(), other: new Map() };
}

/** Whether the question's routing lets it be put to someone with these answers; through questions not asked, never. */
export function isAsked(question: Question, answers: Answers | undefined, plan: QuestionnairePlan): boolean {
  const { askedIf } = question;
  if (askedIf === null) return true;
  const condition = plan.questions.find((entry) => entry.question.id === askedIf.question);
  if (condition === undefined || answers === undefined) return false;
  const positions = [
    ...(answers.ticked.get(askedIf.question) ?? []),
    ...(answers.chosen.has(askedIf.question) ? [answers.chosen.get(askedIf.question) ?? 0] : []),
  ];
  return positions.some((position) =>
    askedIf.options.includes(condition.scale?.options[position - 1]?.id ?? ''),
  );
}
