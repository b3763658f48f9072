import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { QUOTE_COLUMNS, type QuoteColumn } from '../qualitative/quotes/quote-table.ts';
import { NO_TIME, notesSheet, type SheetColumn, sheetOf } from './review-workbook.ts';

const [TO_READ, TO_FILL, KEY] = ['D9E2EC', 'FFE8A3', 'EEEEEE'];

/** In characters. */
const WIDTHS: Readonly<Record<QuoteColumn, number>> = {
  tick: 7,
  code: 18,
  'code name': 20,
  label: 22,
  text: 60,
  'edited text': 50,
  replaced: 20,
  suggested: 16,
  'original (internal)': 60,
  'question text': 26,
  item: 16,
  'chosen because': 22,
  questionnaire: 14,
  response_id: 14,
  row: 8,
  question: 14,
  text_sha256: 14,
};
const FILLED: readonly string[] = ['tick', 'edited text'];
const KEYS: readonly string[] = ['questionnaire', 'response_id', 'row', 'question', 'text_sha256'];

/** Proposed quotes as an XLSX workbook: the sheet to tick in, and what to do. Internal, and marked so. Same rows, same bytes. */
export async function quotesWorkbook(
  rows: readonly (readonly string[])[],
  notes: readonly string[],
): Promise<Uint8Array> {
  const columns = QUOTE_COLUMNS.map((name): SheetColumn => {
    const isKey = KEYS.includes(name);
    const fill = FILLED.includes(name) ? TO_FILL : isKey ? KEY : TO_READ;
    return { name, width: WIDTHS[name], fill: fill ?? '', wrapped: !isKey };
  });
  return await writeXlsx({
    properties: { title: 'Internal: quotes to be ticked', created: NO_TIME, modified: NO_TIME },
    sheets: [
      {
        ...sheetOf('Quotes', columns, rows),
        dataValidations: rows.length === 0 ? [] : [tickList(rows.length)],
      },
      notesSheet(notes),
    ],
  });
}

function tickList(rows: number): NonNullable<WriteSheet['dataValidations']>[number] {
  return { type: 'list', values: ['x'], range: `A2:A${rows + 1}`, allowBlank: true, showErrorMessage: false };
}
