import type { Questionnaire } from '../study/study.ts';
import { fold } from './fold.ts';
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
 * empty where none is alike. Likeness is Dice's coefficient on the pairs of neighbouring letters of the folded words.
 */
export function nearestQuestions(
  column: RawColumn,
  questionnaire: Questionnaire,
  most = 3,
): readonly NearQuestion[] {
  const said = [column.subheader, column.header].filter((text) => text !== '').map(pairs);
  return questionnaire.questions
    .map(({ id, text, aliases }) => {
      const wordings = [text, ...aliases].map(pairs);
      const likeness = Math.max(0, ...said.flatMap((from) => wordings.map((to) => dice(from, to))));
      return { question: id, text, likeness: Math.round(likeness * 1000) / 1000 };
    })
    .filter(({ likeness }) => likeness >= LEAST)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}

function pairs(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of fold(text).split(' ')) {
    for (let at = 0; at + 1 < word.length; at += 1) {
      const pair = word.slice(at, at + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
  }
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let total = 0;
  for (const [pair, count] of a) {
    shared += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * shared) / total;
}
