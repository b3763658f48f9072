import { type Exact, formatExact, toNumber } from '../../exact/ratio.ts';
import { compareFigure } from '../compare-figure.ts';
import type { DraftNumber } from './draft-numbers.ts';
import { type Judgement, judgement } from './finding.ts';
import type { RunFigure } from './run-figure.ts';

/** Whether a figure is what the draft prints, at the draft's decimals; a bound ("over 70 %") where it holds. */
export type Agreement = 'equal' | 'bound' | 'differs' | 'withheld' | 'none';

/** How far a rough number ("about 75 %") may be off, in its own units. */
const ROUGH = 2.5;
/** How far above "over 70 %" is still said so. */
const BOUND = 10;

/** How the number stands to one figure of the run. */
export function agreementWith(number: DraftNumber, { exact, shorthand }: RunFigure): Agreement {
  if (exact === null) return shorthand === '[c]' ? 'withheld' : 'none';
  if (rounded(exact, number.value) === trimmed(number.value)) return 'equal';
  if (number.hedge === null) return 'differs';
  const off = toNumber(exact) - Number(number.value);
  const holds = {
    over: off > 0 && off <= BOUND,
    under: off < 0 && off >= -BOUND,
    about: Math.abs(off) <= ROUGH,
  };
  return holds[number.hedge] ? 'bound' : 'differs';
}

/** The judgement of a number matched to a figure. */
export function judgeBy(
  number: DraftNumber,
  figure: RunFigure,
  sure: 'sure' | 'likely',
  matchedOn: readonly string[],
  note = '',
): Judgement {
  const agreement = agreementWith(number, figure);
  const match = { result: figure.result, of: figure.of, sure, matchedOn };
  if (agreement === 'withheld')
    return judgement('withheld', join('the run withholds it: take it out of the draft', note), match);
  if (figure.exact === null)
    return judgement(
      'differs',
      join(NO_VALUE[figure.shorthand ?? ''] ?? 'the run has no such figure', note),
      match,
    );
  const run = runText(figure, number.value);
  if (agreement === 'equal') return judgement('right', note, { ...match, run });
  if (agreement === 'bound')
    return judgement('right', join(`holds as “${number.hedge}”`, note), { ...match, run });
  const other = compareFigure(trimmed(number.value), figure.exact, 0);
  return judgement('differs', join(other.verdict === 'rounding' ? other.note : '', note), { ...match, run });
}

/** "74% (29 of 39)", at the draft's decimals. */
export function runText({ exact, measure, counts }: RunFigure, value: string): string {
  if (exact === null) return '';
  const shown = `${formatExact(exact, decimalsOf(value))}${measure === 'percent' ? '%' : ''}`;
  return measure === 'percent' && counts !== null && counts.numerator !== null
    ? `${shown} (${counts.numerator} of ${counts.denominator})`
    : shown;
}

const NO_VALUE: Readonly<Record<string, string>> = {
  '[x]': 'the run has none: nobody answered',
  '[z]': 'the run has none: not applicable',
  '[u]': 'the run has none: undefined for one answer',
};

function rounded(exact: Exact, value: string): string {
  return formatExact(exact, decimalsOf(value));
}

function decimalsOf(value: string): number {
  return Math.min(value.split('.')[1]?.length ?? 0, 12);
}

/** Without zeros before the number, which no rounded figure has. */
function trimmed(value: string): string {
  return value.replace(/^0+(?=\d)/, '');
}

function join(...notes: readonly string[]): string {
  return notes.filter((note) => note !== '').join('; ');
}
