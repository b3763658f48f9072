import type { Random } from '../exact/random.ts';
import type { Question } from '../study/study.ts';
import type { Answers } from './answers.ts';
import type { Assumptions } from './assumptions.ts';
import type { QuestionnairePlan } from './plan.ts';

/** An open answer from the bank that the question's wording calls for, or from the respondent's group's own. */
export function compose(
  question: Question,
  answers: Answers | undefined,
  plan: QuestionnairePlan,
  text: Assumptions['text'],
  draw: Random,
): string {
  const wording = question.text.toLowerCase();
  const use = text.uses.find(({ words }) => words.some((word) => word === '*' || wording.includes(word)));
  const own = text.groups.find((group) => {
    const entry = plan.questions.find((candidate) => candidate.question.id === group.question);
    const position = (entry?.scale?.options.findIndex((option) => option.id === group.option) ?? -1) + 1;
    const chosen =
      answers?.chosen.get(group.question) === position ||
      answers?.ticked.get(group.question)?.includes(position);
    return position > 0 && chosen && draw.chance(group.percent);
  });
  const bank = text.banks[own?.bank ?? use?.bank ?? ''] ?? [];
  if (bank.length === 0) return 'No further comment';
  const first = bank[draw.below(bank.length)] ?? '';
  const second = bank[draw.below(bank.length)] ?? '';
  return draw.chance(25) && first !== second ? `${first} ${second}` : first;
}
