import type { PrintedFigures } from './printed-cell.ts';
import type { Reproducer } from './reproduce.ts';
import { type FigureKey, lastDigitDrawnAnew, printable } from './slips.ts';

/**
 * The share, 0 to 1, of random figures for this n that would be caught: of all the figures that differ from the
 * printed ones in the last digit of the percentage, the mean or the SD, those that no answers of n respondents give.
 * Near 1 a fit is evidence; near 0 the search has no power here (two decimals over some 100 respondents), and a fit
 * says nothing. Exact: every such figure is tried. Figures off the scale are no candidates. 0 where there are none.
 */
export function catchRate(reproducer: Reproducer, figures: PrintedFigures, n: number): number {
  const { levels } = reproducer;
  const scale = [levels[0] ?? 0, levels[levels.length - 1] ?? 0] as const;
  let tried = 0;
  let caught = 0;
  for (const key of ['percent', 'mean', 'sd'] as const satisfies readonly FigureKey[]) {
    const printed = figures[key];
    if (printed === null) continue;
    for (const text of lastDigitDrawnAnew(printed)) {
      if (!printable(key, text, scale)) continue;
      tried += 1;
      if (!reproducer.fits({ ...figures, [key]: text }, n)) caught += 1;
    }
  }
  return tried === 0 ? 0 : caught / tried;
}
