import type { Random } from '../exact/random.ts';
import type { Answers } from './answers.ts';
import type { QuestionnairePlan } from './plan.ts';

/** "Other (specify)" answers and extra ticks, as the assumptions want them. */
export function specify(plan: QuestionnairePlan, answers: readonly Answers[], draw: Random): void {
  const positionOf = (question: string, option: string): number => {
    const entry = plan.questions.find((candidate) => candidate.question.id === question);
    return (entry?.scale?.options.findIndex((candidate) => candidate.id === option) ?? -1) + 1;
  };
  for (const { question, option, text, respondents } of plan.assumptions.other) {
    const position = positionOf(question, option);
    const able = answers.filter(
      (own) =>
        !own.other.has(question) &&
        (own.chosen.get(question) === position || own.ticked.get(question)?.includes(position)),
    );
    for (const own of draw.shuffle(able).slice(0, respondents)) own.other.set(question, text);
  }
  for (const { question, respondents } of plan.assumptions.overlaps) {
    const entry = plan.questions.find((candidate) => candidate.question.id === question);
    const options = entry?.scale?.options.length ?? 0;
    const able = answers.filter((own) => own.ticked.get(question)?.length === 1);
    for (const own of draw.shuffle(able).slice(0, respondents)) {
      const [first = 1] = own.ticked.get(question) ?? [];
      const second = ((first - 1 + 1 + draw.below(options - 1)) % options) + 1;
      own.ticked.set(
        question,
        [first, second].sort((a, b) => a - b),
      );
    }
  }
}
