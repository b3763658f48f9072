import { SYNTHETIC } from '../cell-text.ts';
import type { Table } from '../contract.ts';
import { bookmarkGiver, captionText } from './word-fields.ts';
import { packDocument } from './word-package.ts';
import { sectionsOf } from './word-page.ts';
import { tableStretch } from './word-table.ts';

/**
 * Single tables as a Word document, one after the other, to paste into another: the same captions, styles and notes as in the report, in the
 * order given. Says across the top of every page when a table's data are synthetic. The same tables give the same bytes.
 */
export async function renderTablesDocx(tables: readonly Table[]): Promise<Uint8Array> {
  const give = bookmarkGiver();
  const stretches = tables.map((table) => tableStretch(table, give(`Table ${table.id}`)));
  const names = tables.map(({ id, caption }) => captionText(`Table ${id}`, caption));
  const banner = tables.some(({ synthetic }) => synthetic) ? SYNTHETIC : null;
  return packDocument(sectionsOf(stretches, banner), {
    title: names.length === 1 ? (names[0] ?? '') : tables.map(({ id }) => `Table ${id}`).join(', '),
    description: names.join('; '),
  });
}
