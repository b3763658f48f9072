import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openExport } from './open-export.ts';
import type { RawRow, RawSheet } from './raw-sheet.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-csv-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function opened(content: string | Buffer, name = 'export.csv'): Promise<RawSheet> {
  const path = join(folder, name);
  await writeFile(path, content);
  return openExport(path);
}

async function allRows(sheet: RawSheet): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of sheet.rows()) rows.push(...batch);
  return rows;
}

const HEADER = [
  'Response ID',
  'Response Status',
  'IP Address',
  'Region',
  'Country Code',
  'Your role',
  'Comments, please',
];
const ROWS = [
  ['300000001', 'Completed', '192.0.2.1', 'ENG', 'GB', '2', 'Fine; "really" fine,\nall of it'],
  ['300000002', 'Started', '192.0.2.2', 'WLS', 'GB', '', ''],
];
const PREAMBLE = [
  ['Data Export Generated on Thu Mar 26 08:46:18 GMT 2026'],
  ['Survey ID 123'],
  [],
  ['Survey Name Staff, 2026'],
];

/** As the platform writes it, or as a spreadsheet saves it again. */
function csv(
  rows: readonly (readonly string[])[],
  quote: 'all' | 'minimal',
  delimiter = ',',
  eol = '\r\n',
): string {
  const cell = (text: string) =>
    quote === 'all' || text.includes('"') || text.includes('\n') || text.includes(delimiter)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return rows.map((row) => row.map(cell).join(delimiter) + eol).join('');
}

const EXPECTED = [
  ['300000001', 'Completed', '', '', '', '2', 'Fine; "really" fine,\nall of it'],
  ['300000002', 'Started', '', '', '', '', ''],
];

describe('openExport of a CSV', () => {
  it.each([
    ['as the platform writes it', `\ufeff${csv([...PREAMBLE, HEADER, ...ROWS], 'all')}`],
    [
      'saved again by Excel',
      csv(
        [...PREAMBLE, HEADER, ...ROWS].map((row) => [...row, '', '', '', '', '', '', ''].slice(0, 7)),
        'minimal',
        ',',
        '\n',
      ),
    ],
    ['saved again with semicolons', `\ufeff${csv([...PREAMBLE, HEADER, ...ROWS], 'minimal', ';')}`],
    ['saved again with tabs', csv([...PREAMBLE, HEADER, ...ROWS], 'minimal', '\t')],
    ['with every cell quoted and semicolons', csv([...PREAMBLE, HEADER, ...ROWS], 'all', ';')],
    [
      'as Unicode Text (UTF-16)',
      Buffer.from(`\ufeff${csv([...PREAMBLE, HEADER, ...ROWS], 'minimal', '\t')}`, 'utf16le'),
    ],
    ['with blank rows at its end', `${csv([...PREAMBLE, HEADER, ...ROWS], 'minimal')},,,,,,\r\n\r\n`],
    ['with short rows', csv([...PREAMBLE, HEADER, ROWS[0] ?? [], ['300000002', 'Started']], 'minimal')],
    ['without a line break at its end', csv([...PREAMBLE, HEADER, ...ROWS], 'all').trimEnd()],
  ])('reads the same %s', async (_, content) => {
    const sheet = await opened(content);
    expect(sheet).toMatchObject({
      file: 'export.csv',
      format: 'csv',
      sheet: null,
      preambleRows: 4,
      headerRows: 1,
      generated: 'Thu Mar 26 08:46:18 GMT 2026',
      surveyId: '123',
      surveyName: 'Staff, 2026',
      synthetic: false,
    });
    expect(sheet.columns.map((column) => column.header)).toEqual(HEADER);
    const rows = await allRows(sheet);
    expect(rows.map((row) => row.cells)).toEqual(EXPECTED);
    expect(rows.map((row) => row.fileRow)).toEqual([6, 7]);
  });

  it.each([0, 2, 3, 4])('finds the header under %i lines', async (lines) => {
    const sheet = await opened(csv([...PREAMBLE.slice(0, lines), HEADER, ...ROWS], 'all'));
    expect(sheet.preambleRows).toBe(lines);
    expect((await allRows(sheet))[0]?.fileRow).toBe(lines + 2);
  });

  it('under a preamble does not have the parser make an error object for each row', async () => {
    const rows = Array.from({ length: 100 }, (_, at) => [String(at + 1), 'Completed', '', '', '', '1', '']);
    const sheet = await opened(csv([...PREAMBLE, HEADER, ...rows], 'all'));
    const made = vi.spyOn(Error, 'captureStackTrace');
    expect(await allRows(sheet)).toHaveLength(100);
    expect(made.mock.calls.length).toBeLessThan(10);
    made.mockRestore();
  });

  it('can be read again', async () => {
    const sheet = await opened(csv([HEADER, ...ROWS], 'all'));
    expect(await allRows(sheet)).toEqual(await allRows(sheet));
  });

  it('keeps a blank column that ends every row, without a label', async () => {
    const sheet = await opened(csv([[...HEADER, ''], ...ROWS.map((row) => [...row, ''])], 'all'));
    expect(sheet.columns.at(-1)).toEqual({
      index: 7,
      letter: 'H',
      header: '',
      subheader: '',
      system: null,
      personal: false,
    });
    expect((await allRows(sheet))[0]?.cells).toHaveLength(8);
  });

  it('keeps of an external reference only that it says test', async () => {
    const sheet = await opened(
      csv(
        [
          ['Response ID', 'External Reference'],
          ['1', 'TEST row'],
          ['2', 'jo@example.org'],
          ['3', ''],
        ],
        'all',
      ),
    );
    expect((await allRows(sheet)).map((row) => row.cells[1])).toEqual(['test', '', '']);
  });

  it('writes out a response id that the platform gave in scientific notation', async () => {
    const sheet = await opened('Response ID,Q\r\n2.0037035E7,1\r\n2.0E8,1\r\n');
    expect((await allRows(sheet)).map((row) => row.cells[0])).toEqual(['20037035', '200000000']);
  });

  it('has no rows where there are none', async () => {
    expect(await allRows(await opened(csv([...PREAMBLE, HEADER], 'all')))).toEqual([]);
  });

  it.each(['Survey Name SYNTHETIC staff survey', 'This file is synthetic: made by simulate'])(
    'notices that %j says the answers are synthetic',
    async (line) => {
      expect((await opened(csv([[line], HEADER, ...ROWS], 'all'))).synthetic).toBe(true);
    },
  );

  it('gives back any cells it was given', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', "'", '1') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 6 }), async (cells) => {
        const rows = cells.map(([a, b], at) => [String(at + 1), a, b]);
        const sheet = await opened(csv([['Response ID', 'A', 'B'], ...rows], 'all'));
        expect((await allRows(sheet)).map((row) => row.cells)).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });
});

const SAMPLE = '../shared/questionpro/csv-two-header-rows.csv';

describe.skipIf(!existsSync(SAMPLE))('the sample CSV (skipped where ../shared is not there)', () => {
  it('has 45 columns, 17 of them the platform’s, and 34 rows from row 6 on', async () => {
    const sheet = await openExport(SAMPLE);
    expect(sheet).toMatchObject({
      preambleRows: 3,
      headerRows: 2,
      generated: 'Thu Mar 26 08:46:18 PDT 2026',
      surveyId: '10000001',
      surveyName: 'My Dashboard',
    });
    expect(sheet.columns).toHaveLength(45);
    expect(sheet.columns.filter((column) => column.system !== null)).toHaveLength(17);
    expect(sheet.columns.slice(19, 23).map((column) => column.subheader)).toEqual([
      'Field',
      'Lab',
      'Computational',
      'Other',
    ]);
    const rows = await allRows(sheet);
    expect(rows).toHaveLength(34);
    expect([rows[0]?.fileRow, rows[0]?.cells[0]]).toEqual([6, '300000000']);
    expect(JSON.stringify(rows)).not.toContain('192.0.2.');
  });
});
