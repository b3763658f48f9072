import type { ExportCell, ExportSheet, ListedQuestion } from './export-sheet.ts';

/** A sheet of a workbook: rows counted from 1, cells by column from 0; null is a cell that is absent. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly { readonly row: number; readonly cells: readonly ExportCell[] }[];
}

/** The platform's workbook: introduction, statistics, raw data, then report sheets that list questions with counts. */
export function workbookOf(sheet: ExportSheet): readonly WorkbookSheet[] {
  return [introduction(sheet), statistics(sheet), rawData(sheet), ...reports(sheet.listed)];
}

function introduction(sheet: ExportSheet): WorkbookSheet {
  const pairs: readonly (readonly ExportCell[])[] = [
    [text('Survey'), text(sheet.survey)],
    [text('Username'), text('account@example.org')],
    [text('Options')],
    [text('Include Raw Data'), text('true')],
    [text('Include Open-Ended Text'), text('true')],
    [text('Include Geo Code & Additional Info'), text('false')],
    [text('Include Randomization Data'), text('false')],
    [text('Report Timestamp'), { kind: 'moment', serial: sheet.generated, second: 32_400 }],
    [text('Data Filter'), text('Entire Dataset')],
  ];
  return {
    name: 'Introduction',
    rows: [
      { row: 1, cells: [text('Introduction')] },
      ...pairs.map((cells, index) => ({ row: index + 3, cells: [null, ...cells] })),
    ],
  };
}

function statistics(sheet: ExportSheet): WorkbookSheet {
  const count = (status: string) =>
    sheet.rows.filter(([, cell]) => cell?.kind === 'text' && cell.text === status).length;
  const lines: readonly (readonly [string, number])[] = [
    ['Completed', count('Completed')],
    ['Terminates', count('Terminated')],
    ['Incompletes', count('Started')],
    ['Total Responses', sheet.rows.length],
    ['Viewed', sheet.rows.length + 40],
  ];
  return {
    name: 'Overall Statistics',
    rows: [
      { row: 1, cells: [text('Survey Statistics Report')] },
      { row: 4, cells: [null, text('Count')] },
      ...lines.map(([label, number], index) => ({
        row: index + 5,
        cells: [text(label), { kind: 'number', number } as const],
      })),
    ],
  };
}

function rawData(sheet: ExportSheet): WorkbookSheet {
  const headers = [sheet.headers, ...(sheet.layout.headerRows === 2 ? [sheet.subheaders] : [])];
  return {
    name: 'Raw Data',
    rows: [
      ...headers.map((labels, index) => ({ row: index + 1, cells: labels.map(text) })),
      ...sheet.rows.map((cells, index) => ({ row: index + headers.length + 1, cells })),
    ],
  };
}

/** Closed questions in a row share a sheet; each open question has one, without its answers. */
function reports(listed: readonly ListedQuestion[]): readonly WorkbookSheet[] {
  const sheets: WorkbookSheet[] = [];
  let rows: WorkbookSheet['rows'][number][] = [];
  let first = 1;
  const close = (last: number): void => {
    if (rows.length > 0) sheets.push({ name: first === last ? `Q${first}` : `Q${first} - Q${last}`, rows });
    rows = [];
  };
  listed.forEach((question, index) => {
    const code = `Q${index + 1}`;
    if (question.options.length === 0) {
      close(index);
      sheets.push({
        name: code,
        rows: [
          { row: 1, cells: [text('Open Ended Text Data')] },
          { row: 2, cells: [text(code)] },
          { row: 3, cells: [text('')] },
          { row: 4, cells: [text(question.text)] },
        ],
      });
      return;
    }
    if (rows.length === 0) first = index + 1;
    const next = (rows[rows.length - 1]?.row ?? 1) + 2;
    rows.push(
      ...(question.statements.length === 0
        ? singleQuestion(code, question, next)
        : matrix(code, question, next)),
    );
  });
  close(listed.length);
  return sheets;
}

function singleQuestion(code: string, question: ListedQuestion, from: number): WorkbookSheet['rows'] {
  const total = question.options.reduce((sum, option) => sum + option.count, 0);
  return [
    { row: from, cells: [text(code)] },
    { row: from + 1, cells: [text('')] },
    { row: from + 2, cells: [text(question.text)] },
    ...question.options.map(({ label, count }, index) => ({
      row: from + 3 + index,
      cells: [text(label), number(count), number(total === 0 ? 0 : count / total)],
    })),
    { row: from + 3 + question.options.length, cells: [text('Total'), number(total)] },
  ];
}

function matrix(code: string, question: ListedQuestion, from: number): WorkbookSheet['rows'] {
  return [
    { row: from, cells: [text(code)] },
    { row: from + 1, cells: [text(question.text)] },
    {
      row: from + 3,
      cells: [
        text('Statement'),
        ...question.options.map((_, index) => text(String(index + 1))),
        text('Overall'),
      ],
    },
    ...question.statements.flatMap(({ label, counts }, index) => {
      const total = counts.reduce((sum, count) => sum + count, 0);
      return [
        { row: from + 4 + 2 * index, cells: [text(label), ...counts.map(number), number(total)] },
        {
          row: from + 5 + 2 * index,
          cells: [
            null,
            ...counts.map((count) => number(total === 0 ? 0 : count / total)),
            text(`n = ${total}`),
          ],
        },
      ];
    }),
  ];
}

function text(value: string): ExportCell {
  return { kind: 'text', text: value };
}

function number(value: number): ExportCell {
  return { kind: 'number', number: value };
}
