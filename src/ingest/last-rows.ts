import { hashCells } from './decoded-batch.ts';
import { isTestRow } from './is-test-row.ts';
import type { RawSheet } from './questionpro/raw-sheet.ts';
import { repeatKey } from './repeats.ts';

/** The last row of each Response ID and Seq. Number of a file, test rows apart, with the hash of its cells. Reads the file once. */
export async function lastRows(
  sheet: RawSheet,
): Promise<ReadonlyMap<string, { readonly row: number; readonly hash: number }>> {
  const id = sheet.columns.find(({ system }) => system === 'response-id')?.index ?? -1;
  const sequence = sheet.columns.find(({ system }) => system === 'sequence')?.index ?? -1;
  const reference = sheet.columns.find(({ system }) => system === 'external-reference')?.index ?? -1;
  const last = new Map<string, { readonly row: number; readonly hash: number }>();
  for await (const chunk of sheet.rows()) {
    for (const { fileRow, cells } of chunk) {
      if (isTestRow(cells[reference] ?? '')) continue;
      const key = repeatKey((cells[id] ?? '').trim(), (cells[sequence] ?? '').trim());
      last.set(key, { row: fileRow, hash: hashCells(cells) });
    }
  }
  return last;
}
