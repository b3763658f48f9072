import { type Exact, percentOf } from '../../exact/ratio.ts';
import type { Cell, Figure } from '../../render/contract.ts';
import type { DraftNumber } from './draft-numbers.ts';
import { type Judgement, judgement } from './finding.ts';
import { judgeBy } from './judge-number.ts';
import type { Counts, RunFigure } from './run-figure.ts';

/** How a cell of the draft was found in the run's table. */
export interface CellPlace {
  /** "B.1, “I am confident …”, WS". */
  readonly of: string;
  readonly sure: 'sure' | 'likely';
  readonly matchedOn: readonly string[];
  readonly note: string;
  /** The draft's heading of the column, which may say what its figures are. */
  readonly heading: string;
}

/**
 * Judges the numbers of one cell by the figures of the run's. A number goes with the figure of its own kind (a sign of
 * percentage, decimals, what the heading says), each with one; an extra whole number beside a percentage may be its count
 * or base. Null where the run prints nothing that it could be.
 */
export function judgeCell(
  numbers: readonly DraftNumber[],
  cell: Cell,
  place: CellPlace,
): (Judgement | null)[] {
  const left = [...cell.figures];
  return numbers.map((number) => {
    if (cell.pattern === 'none')
      return judgement('differs', join('the run has no such question: n/a', place.note), placed(place, ''));
    const at = bestFor(number, left, numbers.length, place.heading);
    if (at >= 0) {
      const [figure] = left.splice(at, 1);
      return figure === undefined ? null : judgeFigure(number, figure, place);
    }
    return judgeExtra(number, cell.figures[0], place);
  });
}

/** Judges an n over a column. */
export function judgeHeaderN(number: DraftNumber, figure: Figure, place: CellPlace): Judgement {
  return judgeFigure(number, figure, place);
}

function judgeFigure(number: DraftNumber, figure: Figure, place: CellPlace): Judgement {
  return judgeBy(number, runFigure(figure, place), place.sure, place.matchedOn, place.note);
}

function runFigure({ result, exact, shorthand, measure }: Figure, place: CellPlace): RunFigure {
  return {
    result,
    measure,
    exact: exact === null ? null : measure === 'percent' ? percentOf(exact) : exact,
    shorthand,
    of: place.of,
    counts: exact === null ? null : countsIn(measure, exact),
    groups: {},
  };
}

/** Shares and means are kept as the counts they came from, never reduced. */
function countsIn(measure: Figure['measure'], { kind, numerator, denominator }: Exact): Counts | null {
  if (kind === 'root' || measure === 'count' || measure === 'median') return null;
  return { numerator: measure === 'percent' ? Number(numerator) : null, denominator: Number(denominator) };
}

/** A whole number beside a percentage: how many that is, or of how many. */
function judgeExtra(number: DraftNumber, beside: Figure | undefined, place: CellPlace): Judgement | null {
  if (beside === undefined || number.value.includes('.') || number.kind === 'percent') return null;
  if (beside.shorthand === '[c]')
    return judgement(
      'withheld',
      join('the run withholds it: take it out of the draft', place.note),
      placed(place, beside.result),
    );
  const counts = beside.exact === null ? null : countsIn(beside.measure, beside.exact);
  return counts === null
    ? null
    : judgeCount(number, counts, { ...placed(place, beside.result), note: place.note });
}

/** A number as the count or the base of a figure; of the first where it says which ("45 of 60"). */
export function judgeCount(
  number: DraftNumber,
  { numerator, denominator }: Counts,
  match: Pick<Judgement, 'result' | 'of' | 'sure' | 'matchedOn'> & { readonly note: string },
): Judgement {
  const { note, ...rest } = match;
  const wanted = { part: [numerator], whole: [denominator] }[number.kind as 'part' | 'whole'] ?? [
    numerator,
    denominator,
  ];
  const known = wanted.filter((count) => count !== null);
  const run = known.join(' of ');
  const right = known.some((count) => String(count) === number.value);
  return judgement(right ? 'right' : 'differs', note, { ...rest, run });
}

function placed(
  { of, sure, matchedOn }: CellPlace,
  result: string,
): Pick<Judgement, 'result' | 'of' | 'sure' | 'matchedOn'> {
  return { result, of, sure, matchedOn };
}

function bestFor(number: DraftNumber, figures: readonly Figure[], numbers: number, heading: string): number {
  let best = -1;
  let most = 0;
  figures.forEach((figure, at) => {
    const value = suits(number, figure, numbers, heading) - at * 0.01;
    if (value > most) {
      most = value;
      best = at;
    }
  });
  return best;
}

/** How well a number suits a figure: 0 not at all. */
function suits(
  { kind, value }: DraftNumber,
  { measure, decimals }: Figure,
  numbers: number,
  heading: string,
): number {
  if (kind === 'percent') return measure === 'percent' ? 3 : 0;
  if (kind === 'mean' || kind === 'sd' || kind === 'median') return measure === kind ? 3 : 0;
  if (kind === 'n' || kind === 'part' || kind === 'count' || kind === 'whole')
    return measure === 'count' ? 3 : 0;
  if (numbers === 1 && /\bSD\b|standard deviation/i.test(heading) && !/mean/i.test(heading))
    return measure === 'sd' ? 3 : 0;
  const decimal = value.includes('.');
  return decimal === decimals > 0 ? 2 : measure === 'count' && decimal ? 0 : 1;
}

function join(...notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join('; ');
}
