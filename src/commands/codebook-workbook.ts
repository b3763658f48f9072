import { writeXlsx } from 'hucre/xlsx';
import { columnLetter } from '../ingest/questionpro/system-columns.ts';
import { InputError } from '../study/problem.ts';

/** Workbooks hold a time of making; this one stands for none, so that the same codebook is the same bytes. */
const NO_TIME = new Date(Date.UTC(2000, 0, 1));

/** A cell of a workbook holds no more characters. */
const LONGEST = 32_767;

const WIDTHS = [22, 26, 40, 50, 40, 40, 40, 20, 30, 60, 30];

/** A codebook's rows, header first, as an XLSX workbook of one sheet. Same rows, same bytes. Throws an InputError with cells that are too long for one. */
export async function codebookWorkbook(
  rows: readonly (readonly string[])[],
  file: string,
): Promise<Uint8Array> {
  const [header = []] = rows;
  const problems = rows.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell.length <= LONGEST
        ? []
        : [
            {
              severity: 'error' as const,
              code: 'long-cell',
              file,
              row: at + 1,
              column: `"${header[column]}"`,
              expected: `at most ${LONGEST} characters in a cell of a workbook`,
              found: String(cell.length),
              advice: 'write a .csv or .yaml',
            },
          ],
    ),
  );
  if (problems.length > 0) throw new InputError(problems);
  return await writeXlsx({
    properties: { title: 'Codebook', created: NO_TIME, modified: NO_TIME },
    sheets: [
      {
        name: 'Codebook',
        rows: rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
        columns: WIDTHS.map((width) => ({
          width,
          style: { alignment: { wrapText: true, vertical: 'top' } },
        })),
        cells: new Map(
          header.map((name, column) => [
            `0,${column}`,
            {
              value: name,
              style: {
                font: { bold: true },
                fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E2EC' } },
              },
            },
          ]),
        ),
        freezePane: { rows: 1, columns: 1 },
        autoFilter: { range: `A1:${columnLetter(header.length - 1)}${rows.length}` },
      },
    ],
  });
}
