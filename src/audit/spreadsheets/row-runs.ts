import type { Place, Range } from './spreadsheet.ts';

/** Cells by rows, those side by side as one range, so that a row of faults is one finding: each range, and how many cells it has. */
export function rowRuns(
  cells: readonly Place[],
): readonly { readonly range: Range; readonly count: number }[] {
  const runs: { range: Range; count: number }[] = [];
  for (const { row, column } of cells) {
    const last = runs.at(-1);
    const end = last?.range.to;
    if (last !== undefined && end?.row === row && end.column === column - 1) {
      last.range = { from: last.range.from, to: { row, column } };
      last.count += 1;
    } else runs.push({ range: { from: { row, column }, to: { row, column } }, count: 1 });
  }
  return runs;
}
