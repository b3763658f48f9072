import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { lintSpreadsheet, readSpreadsheet } from '../audit/spreadsheets/lint-spreadsheet.ts';
import type { SpreadsheetSheet } from '../audit/spreadsheets/spreadsheet.ts';
import type { Table } from '../render/contract.ts';
import { composeWorkbook } from '../render/sheets/workbook-model.ts';
import { hostileTexts, stubTable } from '../render/testing/samples.ts';
import { visibleLine, visibleText } from '../render/visible-text.ts';
import { type Format, writeSample } from './testing/sample-workbook.ts';

const TEXTS = [...hostileTexts, '_x0041_ literal', 'a  b   c ', '\ttab'];

/** A table whose every text is hostile: one row, one column and one note for each. */
const table: Table = {
  ...stubTable,
  id: '=1+1/[x]:*?',
  caption: '<b>=cmd()</b>',
  stubHeaders: ['Text'],
  columns: TEXTS.map((label) => ({ group: null, label, headerN: null })),
  rows: TEXTS.map((label) => ({
    stub: [],
    label,
    cells: TEXTS.map(() => ({ pattern: 'none', figures: [] })),
  })),
  notes: TEXTS.filter((text) => text.trim() !== ''),
  source: '=HYPERLINK("x")',
};
const workbook = composeWorkbook({
  title: '=cmd()',
  subtitle: '@x',
  credit: '-1',
  banner: '+1',
  tables: [table, { ...table, id: '=1+1/[X]:*?' }],
});

const row = (sheet: SpreadsheetSheet | undefined, at: number): string[] =>
  (sheet?.cells ?? []).filter((cell) => cell.row === at).map(({ text }) => text);

describe.each<Format>(['xlsx', 'ods'])('hostile texts in %s', (format) => {
  it('go through whole, as texts and never as formulas', async () => {
    const { sheets, title } = readSpreadsheet('a', await writeSample(format, workbook));
    expect(title).toBe('=cmd()');
    const sheet = sheets[3];
    expect(sheets.flatMap(({ cells }) => cells.filter(({ formula }) => formula))).toEqual([]);
    const first = sheet?.tables[0]?.range.from.row ?? 0;
    const labels = TEXTS.map((_, at) => row(sheet, first + 1 + at)[0]);
    expect(labels).toEqual(TEXTS.map((text) => (text.trim() === '' ? '[z]' : visibleText(text))));
    const headers = row(sheet, first).slice(1);
    TEXTS.forEach((text, at) => {
      const line = visibleLine(text);
      const whole = `The header of column ${at + 2} in full: ${line}`;
      if (line.length > 255) expect(row(sheet, first - 2).concat(row(sheet, first - 1))).toContain(whole);
      else if (line.trim() !== '') expect(headers[at]?.replace(/^\(\d+\) /, '').trim()).toBe(line.trim());
    });
    expect(headers.every((header) => header.length <= 255 && header.trim() !== '')).toBe(true);
    expect(new Set(headers.map((header) => header.toLowerCase())).size).toBe(TEXTS.length);
  });

  it('break no rule but those that only words could mend', async () => {
    const { findings } = lintSpreadsheet('a', await writeSample(format, workbook));
    // Texts that end with * or ), and so read as markers or marks.
    expect([...new Set(findings.map(({ rule }) => rule))].filter((rule) => rule !== 'note-marker')).toEqual(
      [],
    );
  });

  it('give sheets names that every program takes', async () => {
    const { sheets } = readSpreadsheet('a', await writeSample(format, workbook));
    expect(sheets.map(({ name }) => name).slice(3)).toEqual(['Table_1_1_x', 'Table_1_1_X_2']);
  });
});

it('marks texts that look like formulas as text in both formats, so that editing one does not run it', async () => {
  const ods = new TextDecoder().decode(unzipSync(await writeSample('ods', workbook))['content.xml']);
  const cells = ods.match(/<table:table-cell[^>]*><text:p>=cmd\|/g) ?? [];
  expect(cells.length).toBeGreaterThan(1);
  for (const cell of cells) expect(cell).toMatch(/style-name="(?:typed|number-header)"/);
  const read = await readXlsx(await writeSample('xlsx', workbook), { readStyles: true });
  const styles = [...(read.sheets[3]?.cells ?? [])].filter(([, cell]) =>
    String(cell.value).startsWith('=cmd|'),
  );
  expect(styles.length).toBeGreaterThan(1);
  for (const [, cell] of styles) expect(cell.style?.numFmt).toBe('@');
});
