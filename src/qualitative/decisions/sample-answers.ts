import { randomFor } from '../../exact/random.ts';
import { type AnswerRow, rowId } from '../coding.ts';

/**
 * A simple random sample without replacement, in the order given; all where there are no more than `size`. The same seed
 * draws the same of the same answers in whatever order they stand, and a larger sample holds the smaller one. Fisher–Yates.
 */
export function sampleAnswers<T extends AnswerRow>(
  answers: readonly T[],
  size: number,
  seed: number,
): readonly T[] {
  const ids = answers.map(rowId).sort();
  const drawn = new Set(randomFor(seed, 'sample of answers').shuffle(ids).slice(0, size));
  return answers.filter((answer) => drawn.has(rowId(answer)));
}
