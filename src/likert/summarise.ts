import { ratio } from '../exact/ratio.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import {
  type Evidence,
  evidenceFor,
  evidenceOf,
  joinGroups,
  placesOf,
  recordText,
  type Where,
} from './evidence.ts';
import { type CellAddress, type FrequencyTable, usableKey } from './frequency.ts';
import type { Result, Statistic } from './result.ts';
import { type Levels, namedLevels } from './scale.ts';
import { chosen, countOf, meanOf, medianOf, sdOf, shareOf, type Value } from './statistic.ts';

/** What every Result of a run is marked with. */
export interface Marks {
  /** The answers were made by `simulate`. */
  readonly synthetic: boolean;
}

/**
 * Every systematic Result, one after the other: for each questionnaire its respondents, then for each counted cell those
 * of `resultsOf`, in the order of `frequency`; `wanted` narrows the cells. Full counts: mask before any of them leaves.
 */
export function* eachResult(
  study: Study,
  frequency: FrequencyTable,
  marks: Marks,
  wanted: (address: CellAddress) => boolean = () => true,
): Generator<Result> {
  for (const questionnaire of study.questionnaires)
    if (frequency.usable.has(usableKey(questionnaire.id, {})))
      yield respondentsResult(frequency, [questionnaire], marks);
  for (const { address } of frequency.cells.values())
    if (wanted(address)) yield* resultsOf(evidenceOf(study, frequency, [address]), marks);
}

/** `eachResult` in a list. */
export function summarise(...of: Parameters<typeof eachResult>): Result[] {
  return [...eachResult(...of)];
}

/** The Results of an ad-hoc selection, pooled over whatever it leaves open; empty where no question is asked. */
export function resultsFor(
  study: Study,
  frequency: FrequencyTable,
  selection: Where,
  marks: Marks,
): Result[] {
  const evidence = evidenceFor(study, frequency, selection);
  return evidence === null ? [] : resultsOf(evidence, marks);
}

/**
 * All figures of one lot of counts: the base (`count.answered`, and where questions are pooled `count.respondents`), a
 * count of each option in scale order (zeros, don't know and other named missing answers included), the share of each
 * named set and, where options have no scores, of each level; then mean, SD and median where they have.
 */
export function resultsOf(evidence: Evidence, marks: Marks): Result[] {
  const { scale } = evidence;
  const results = [answeredResult(evidence, marks)];
  if (evidence.respondents !== null && evidence.pooled) results.push(distinctResult(evidence, marks));
  const { options, sets, levels } = namedLevels(scale);
  for (const option of options) results.push(countResult(evidence, option, marks));
  for (const set of sets) results.push(shareResult(evidence, set, marks));
  if (evidence.moments === null)
    for (const level of levels) results.push(shareResult(evidence, level, marks));
  else results.push(meanResult(evidence, marks), sdResult(evidence, marks), medianResult(evidence, marks));
  return results;
}

/** How many answers (of one question: respondents) chose one of the levels. */
export function countResult(evidence: Evidence, levels: Levels, marks: Marks): Result {
  const { name, options } = levels;
  const unit = evidence.pooled ? 'answers' : 'respondents';
  const numerator = chosen(evidence.tally, options);
  return figure(evidence, 'count', name, unit, countOf(evidence.tally, options), { numerator }, marks);
}

/** The share of those who answered who chose one of the levels. */
export function shareResult(evidence: Evidence, levels: Levels, marks: Marks): Result {
  const { name, options } = levels;
  const counts = { numerator: chosen(evidence.tally, options), denominator: evidence.tally.answered };
  return figure(evidence, 'share', name, 'share', shareOf(evidence.tally, options), counts, marks);
}

/** The mean score of those who answered. */
export function meanResult(evidence: Evidence, marks: Marks): Result {
  const counts = {
    numerator: evidence.moments?.sum ?? null,
    denominator: evidence.tally.answered,
  };
  return figure(evidence, 'mean', '', 'score', meanOf(evidence.scale, evidence.tally), counts, marks);
}

/** The sample standard deviation of the scores of those who answered. */
export function sdResult(evidence: Evidence, marks: Marks): Result {
  return figure(evidence, 'sd', '', 'score', sdOf(evidence.scale, evidence.tally), {}, marks);
}

/** The median score of those who answered. */
export function medianResult(evidence: Evidence, marks: Marks): Result {
  return figure(evidence, 'median', '', 'score', medianOf(evidence.scale, evidence.tally), {}, marks);
}

/** The base: answers that are a level (of one question: respondents). */
export function answeredResult(evidence: Evidence, marks: Marks): Result {
  const { answered, asked } = evidence.tally;
  const unit = evidence.pooled ? 'answers' : 'respondents';
  const value: Value =
    asked === 0 ? { exact: null, shorthand: '[x]' } : { exact: ratio(answered, 1), shorthand: null };
  return figure(evidence, 'count', 'answered', unit, value, { numerator: answered }, marks);
}

/** Distinct respondents among those answers; `[z]` where they are not counted. */
export function distinctResult(evidence: Evidence, marks: Marks): Result {
  const { respondents } = evidence;
  const value: Value =
    respondents === null
      ? { exact: null, shorthand: '[z]' }
      : { exact: ratio(respondents, 1), shorthand: null };
  return figure(evidence, 'count', 'respondents', 'respondents', value, { numerator: respondents }, marks);
}

/**
 * All respondents of these questionnaires who are in closed counts, whatever they answered; in one group of the
 * respondents' dimensions where `dims` names one. `[x]` where the run has no data of any of them.
 */
export function respondentsResult(
  frequency: FrequencyTable,
  questionnaires: readonly Questionnaire[],
  marks: Marks,
  dims: Readonly<Record<string, string>> = {},
): Result {
  const cells = questionnaires.map(({ id }) => usableKey(id, dims));
  const known = cells.filter((cell) => frequency.usable.has(cell));
  const total = known.reduce((sum, cell) => sum + (frequency.usable.get(cell) ?? 0), 0);
  const groups = { ...joinGroups(questionnaires.map(({ facets }) => facets)), ...dims };
  const suffix = recordText(dims);
  return {
    id: `${questionnaires.map(({ id }) => id).join('+')}.respondents${suffix === '' ? '' : `@${suffix}`}`,
    item: '',
    cells,
    ...placesOf(groups),
    statistic: 'count',
    levels: 'respondents',
    unit: 'respondents',
    exact: known.length === 0 ? null : ratio(total, 1),
    shorthand: known.length === 0 ? '[x]' : null,
    tally: null,
    sum: null,
    sumSquares: null,
    numerator: known.length === 0 ? null : total,
    denominator: null,
    synthetic: marks.synthetic,
  };
}

function figure(
  evidence: Evidence,
  statistic: Statistic,
  levels: string,
  unit: Result['unit'],
  value: Value,
  counts: { readonly numerator?: number | null; readonly denominator?: number },
  marks: Marks,
): Result {
  const { moments } = evidence;
  return {
    id: `${evidence.name}.${statistic}${levels === '' ? '' : `.${levels}`}${evidence.suffix}`,
    item: evidence.item,
    cells: evidence.cells,
    respondents: evidence.places.respondents,
    phase: evidence.places.phase,
    pathway: evidence.places.pathway,
    region: evidence.places.region,
    dims: evidence.places.dims,
    statistic,
    levels,
    unit,
    exact: value.exact,
    shorthand: value.shorthand,
    tally: evidence.tally,
    sum: moments?.sum ?? null,
    sumSquares: moments?.sumSquares ?? null,
    numerator: counts.numerator ?? null,
    denominator: counts.denominator ?? null,
    synthetic: marks.synthetic,
  };
}
