import type { PrintedTables } from '../audit/published/printed-cell.ts';
import { type DefaultScale, NOTHING } from '../audit/published/sheet-cells.ts';
import type { Problem } from '../study/problem.ts';

export async function readPrintedWorkbook(
  _bytes: Uint8Array,
  _file: string,
  _scale: DefaultScale,
): Promise<PrintedTables | Problem> {
  return NOTHING;
}
