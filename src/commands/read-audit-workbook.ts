import { readXlsx } from 'hucre/xlsx';
import type { PrintedTables } from '../audit/published/printed-cell.ts';
import { readPrintedSheet } from '../audit/published/printed-sheet.ts';
import { type DefaultScale, NOTHING, readTextSheet } from '../audit/published/sheet-cells.ts';
import { formatExact, ratio } from '../exact/ratio.ts';
import { workbookProblem } from '../ingest/questionpro/workbook-problem.ts';
import type { Problem } from '../study/problem.ts';

/**
 * Published tables from an XLSX workbook: a sheet of one row a cell as the CSV files have it, or tables as reports print
 * them, found wherever they stand. Cells count as what they show: 5.4 formatted `0.00` is "5.40". A workbook that
 * can't be read, or has no table, is a problem.
 */
export async function readPrintedWorkbook(
  bytes: Uint8Array,
  file: string,
  scale: DefaultScale,
): Promise<PrintedTables | Problem> {
  const refused = workbookProblem(bytes, file);
  if (refused !== null) return refused;
  let workbook: Awaited<ReturnType<typeof readXlsx>>;
  try {
    workbook = await readXlsx(bytes, { readStyles: true });
  } catch {
    return problem(file, 'an Excel workbook (.xlsx)', 'one whose contents are damaged', 'save it again');
  }
  const read = workbook.sheets.map((sheet): PrintedTables => {
    const rows = sheet.rows.map((row, y) =>
      row.map((value, x) => shownText(value, sheet.cells?.get(`${y},${x}`)?.style?.numFmt)),
    );
    const long = readTextSheet({ file, records: rows }, scale);
    const isLong = long.cells.length + long.counts.length + long.quotes.length > 0;
    return isLong ? long : readPrintedSheet({ file, name: sheet.name, rows }, scale);
  });
  const all = read.reduce(
    (sum, one) => ({
      cells: [...sum.cells, ...one.cells],
      counts: [...sum.counts, ...one.counts],
      quotes: [...sum.quotes, ...one.quotes],
      faults: [...sum.faults, ...one.faults],
    }),
    NOTHING,
  );
  return all.cells.length + all.counts.length + all.quotes.length + all.faults.length > 0
    ? all
    : problem(
        file,
        'a table with a heading such as "WS (n=28)", "% agreement", "Mean (SD)"',
        'none on any sheet',
        'give headings an n and a measure, or one row a cell as in likert.csv',
      );
}

/** A cell as the workbook shows it, as far as its number format tells. */
function shownText(value: unknown, format: string | undefined): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'number') return value === null || value === undefined ? '' : String(value);
  const text = String(value);
  const shown = /^[#,]*0(?:\.(0+))?(%?)(?:[_;].*)?$/.exec(format ?? '');
  if (shown === null || !/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole = '', fraction = ''] = text.split('.');
  const scaled = BigInt(whole + fraction) * (shown[2] === '%' ? 100n : 1n);
  const exact = ratio(scaled, 10n ** BigInt(fraction.length));
  return `${formatExact(exact, shown[1]?.length ?? 0)}${shown[2] ?? ''}`;
}

function problem(file: string, expected: string, found: string, advice: string): Problem {
  return { severity: 'error', code: 'audit-file', file, row: null, column: null, expected, found, advice };
}
