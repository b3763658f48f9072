import { toNumber } from '../exact/ratio.ts';
import type { Result } from './result.ts';

/** The columns of results.csv, in order. */
export const RESULT_COLUMNS = [
  'id',
  'item',
  'respondents',
  'phase',
  'pathway',
  'region',
  'dims',
  'statistic',
  'levels',
  'unit',
  'value',
  'numerator',
  'denominator',
  'sum',
  'sum_squares',
  'asked',
  'answered',
  'dont_know',
  'blank',
  'not_asked',
  'shorthand',
  'synthetic',
] as const;

/**
 * Results as rows of results.csv, without the header. `value` is the double nearest the exact value, written as short as
 * it can be read back (a share is 0 to 1); numerator, denominator, sum and sum of squares give it exactly. Empty where
 * there is none; `shorthand` then says why.
 */
export function resultRows(results: readonly Result[]): string[][] {
  return results.map(resultRow);
}

/** One Result as a row of results.csv. */
export function resultRow(result: Result): string[] {
  return [
    result.id,
    ...cellFields(result),
    ...figureFields(result),
    ...countFields(result),
    ...markFields(result),
  ];
}

/** From `item` to `dims`: the same for all figures of a cell. */
export function cellFields(result: Result): string[] {
  return [result.item, result.respondents, result.phase, result.pathway, result.region, result.dims];
}

/** From `statistic` to `denominator`: what differs between the figures of a cell. */
export function figureFields(result: Result): string[] {
  return [
    result.statistic,
    result.levels,
    result.unit,
    result.exact === null ? '' : String(toNumber(result.exact)),
    text(result.numerator),
    text(result.denominator),
  ];
}

/** From `sum` to `not_asked`: the same for all figures of a cell, unless some of them are hidden. */
export function countFields(result: Result): string[] {
  return [
    text(result.sum),
    text(result.sumSquares),
    text(result.tally?.asked),
    text(result.tally?.answered),
    text(result.tally?.dontKnow),
    text(result.tally?.blank),
    text(result.tally?.notAsked),
  ];
}

/** `shorthand` and `synthetic`. */
export function markFields(result: Result): string[] {
  return [result.shorthand ?? '', result.synthetic ? 'yes' : 'no'];
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
