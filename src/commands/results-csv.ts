import type { Result } from '../likert/result.ts';
import { cellFields, countFields, figureFields, markFields, RESULT_COLUMNS } from '../likert/result-rows.ts';
import { csvField, writeCsv } from '../render/csv.ts';

/** How many figures there are. */
export interface ResultNumbers {
  readonly all: number;
  readonly suppressed: number;
}

/** Where the two forms of results.csv go, bit by bit. */
export interface ResultsCsvTo {
  readonly internal: (text: string) => void;
  readonly publish: (text: string) => void;
}

/**
 * Both forms of results.csv in one pass, each figure once, in the order they come. In the published form a hidden figure
 * says `[c]` and holds no number; the counts of a hidden cell's single levels, which would all say the same, are not listed.
 */
export function writeResultsCsv(
  results: Iterable<Result>,
  mask: (result: Result) => Result,
  to: ResultsCsvTo,
): ResultNumbers {
  const header = writeCsv([[...RESULT_COLUMNS]]);
  to.internal(header);
  to.publish(header);
  const seen = new Set<string>();
  let suppressed = 0;
  const fullLine = lineWriter();
  const maskedLine = lineWriter();
  for (const result of results) {
    if (seen.has(result.id)) continue;
    seen.add(result.id);
    const masked = mask(result);
    const line = fullLine(result);
    to.internal(line);
    if (masked === result) to.publish(line);
    else {
      suppressed += 1;
      if (!isLevelCount(result)) to.publish(maskedLine(masked));
    }
  }
  return { all: seen.size, suppressed };
}

/** Writes one line after the other. Figures of one cell come together, so what they share is written once for all. */
function lineWriter(): (result: Result) => string {
  let cells: Result['cells'] | null = null;
  let tally: Result['tally'] = null;
  let cell = '';
  let counts = '';
  return (result) => {
    // One array and one tally stand behind all figures of a cell.
    if (result.cells !== cells || result.tally !== tally) {
      cell = fields(cellFields(result));
      counts = fields(countFields(result));
      ({ cells, tally } = result);
    }
    const figure = fields(figureFields(result));
    return `${csvField(result.id)},${cell},${figure},${counts},${fields(markFields(result))}\r\n`;
  };
}

function fields(texts: readonly string[]): string {
  return texts.map(csvField).join(',');
}

function isLevelCount({ statistic, levels }: Result): boolean {
  return statistic === 'count' && levels !== 'answered' && levels !== 'respondents';
}
