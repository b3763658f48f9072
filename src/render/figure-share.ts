import { toNumber } from '../exact/ratio.ts';
import type { Figure } from './contract.ts';

/** A percent's value as a share, 0 to 1, to draw with; null where it has none. */
export function shareOf(figure: Figure): number | null {
  return figure.exact === null ? null : toNumber(figure.exact);
}
