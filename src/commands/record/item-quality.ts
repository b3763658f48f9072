import { type Ratio, ratio } from '../../exact/ratio.ts';
import { cellKey, type FrequencyTable } from '../../likert/frequency.ts';
import { closedQuestions } from '../../likert/scale.ts';
import { scaleOf } from '../../study/lookup.ts';
import type { Question, Questionnaire, Study } from '../../study/study.ts';
import { compareRatios, medianRatio } from './ratios.ts';

/** How one closed question was answered, over all who were asked it. */
export interface ItemQuality {
  readonly question: Question;
  readonly asked: number;
  readonly answered: number;
  readonly blank: number;
  /** Don't know, not applicable and the like; null where the question offers none. */
  readonly noRating: number | null;
}

/** The closed questions of a questionnaire in its order, consent questions left out; those that nobody was asked are in. */
export function itemQuality(
  study: Study,
  questionnaire: Questionnaire,
  frequency: FrequencyTable,
): readonly ItemQuality[] {
  return closedQuestions(questionnaire).flatMap((question) => {
    if (question.consent !== null) return [];
    const { id, item } = question;
    const tally = frequency.cells.get(
      cellKey({ questionnaire: questionnaire.id, question: id, item, dims: {} }),
    )?.tally;
    if (tally === undefined) return [];
    const offered = scaleOf(study, question)?.options.some(({ missing }) => missing !== null) === true;
    const { asked, answered, blank, dontKnow, otherMissing } = tally;
    return [{ question, asked, answered, blank, noRating: offered ? dontKnow + otherMissing : null }];
  });
}

/** How a count spreads over questions, as shares of those asked; `over`: how many questions are above the limit. */
export interface Spread {
  readonly lowest: Ratio;
  readonly median: Ratio;
  readonly highest: Ratio;
  readonly over: number;
}

/** The spread of a count; questions that nobody was asked, or that have no such count, are out. Null where none is left. */
export function spreadOf(
  items: readonly ItemQuality[],
  of: (item: ItemQuality) => number | null,
  limit: Ratio,
): Spread | null {
  const shares = items
    .flatMap((item) => {
      const count = of(item);
      return item.asked === 0 || count === null ? [] : [ratio(count, item.asked)];
    })
    .sort(compareRatios);
  const [lowest] = shares;
  const highest = shares.at(-1);
  if (lowest === undefined || highest === undefined) return null;
  const over = shares.filter((share) => compareRatios(share, limit) > 0).length;
  return { lowest, median: medianRatio(shares), highest, over };
}

/** The `most` questions with the largest shares of a count, largest first, the questionnaire's order among equals; none of 0. */
export function worstItems(
  items: readonly ItemQuality[],
  of: (item: ItemQuality) => number | null,
  most: number,
): readonly { readonly item: ItemQuality; readonly count: number; readonly share: Ratio }[] {
  return items
    .flatMap((item) => {
      const count = of(item) ?? 0;
      return count === 0 || item.asked === 0 ? [] : [{ item, count, share: ratio(count, item.asked) }];
    })
    .sort((a, b) => compareRatios(b.share, a.share))
    .slice(0, most);
}
