import type { Result } from '../likert/result.ts';
import { cellFields, countFields, figureFields, markFields, RESULT_COLUMNS } from '../likert/result-rows.ts';
import { csvField, writeCsv } from '../render/csv.ts';

/** How many figures there are. */
export interface ResultNumbers {
  readonly all: number;
  readonly suppressed: number;
}

/** Every figure of a run in full. */
export interface AllResults {
  readonly systematic: Iterable<Result>;
  /** What tables and the report's text show, of which most is systematic. */
  readonly others: Iterable<Result>;
}

/** Where the two forms of results.csv go, bit by bit. */
export interface ResultsCsvTo {
  readonly internal: (text: string) => void;
  readonly publish: (text: string) => void;
}

/**
 * Both forms of results.csv in one pass, each figure once: the systematic ones in the order they come, then what is new
 * among the others. In the published form a hidden figure says `[c]` and holds no number; the counts of a hidden cell's
 * single levels, which would all say the same, are not listed. `systematic` may not hold a figure twice.
 */
export function writeResultsCsv(
  { systematic, others }: AllResults,
  mask: (result: Result) => Result,
  to: ResultsCsvTo,
): ResultNumbers {
  const header = writeCsv([[...RESULT_COLUMNS]]);
  to.internal(header);
  to.publish(header);
  let all = 0;
  let suppressed = 0;
  const fullLine = lineWriter();
  const maskedLine = lineWriter();
  const put = (result: Result): void => {
    all += 1;
    const masked = mask(result);
    const line = fullLine(result);
    to.internal(line);
    if (masked === result) to.publish(line);
    else {
      suppressed += 1;
      if (!isLevelCount(result)) to.publish(maskedLine(masked));
    }
  };
  const awaited = awaitedOthers(others);
  for (const result of systematic) {
    awaited.strike(result);
    put(result);
  }
  for (const result of awaited.left()) put(result);
  return { all, suppressed };
}

/**
 * The other figures, until they are struck off. They are looked for by cell and only then by id: to compare the ids of
 * all systematic figures would take as long as to write them.
 */
function awaitedOthers(others: Iterable<Result>): {
  readonly strike: (result: Result) => void;
  readonly left: () => Iterable<Result>;
} {
  const left = new Map<string, Result>();
  const byCells = new Map<string, Result[]>();
  for (const result of others) {
    if (left.has(result.id)) continue;
    left.set(result.id, result);
    const cells = result.cells.join('+');
    const known = byCells.get(cells);
    if (known === undefined) byCells.set(cells, [result]);
    else known.push(result);
  }
  let cells: readonly string[] | null = null;
  let here: readonly Result[] = [];
  return {
    strike: (result) => {
      if (result.cells !== cells) {
        ({ cells } = result);
        here = byCells.get(cells.join('+')) ?? [];
      }
      for (const { id, statistic, levels } of here)
        if (statistic === result.statistic && levels === result.levels && id === result.id) left.delete(id);
    },
    left: () => left.values(),
  };
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
    return `${csvField(result.id)}${cell}${fields(figureFields(result))}${counts}${fields(markFields(result))}\r\n`;
  };
}

function fields(texts: readonly string[]): string {
  let line = '';
  for (const text of texts) line += `,${csvField(text)}`;
  return line;
}

function isLevelCount({ statistic, levels }: Result): boolean {
  return statistic === 'count' && levels !== 'answered' && levels !== 'respondents';
}
