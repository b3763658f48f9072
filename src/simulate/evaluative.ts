import type { Question } from '../study/study.ts';
import type { Answers } from './answers.ts';
import type { QuestionnairePlan } from './plan.ts';

/** Whether an answer to the question makes a response usable. */
export function isEvaluative(question: Question, plan: QuestionnairePlan): boolean {
  const section = plan.questionnaire.sections.find((candidate) => candidate.id === question.section);
  return section?.kind === 'evaluation' && !question.routing;
}

/** Whether a rating or tick alone makes the response usable, whatever is written besides. */
export function saidInOptions(answers: Answers, plan: QuestionnairePlan): boolean {
  return plan.questions.some(({ question, scale }) => {
    if (!isEvaluative(question, plan)) return false;
    const position = answers.chosen.get(question.id) ?? 0;
    const rated = position > 0 && scale?.options[position - 1]?.missing === null;
    return rated || answers.ticked.has(question.id);
  });
}
