import { AGREE, positionsOf } from '../study/lookup.ts';
import type { Question, Questionnaire, Scale } from '../study/study.ts';

/** The questions of a questionnaire that have answer options, in the order of the instrument. */
export function closedQuestions(questionnaire: Questionnaire): Question[] {
  return questionnaire.questions.filter((question) => question.kind !== 'text' && question.scale !== null);
}

/**
 * What a share or count of `levels` is called in ids and in the column `levels`: the set's name, or option ids joined
 * by `+`. An option whose id is also the name of a set is called `option:<id>`.
 */
export function levelsName(scale: Scale, levels: string | readonly string[] | null): string {
  if (levels === null) return AGREE;
  if (typeof levels === 'string') return levels;
  const [only] = levels;
  return levels.length === 1 && only !== undefined ? optionName(scale, only) : levels.join('+');
}

/** The name of a count or share of one option; see `levelsName`. */
export function optionName(scale: Scale, option: string): string {
  return setNames(scale).includes(option) || RESERVED.includes(option) ? `option:${option}` : option;
}

/** The sets whose shares are reported: `agree` where an option leans +1, then the scale's own in their order. */
export function setNames(scale: Scale): string[] {
  const own = Object.keys(scale.sets).filter((name) => name !== AGREE);
  return positionsOf(scale, AGREE).length > 0 ? [AGREE, ...own] : own;
}

/**
 * What each option scores in means, by position; null for named missing answers. The whole is null where means have
 * no meaning: the scale is nominal, or some level has no value.
 */
export function scoresOf(scale: Scale): (number | null)[] | null {
  if (scale.kind !== 'ordered') return null;
  const levels = scale.options.filter((option) => option.missing === null);
  if (levels.length === 0 || levels.some((option) => option.value === null)) return null;
  return scale.options.map((option) => (option.missing === null ? option.value : null));
}

// Counts that are of no option: the base, and the people behind it.
const RESERVED: readonly string[] = ['answered', 'respondents'];
