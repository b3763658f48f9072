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
export function scoresOf(scale: Scale): readonly (number | null)[] | null {
  const known = scores.get(scale);
  if (known !== undefined) return known;
  const made = scoresIn(scale);
  scores.set(scale, made);
  return made;
}

const scores = new WeakMap<Scale, readonly (number | null)[] | null>();

function scoresIn(scale: Scale): (number | null)[] | null {
  if (scale.kind !== 'ordered') return null;
  const levels = scale.options.filter((option) => option.missing === null);
  if (levels.length === 0 || levels.some((option) => option.value === null)) return null;
  return scale.options.map((option) => (option.missing === null ? option.value : null));
}

// Counts that are of no option: the base, and the people behind it.
const RESERVED: readonly string[] = ['answered', 'respondents'];

/** Levels that a count or share is of: what they are called in ids, and their positions (0-based) in the scale. */
export interface Levels {
  readonly name: string;
  readonly options: readonly number[];
}

/** The levels that a selection names. Throws a RangeError for a set or option that the scale does not have. */
export function levelsIn(scale: Scale, levels: string | readonly string[] | null): Levels {
  let known = selected.get(scale);
  if (known === undefined) {
    known = new Map();
    selected.set(scale, known);
  }
  const found = known.get(levels) ?? { name: levelsName(scale, levels), options: positionsOf(scale, levels) };
  known.set(levels, found);
  return found;
}

// A list of options is known by its identity: tables name the same one for all their rows.
const selected = new WeakMap<Scale, Map<string | readonly string[] | null, Levels>>();

/** What is systematically reported of a scale: each option, each named set, each level. Made once a scale. */
interface NamedLevels {
  readonly options: readonly Levels[];
  readonly sets: readonly Levels[];
  readonly levels: readonly Levels[];
}

const named = new WeakMap<Scale, NamedLevels>();

/** The levels of every systematic count and share on a scale. */
export function namedLevels(scale: Scale): NamedLevels {
  const known = named.get(scale);
  if (known !== undefined) return known;
  const options = scale.options.map((option, at) => ({ name: optionName(scale, option.id), options: [at] }));
  const made = {
    options,
    sets: setNames(scale).map((name) => levelsIn(scale, name)),
    levels: options.filter((_, at) => scale.options[at]?.missing === null),
  };
  named.set(scale, made);
  return made;
}
