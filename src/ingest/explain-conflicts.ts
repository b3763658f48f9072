import type { Problem } from '../study/problem.ts';
import { nameColumn } from './column-name.ts';
import type { RawRow, RawSheet } from './questionpro/raw-sheet.ts';

/** Two rows of a file with the same Response ID and Seq. Number, and other cells. */
export interface Conflict {
  readonly id: string;
  readonly sequence: string;
  readonly first: number;
  readonly second: number;
}

/** So many conflicts are explained; more are counted. */
const EXPLAINED = 50;
const NAMED = 6;

/** An error for each pair, with both rows and the columns that differ. Reads the file once more; not at all where there is none. */
export async function explainConflicts(
  sheet: RawSheet,
  conflicts: readonly Conflict[],
): Promise<readonly Problem[]> {
  if (conflicts.length === 0) return [];
  const wanted = new Set(conflicts.slice(0, EXPLAINED).flatMap(({ first, second }) => [first, second]));
  const rows = new Map<number, RawRow>();
  for await (const chunk of sheet.rows()) {
    for (const row of chunk) if (wanted.has(row.fileRow)) rows.set(row.fileRow, row);
    if (rows.size === wanted.size) break;
  }
  return conflicts.map(({ id, sequence, first, second }) => {
    const columns = sheet.columns.filter(
      ({ index }) => rows.get(first)?.cells[index] !== rows.get(second)?.cells[index],
    );
    const names = columns.slice(0, NAMED).map(nameColumn).join(', ');
    const more = columns.length > NAMED ? ` and ${columns.length - NAMED} more` : '';
    return {
      severity: 'error',
      code: 'conflicting-repeats',
      file: sheet.file,
      row: second,
      column: null,
      expected: `Response ID ${id}, Seq. Number ${sequence === '' ? '1' : sequence} once, or again with the same cells as row ${first}`,
      found: names === '' ? 'other cells' : `other cells in ${names}${more}`,
      advice: 'remove one of the two rows, or choose with --prefer first or --prefer last',
    };
  });
}
