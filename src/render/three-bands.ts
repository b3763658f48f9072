import { formatExact, ratio } from '../exact/ratio.ts';
import type { DistributionBar } from './contract.ts';
import { countOf } from './distribution-layout.ts';
import { type DrawnLevel, LEAN_COLOURS } from './diverging-levels.ts';

/** One of a bar's three bands as it is drawn, in pixels. */
export interface Band {
  readonly lean: -1 | 0 | 1;
  readonly count: number;
  readonly percent: string;
  readonly x: number;
  readonly x2: number;
  readonly colour: string;
  readonly edge: string;
}

/**
 * A bar in three bands, for where seven levels have no room: all negative, neutral and all positive answers from left to
 * right, together as wide as the bar. Shares are of those who gave a rating, each rounded once from its own count. Bands
 * of nobody are left out; none of a bar of nobody.
 */
export function threeBands(
  bar: DistributionBar,
  levels: readonly DrawnLevel[],
  from: number,
  width: number,
): readonly Band[] {
  if (bar.base === 0) return [];
  let before = 0;
  return ([-1, 0, 1] as const).flatMap((lean) => {
    const count = countOf(bar, levels, lean);
    const x = from + (before / bar.base) * width;
    before += count;
    if (count === 0) return [];
    const end = from + (before / bar.base) * width;
    return [
      {
        lean,
        count,
        percent: formatExact(ratio(100 * count, bar.base), 0),
        x: x + 1,
        x2: Math.max(x + 1.5, end - 1),
        ...LEAN_COLOURS[lean],
      },
    ];
  });
}
