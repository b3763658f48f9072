import { positionsOf, scaleOf } from '../study/lookup.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';
import { type CellAddress, type FrequencyTable, type Tally, usableKey } from './frequency.ts';
import { questionsAt } from './question-index.ts';
import type { Result } from './result.ts';

/** One option's part in a figure. */
export interface ExplainedLevel {
  readonly option: string;
  readonly label: string;
  readonly score: number | null;
  readonly count: number;
  /** Counted in the numerator of a count or share. */
  readonly counted: boolean;
  /** On the base: not so for don't know and other named missing answers. */
  readonly onBase: boolean;
}

/** One lot of counts a figure is made of, down to the questions that were asked. */
export interface ExplainedCell {
  readonly address: CellAddress;
  readonly questionnaire: Questionnaire;
  /** More than one where an item's questions are pooled; their columns are in the run's record. */
  readonly questions: readonly Question[];
  /** Respondents in closed counts, in the group. */
  readonly respondents: number;
  readonly tally: Tally;
  readonly levels: readonly ExplainedLevel[];
}

/** A figure's chain, from its value to the counts of each question. */
export interface Explanation {
  readonly result: Result;
  /** How the value follows from the counts, in words. */
  readonly rule: string;
  readonly cells: readonly ExplainedCell[];
}

/**
 * The chain of a figure: the rule, then each cell of counts with its levels, base and questions. Give it the full Result
 * for an internal reader; of a hidden one it gives the rule and no cells.
 */
export function explainResult(study: Study, frequency: FrequencyTable, result: Result): Explanation {
  const cells = result.shorthand === '[c]' ? [] : result.cells;
  return {
    result,
    rule:
      result.shorthand === null
        ? (BASE_RULES[result.levels] ?? RULES[result.statistic])
        : RULES[result.shorthand],
    cells: cells.flatMap((key) => explainCell(study, frequency, key, result)),
  };
}

// A record, so that a new statistic won't compile until it has its words.
const RULES: Readonly<Record<Result['statistic'] | NonNullable<Result['shorthand']>, string>> = {
  count: 'the number who gave one of the levels marked as counted',
  share:
    'the number who gave one of the levels marked as counted, divided by all who gave any level on the base',
  mean: 'the sum of the scores of those on the base, divided by their number',
  sd: 'the sample standard deviation (n − 1) of the scores of those on the base',
  median:
    'the middle score of those on the base; half the sum of the two middle ones where their number is even',
  '[c]': 'hidden: too few answers, or another hidden figure would follow from it',
  '[x]': 'no value: nobody answered',
  '[z]': 'no value: the answers have no order, or no such set of levels',
  '[u]': 'no value: one answer has no standard deviation',
};

/** Whether a count is of a base, such as all who answered, and not of levels. */
export function isBase(levels: string): boolean {
  return BASE_RULES[levels] !== undefined;
}

/** Counts that are no count of levels. */
const BASE_RULES: Readonly<Record<string, string>> = {
  answered: 'the number of answers on the base',
  respondents: 'the number of respondents, each counted once',
};

function explainCell(study: Study, frequency: FrequencyTable, key: string, result: Result): ExplainedCell[] {
  const cell = frequency.cells.get(key);
  if (cell === undefined) return [];
  const { address, tally } = cell;
  const asked = questionsAt(study, address);
  const [first] = asked;
  const scale = first === undefined ? null : scaleOf(study, first.question);
  if (first === undefined || scale === null) return [];
  const base = result.levels === 'answered' || result.levels === 'respondents' || result.levels === '';
  const counted = base ? [] : positionsOf(scale, levelsOf(result.levels, Object.keys(scale.sets)));
  return [
    {
      address,
      questionnaire: first.questionnaire,
      questions: asked.map(({ question }) => question),
      respondents: frequency.usable.get(usableKey(address.questionnaire, address.dims)) ?? 0,
      tally,
      levels: scale.options.map((option, at) => ({
        option: option.id,
        label: option.label,
        score: option.value,
        count: tally.counts[at] ?? 0,
        counted: base ? option.missing === null : counted.includes(at),
        onBase: option.missing === null,
      })),
    },
  ];
}

/** What `levelsName` made a name of. */
function levelsOf(name: string, sets: readonly string[]): string | string[] {
  if (name === 'agree' || sets.includes(name)) return name;
  return name.split('+').map((option) => option.replace(/^option:/, ''));
}
