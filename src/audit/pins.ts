import { formatExact, ratio } from '../exact/ratio.ts';
import type { Result } from '../likert/result.ts';

/**
 * Our approved values for one lot of counts, a question in one group or several pooled: the counts and every figure
 * made of them, as text. `counts` by option of the scale; `shares` as `agree=21/28=75` with the percentage rounded as
 * tables print it; `sum` and `sumSquares` exact; mean, SD and median rounded. "" where there is none, `[x]` and such
 * where the reason stands in its place.
 */
export interface Pin {
  readonly id: string;
  readonly asked: string;
  readonly answered: string;
  readonly counts: string;
  readonly shares: string;
  readonly sum: string;
  readonly sumSquares: string;
  readonly mean: string;
  readonly sd: string;
  readonly median: string;
}

/** Columns of a file of pins, in their order there. */
export const PIN_COLUMNS = [
  'id',
  'asked',
  'answered',
  'counts',
  'shares',
  'sum',
  'sum_squares',
  'mean',
  'sd',
  'median',
] as const;

/**
 * One pin for each lot of counts that the Results stand on, in id order (by code unit, so the same on any machine).
 * Results are the full ones, before suppression; the same Result given twice counts once.
 */
export function pinResults(results: readonly Result[]): Pin[] {
  const byCells = new Map<string, Map<string, Result>>();
  for (const result of results) {
    const key = result.cells.join(' + ');
    const group = byCells.get(key) ?? new Map<string, Result>();
    group.set(result.id, result);
    byCells.set(key, group);
  }
  return [...byCells]
    .map(([id, group]) => pin(id, [...group.values()]))
    .sort((a, b) => compareText(a.id, b.id));
}

/** Pins as CSV: a header, then a line a pin; every cell that needs it quoted; LF. */
export function renderPins(pins: readonly Pin[]): string {
  return [[...PIN_COLUMNS], ...pins.map(cellsOf)].map((cells) => `${cells.map(quote).join(',')}\n`).join('');
}

/** The cells of one pin in the order of PIN_COLUMNS. */
export function cellsOf(pin: Pin): string[] {
  const { id, asked, answered, counts, shares, sum, sumSquares, mean, sd, median } = pin;
  return [id, asked, answered, counts, shares, sum, sumSquares, mean, sd, median];
}

function pin(id: string, results: readonly Result[]): Pin {
  const [first] = results;
  const tally = results.map((result) => result.tally).find((counted) => counted !== null);
  const moments = results.find((result) => result.sum !== null);
  const shares = results.filter((result) => result.statistic === 'share').map(share);
  return {
    id,
    asked: tally === undefined ? '' : String(tally?.asked ?? ''),
    // Respondents of a questionnaire have no tally: their number is the one Result's.
    answered: String(tally?.answered ?? first?.numerator ?? ''),
    counts: tally?.counts.join(';') ?? '',
    shares: shares.sort(compareText).join(';'),
    sum: String(moments?.sum ?? ''),
    sumSquares: String(moments?.sumSquares ?? ''),
    mean: value(results, 'mean', 2),
    sd: value(results, 'sd', 2),
    median: value(results, 'median', 1),
  };
}

function share({ levels, numerator, denominator, shorthand }: Result): string {
  if (numerator === null || denominator === null || denominator === 0) return `${levels}=${shorthand ?? ''}`;
  return `${levels}=${numerator}/${denominator}=${formatExact(ratio(100 * numerator, denominator), 0)}`;
}

function value(results: readonly Result[], statistic: Result['statistic'], decimals: number): string {
  const result = results.find((candidate) => candidate.statistic === statistic);
  if (result === undefined) return '';
  return result.exact === null ? (result.shorthand ?? '') : formatExact(result.exact, decimals);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function quote(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
