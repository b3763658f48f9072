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
        ...inGap(x, end, LEAN_COLOURS[lean]),
      },
    ];
  });
}

/** The width of a part's outline, and half the white between two parts with half an outline. */
export const EDGE = 0.9;
const INSET = 1 + EDGE / 2;

/**
 * Where a part of a bar is drawn, so that white stands on both sides of it: within its outline, or, where it is too thin for one, as
 * a line in the outline's colour.
 */
export function inGap(
  from: number,
  to: number,
  { colour, edge }: { readonly colour: string; readonly edge: string },
): { readonly x: number; readonly x2: number; readonly colour: string; readonly edge: string } {
  if (to - from >= 2 * INSET + 0.6) return { x: from + INSET, x2: to - INSET, colour, edge };
  const third = (to - from) * 0.3;
  return { x: from + third, x2: to - third, colour: edge, edge: 'transparent' };
}
