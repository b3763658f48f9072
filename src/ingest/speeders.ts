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
  // Columns, not an object each, of which there would be as many as respondents.
  const seen = { row: [] as number[], id: [] as string[], file: [] as number[], seconds: [] as number[] };
  return {
    see(seconds, status, { row, id, file }) {
      if (Number.isNaN(seconds) || !COMPLETED.has(foldTight(status))) return;
      seen.row.push(row);
      seen.id.push(id);
      seen.file.push(file);
      seen.seconds.push(seconds);
    },
    speeders() {
      const times = new Float64Array(seen.seconds).sort();
      const middle = times.length >> 1;
      const upper = times[middle];
      if (upper === undefined) return [];
      const median = times.length % 2 === 1 ? upper : (upper + (times[middle - 1] ?? upper)) / 2;
      return seen.seconds.flatMap((seconds, at) =>
        seconds < share * median
          ? [{ row: seen.row[at] ?? 0, id: seen.id[at] ?? '', file: seen.file[at] ?? 0, seconds, median }]
          : [],
      );
    },
  };
}
