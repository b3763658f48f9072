import type { KnownBase } from './known-bases.ts';

/** One end of a range: `N-12` is relative to the printed n, `2` is not. */
interface RangeEnd {
  readonly fromN: boolean;
  readonly value: number;
}

export interface RangeSpec {
  readonly low: RangeEnd;
  readonly high: RangeEnd;
}

/** Reads `N-12..N+3`, `2..N`, `20..40`; null for anything else, or for an end below its beginning whatever N is. */
export function parseRange(text: string): RangeSpec | null {
  const match = /^\s*(\S+?)\s*\.\.\s*(\S+?)\s*$/.exec(text);
  const low = parseEnd(match?.[1] ?? '');
  const high = parseEnd(match?.[2] ?? '');
  if (low === null || high === null) return null;
  return low.fromN === high.fromN && low.value > high.value ? null : { low, high };
}

function parseEnd(text: string): RangeEnd | null {
  const relative = /^N(?:([+-])(\d{1,6}))?$/i.exec(text);
  if (relative !== null)
    return { fromN: true, value: (relative[1] === '-' ? -1 : 1) * Number(relative[2] ?? 0) };
  return /^\d{1,6}$/.test(text) ? { fromN: false, value: Number(text) } : null;
}

/** The numbers of respondents tried for a cell, first to last: at least 2; empty where the last is less than the first. */
export function rangeFor(
  n: number,
  spec: RangeSpec | null,
  base: KnownBase | undefined,
): readonly [number, number] {
  if (spec === null) return [2, Math.max(n, base?.n ?? 0)];
  const end = ({ fromN, value }: RangeEnd): number => (fromN ? n + value : value);
  return [Math.max(2, end(spec.low)), end(spec.high)];
}

/** The range in words, for the list of assumptions. */
export function rangeWords(spec: RangeSpec | null): string {
  if (spec === null) return '2 to the larger of the printed n and the base known for the column';
  const words = ({ fromN, value }: RangeEnd): string =>
    fromN ? (value === 0 ? 'n' : `n ${value < 0 ? '−' : '+'} ${Math.abs(value)}`) : String(value);
  return `${words(spec.low)} to ${words(spec.high)}, never below 2`;
}
