import { numberOf } from '../exact/number-of.ts';
import { type Exact, formatExact, type Rounding } from '../exact/ratio.ts';
import type { FigureCheck } from './check-report.ts';

/** A figure's comparison, and what a reader should know of it ("" where nothing). */
export interface ComparedFigure extends FigureCheck {
  readonly note: string;
}

/**
 * Compares a printed figure with our exact one at the decimals that were printed, rounding once, half away from
 * zero: `match`; else `rounding` where half to even or truncation prints the same; else `differs`; `missing` where we
 * have no value. A figure printed with fewer decimals than its table (`decimals`) says is compared at its own: 5.4
 * equals 5.40, and the note says so. Ours is shown at the larger number of decimals.
 */
export function compareFigure(published: string, ours: Exact | null, decimals: number): ComparedFigure {
  if (ours === null) return { published, ours: null, verdict: 'missing', note: 'our data has no value' };
  const printed = published.split('.')[1]?.length ?? 0;
  const shown = formatExact(ours, Math.max(printed, decimals));
  const equals = (rounding: Rounding): boolean => formatExact(ours, printed, rounding) === published;
  if (equals('half-away')) {
    const note =
      printed < decimals ? `printed ${published}, equal to ${shown} at ${numberOf(printed, 'decimal')}` : '';
    return { published, ours: shown, verdict: 'match', note };
  }
  const other = OTHER_ROUNDINGS.find(({ rounding }) => equals(rounding));
  if (other === undefined) return { published, ours: shown, verdict: 'differs', note: '' };
  return { published, ours: shown, verdict: 'rounding', note: `equal when ${other.words}` };
}

const OTHER_ROUNDINGS: readonly { readonly rounding: Rounding; readonly words: string }[] = [
  { rounding: 'half-even', words: 'rounded half to even' },
  { rounding: 'truncate', words: 'truncated' },
];
