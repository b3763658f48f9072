import type { Option, Question, Questionnaire, Scale, Study } from '../study/study.ts';

/** The scale of a closed question; null for open text. Throws a RangeError when the study has no such scale. */
export function scaleOf(study: Study, question: Question): Scale | null {
  if (question.kind === 'text' || question.scale === null) return null;
  const scale = study.scales[question.scale];
  if (scale === undefined) throw new RangeError(`${question.id}: the study has no scale "${question.scale}"`);
  return scale;
}

/** The questions of a questionnaire that have answer options, in the order of the instrument. */
export function closedQuestions(questionnaire: Questionnaire): Question[] {
  return questionnaire.questions.filter((question) => question.kind !== 'text' && question.scale !== null);
}

/**
 * Positions (0-based) of the options that `levels` names: a named set, one option id, or several; null is `agree`,
 * which is always the options that lean +1. Empty where the scale has no such set: nothing of it is then shown.
 */
export function levelPositions(scale: Scale, levels: string | readonly string[] | null): number[] {
  const wanted = levels ?? 'agree';
  if (typeof wanted !== 'string') return positions(scale, (option) => wanted.includes(option.id));
  if (wanted === 'agree') return positions(scale, (option) => option.lean === 1 && option.missing === null);
  const set = scale.sets[wanted];
  if (set !== undefined) return positions(scale, (option) => set.includes(option.id));
  const single = wanted.replace(/^option:/, '');
  return positions(scale, (option) => option.id === single);
}

/**
 * What a share or count of `levels` is called in ids and in the column `levels`: the set's name, or option ids joined
 * by `+`. An option whose id is also the name of a set is called `option:<id>`.
 */
export function levelsName(scale: Scale, levels: string | readonly string[] | null): string {
  if (levels === null) return 'agree';
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
  const own = Object.keys(scale.sets).filter((name) => name !== 'agree');
  const agrees = levelPositions(scale, 'agree').length > 0;
  return agrees ? ['agree', ...own] : own;
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

function positions(scale: Scale, picks: (option: Option) => boolean): number[] {
  return scale.options.flatMap((option, position) => (picks(option) ? [position] : []));
}
