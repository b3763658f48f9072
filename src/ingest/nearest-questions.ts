import { letterPairs, likenessOfPairs } from '../study/likeness.ts';
import type { Questionnaire } from '../study/study.ts';
import type { RawColumn } from './questionpro/raw-sheet.ts';

/** A question whose wording resembles a header. `likeness` is 0 to 1. */
export interface NearQuestion {
  readonly question: string;
  readonly text: string;
  readonly likeness: number;
}

/** Below this two wordings have no more in common than any two English sentences. */
const LEAST = 0.4;

/**
 * The up to `most` questions whose wording is likest to a column's header, best first; ties in the questionnaire's order;
 * empty where none is alike.
 */
export function nearestQuestions(
  column: RawColumn,
  questionnaire: Questionnaire,
  most = 3,
): readonly NearQuestion[] {
  const said = [column.subheader, column.header].filter((text) => text !== '').map(letterPairs);
  return questionnaire.questions
    .map(({ id, text, aliases }) => {
      const wordings = [text, ...aliases].map(letterPairs);
      const likeness = Math.max(
        0,
        ...said.flatMap((from) => wordings.map((to) => likenessOfPairs(from, to))),
      );
      return { question: id, text, likeness: Math.round(likeness * 1000) / 1000 };
    })
    .filter(({ likeness }) => likeness >= LEAST)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}
