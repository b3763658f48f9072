import type { Table } from '../render/contract.ts';
import { composeWorkbook } from '../render/sheets/workbook-model.ts';
import type { Study } from '../study/study.ts';
import type { WorkbookFormat } from './analyse-options.ts';
import { SYNTHETIC_BANNER } from './synthetic-banner.ts';

/** Tables of a run as one accessible workbook, with cover, contents and notes; loads only the writer of its format. */
export async function renderWorkbook(
  format: WorkbookFormat,
  tables: readonly Table[],
  { study, synthetic }: { readonly study: Study; readonly synthetic: boolean },
): Promise<Uint8Array> {
  const workbook = composeWorkbook({
    title: study.title,
    subtitle: 'Questionnaire results: tables',
    credit: study.source.credit,
    banner: synthetic ? SYNTHETIC_BANNER : null,
    tables,
  });
  // A record, so that a new format won't compile until it is handled.
  const writers: Record<WorkbookFormat, () => Promise<Uint8Array>> = {
    xlsx: async () => (await import('../render/sheets/write-xlsx.ts')).writeXlsx(workbook),
    ods: async () => (await import('../render/sheets/write-ods.ts')).writeOds(workbook),
  };
  return writers[format]();
}
