import type { FrequencyCell, FrequencyTable } from './frequency.ts';
import { addTallies } from './tally.ts';

/**
 * Two counts as one, cell by cell: of different questionnaires, or of different respondents of the same one. Cells of
 * the first come first. Neither is changed. A respondent who is in both is counted twice: screening comes before.
 */
export function mergeFrequencies(a: FrequencyTable, b: FrequencyTable): FrequencyTable {
  const cells = new Map<string, FrequencyCell>(a.cells);
  for (const [key, cell] of b.cells) {
    const before = cells.get(key);
    cells.set(
      key,
      before === undefined ? cell : { address: cell.address, tally: addTallies(before.tally, cell.tally) },
    );
  }
  const usable = new Map(a.usable);
  for (const [key, respondents] of b.usable) usable.set(key, (usable.get(key) ?? 0) + respondents);
  return { cells, usable };
}

/** The counts of nobody: merging it changes nothing. */
export const NO_FREQUENCIES: FrequencyTable = { cells: new Map(), usable: new Map() };
