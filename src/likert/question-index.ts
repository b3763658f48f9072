import type { AddressedQuestion } from '../study/lookup.ts';
import type { Study } from '../study/study.ts';
import type { CellAddress } from './frequency.ts';
import { closedQuestions } from './scale.ts';

/** A study's closed questions by where their counts stand and by what they ask; made once a study. */
interface QuestionIndex {
  readonly byAddress: ReadonlyMap<string, readonly AddressedQuestion[]>;
  /** Questionnaires with only the questions of the item: what `questionsOf` has to look through. */
  readonly byItem: ReadonlyMap<string, Pick<Study, 'dimensions' | 'questionnaires'>>;
}

const indexes = new WeakMap<Study, QuestionIndex>();

/** The questions whose counts stand at an address; several where they are pooled. */
export function questionsAt(study: Study, address: CellAddress): readonly AddressedQuestion[] {
  return indexOf(study).byAddress.get(place(address.questionnaire, address.question, address.item)) ?? [];
}

/** The part of a study that asks an item. */
export function partAsking(study: Study, item: string): Pick<Study, 'dimensions' | 'questionnaires'> {
  return indexOf(study).byItem.get(item) ?? { dimensions: study.dimensions, questionnaires: [] };
}

function indexOf(study: Study): QuestionIndex {
  const known = indexes.get(study);
  if (known !== undefined) return known;
  const byAddress = new Map<string, AddressedQuestion[]>();
  const items = new Set<string>();
  for (const questionnaire of study.questionnaires)
    for (const question of closedQuestions(questionnaire)) {
      const addressed = { questionnaire, question };
      items.add(question.item);
      byAddress.set(place(questionnaire.id, question.id, question.item), [addressed]);
      const pooled = place(questionnaire.id, null, question.item);
      byAddress.set(pooled, [...(byAddress.get(pooled) ?? []), addressed]);
    }
  const byItem = new Map(
    [...items].map((item) => [
      item,
      {
        dimensions: study.dimensions,
        questionnaires: study.questionnaires.map((questionnaire) => ({
          ...questionnaire,
          questions: closedQuestions(questionnaire).filter((question) => question.item === item),
        })),
      },
    ]),
  );
  const index = { byAddress, byItem };
  indexes.set(study, index);
  return index;
}

function place(questionnaire: string, question: string | null, item: string): string {
  return `${questionnaire}|${question ?? `pooled:${item}`}`;
}
