import { foldTight } from '../study/fold.ts';

/** The times of the respondents who count. Memory: a number a respondent. */
export interface SpeedWatch {
  readonly see: (seconds: number, status: string, label: { row: number; id: string; file: number }) => void;
  /** Those faster than `share` of the median, in the order seen, with that median; none where nobody's time is known. */
  readonly speeders: () => readonly Speeder[];
}

export interface Speeder {
  readonly row: number;
  readonly id: string;
  readonly file: number;
  readonly seconds: number;
  readonly median: number;
}

const COMPLETED = new Set(['completed', 'complete', 'completado', 'completada']);

/**
 * Finds speeders: who completed in less than `share` of the median time of all who completed (of an even number, the mean
 * of the middle two). Rows of another status, or without a time, are neither in the median nor flagged.
 */
export function watchSpeed(share: number): SpeedWatch {
  const seen: { row: number; id: string; file: number; seconds: number }[] = [];
  return {
    see(seconds, status, label) {
      if (Number.isNaN(seconds) || !COMPLETED.has(foldTight(status))) return;
      seen.push({ ...label, seconds });
    },
    speeders() {
      const times = Float64Array.from(seen, ({ seconds }) => seconds).sort();
      const middle = times.length >> 1;
      const upper = times[middle];
      if (upper === undefined) return [];
      const median = times.length % 2 === 1 ? upper : (upper + (times[middle - 1] ?? upper)) / 2;
      return seen.filter(({ seconds }) => seconds < share * median).map((one) => ({ ...one, median }));
    },
  };
}
