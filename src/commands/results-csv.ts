import type { Result } from '../likert/result.ts';
import { RESULT_COLUMNS, resultRow } from '../likert/result-rows.ts';
import { csvField, writeCsv } from '../render/csv.ts';

/** results.csv in its two forms, and how many figures there are. */
export interface ResultsCsv {
  readonly internal: string;
  readonly publish: string;
  readonly all: number;
  readonly suppressed: number;
}

/**
 * Both forms of results.csv in one pass, each figure once, in the order they come. In the published form a hidden figure
 * says `[c]` and holds no number; the counts of a hidden cell's single levels, which would all say the same, are not listed.
 */
export function resultsCsv(results: Iterable<Result>, mask: (result: Result) => Result): ResultsCsv {
  const header = writeCsv([[...RESULT_COLUMNS]]);
  const internal = [header];
  const publish = [header];
  const seen = new Set<string>();
  let suppressed = 0;
  for (const result of results) {
    if (seen.has(result.id)) continue;
    seen.add(result.id);
    const masked = mask(result);
    const line = lineOf(result);
    internal.push(line);
    if (masked === result) publish.push(line);
    else {
      suppressed += 1;
      if (!isLevelCount(result)) publish.push(lineOf(masked));
    }
  }
  return { internal: internal.join(''), publish: publish.join(''), all: seen.size, suppressed };
}

function lineOf(result: Result): string {
  return `${resultRow(result).map(csvField).join(',')}\r\n`;
}

function isLevelCount({ statistic, levels }: Result): boolean {
  return statistic === 'count' && levels !== 'answered' && levels !== 'respondents';
}
