import { cellKey } from '../likert/frequency.ts';
import type { Study } from '../study/study.ts';
import type { ThemeCounts } from './count-themes.ts';
import { openId, SET_ASIDE, UNCODED } from './theme-study.ts';

/** How far the answers of one open item of one questionnaire were coded. */
export interface Coverage {
  readonly questionnaire: string;
  readonly item: string;
  /** The cell the numbers are of: a question's, or its item's pooled. */
  readonly cell: string;
  /** Answers on the base: in the language of the rules, or coded by a person. */
  readonly answers: number;
  /** Of these, those with at least one code. */
  readonly coded: number;
  /** Beside them: in another language. */
  readonly setAside: number;
}

/** Coverage of each coded item by questionnaire, in the order in which it asks; of questionnaires with counts only. */
export function coverageOf(
  themes: Study,
  { frequency }: Pick<ThemeCounts, 'frequency'>,
): readonly Coverage[] {
  return themes.questionnaires.flatMap((questionnaire) => {
    const asked = questionnaire.questions.filter(({ id }) => openId(id) !== id);
    const items = [...new Set(asked.map(({ item }) => item))];
    return items.flatMap((item): Coverage[] => {
      const own = asked.filter((question) => question.item === item);
      const question = own.length > 1 ? null : (own[0]?.id ?? null);
      const cell = cellKey({ questionnaire: questionnaire.id, question, item, dims: {} });
      const tally = frequency.cells.get(cell)?.tally;
      const options = themes.scales[`codes:${openId(item)}`]?.options ?? [];
      if (tally === undefined) return [];
      const count = (wanted: string) => tally.counts[options.findIndex(({ id }) => id === wanted)] ?? 0;
      return [
        {
          questionnaire: questionnaire.id,
          item: openId(item),
          cell,
          answers: tally.answered,
          coded: tally.answered - count(UNCODED),
          setAside: count(SET_ASIDE),
        },
      ];
    });
  });
}
