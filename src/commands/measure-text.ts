import { formatExact, percentOf } from '../exact/ratio.ts';
import type { Interval } from '../qualitative/agreement/bootstrap-alpha.ts';
import type { Measure, Undefined } from '../qualitative/agreement/measure.ts';

/** A measure to three decimals, or `undefined`. */
export function measureText(measure: Measure): string {
  return measure.kind === 'undefined' ? 'undefined' : formatExact(measure, 3);
}

/** A share as a percentage to one decimal, or `undefined`. */
export function percentText(measure: Measure): string {
  return measure.kind === 'undefined' ? 'undefined' : `${formatExact(percentOf(measure), 1)} %`;
}

/** `0.412 to 0.731`, or `undefined`. */
export function intervalText(interval: Interval | Undefined): string {
  if (interval.kind === 'undefined') return 'undefined';
  return `${limitText(interval.low)} to ${limitText(interval.high)}`;
}

function limitText(limit: number): string {
  const text = limit.toFixed(3);
  return text === '-0.000' ? '0.000' : text;
}
