import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lintSpreadsheet, readSpreadsheet } from '../audit/spreadsheets/lint-spreadsheet.ts';
import { rangeName, type SpreadsheetSheet } from '../audit/spreadsheets/spreadsheet.ts';
import { formatExact, percentOf, ratio, sampleSd } from '../exact/ratio.ts';
import { sheetNames } from '../render/sheets/sheet-names.ts';
import { demoRun } from './testing/demo-run.ts';
import { publishedLines } from './testing/published-lines.ts';
import { runCli } from './testing/run-cli.ts';
import { withParts } from './testing/sample-workbook.ts';

const FORMATS = ['xlsx', 'ods'] as const;

let folder = '';
let run = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  run = demoRun();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface JsonFigure {
  readonly result: string;
  readonly value: number | null;
  readonly text: string;
  readonly shorthand: string | null;
}
interface JsonTable {
  readonly id: string;
  readonly synthetic: boolean;
  readonly cleared: boolean;
  readonly rows: readonly {
    readonly stub: readonly string[];
    readonly label: string;
    readonly cells: readonly { readonly figures: readonly JsonFigure[] }[];
  }[];
}

let known: readonly JsonTable[] | null = null;
/** The run's tables, in the order of their files' names. */
function tables(): readonly JsonTable[] {
  known ??= readdirSync(join(run, 'publish/tables'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(run, 'publish/tables', name), 'utf8')));
  return known;
}

/** The figures of a sheet's table by row, those of text columns left out. */
function valuesOf(sheet: SpreadsheetSheet, labels: number): string[][] {
  const [table] = sheet.tables;
  if (table === undefined) throw new Error(`no table on ${sheet.name}`);
  const rows: string[][] = [];
  for (const { row, column, text } of sheet.cells) {
    const at = row - table.range.from.row - 1;
    if (at < 0 || column <= labels) continue;
    const own = rows[at] ?? [];
    rows[at] = own;
    own.push(text);
  }
  return rows;
}

/** A row of results.csv rounded once from its integers, as a table prints it. */
function roundedOnce(row: Record<string, string>, decimals: number): string {
  const number = (name: string): number => Number(row[name]);
  if (row['statistic'] !== 'sd') {
    const value = ratio(number('numerator'), number('denominator') || 1);
    return formatExact(row['unit'] === 'share' ? percentOf(value) : value, decimals);
  }
  const value = sampleSd(number('answered'), number('sum'), number('sum_squares'));
  return value === null ? '' : formatExact(value, decimals);
}

/** The name of a table's sheet, which a long id is cut for. */
function sheetOf(id: string): string | undefined {
  const ids = tables().map((table) => table.id);
  return sheetNames(ids)[ids.indexOf(id)];
}

describe.each(FORMATS)('publish/tables.%s of the demo', (format) => {
  let known: ReturnType<typeof readSpreadsheet> | undefined;
  const read = () => {
    known ??= readSpreadsheet('tables', readFileSync(join(run, `publish/tables.${format}`)));
    return known;
  };

  it('holds every figure of every table, as a number equal to results.csv rounded once', () => {
    const { sheets } = read();
    const results = publishedLines(run);
    let compared = 0;
    for (const table of tables()) {
      const sheet = sheets.find(({ name }) => name === sheetOf(table.id));
      if (sheet === undefined) throw new Error(`no sheet for ${table.id}`);
      const values = valuesOf(sheet, (table.rows[0]?.stub.length ?? 0) + 1);
      table.rows.forEach((row, at) => {
        // Where a cell has fewer figures than its column, [z] stands for the rest.
        const shown = (values[at] ?? []).filter((text) => text !== '[z]');
        const figures = row.cells
          .flatMap((cell) => cell.figures)
          .filter(({ shorthand }) => shorthand !== '[z]');
        expect(shown).toEqual(
          figures.map(({ value, shorthand }) => (value === null ? shorthand : String(value))),
        );
        for (const { result, value, text } of figures) {
          const traced = results.get(result);
          if (value === null || traced === undefined) continue;
          expect(roundedOnce(traced, text.split('.')[1]?.length ?? 0)).toBe(text);
          compared += 1;
        }
      });
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('marks synthetic data on the cover and on every sheet of a table, and what is not cleared', () => {
    const { sheets } = read();
    const says = (sheet: SpreadsheetSheet | undefined, text: string): boolean =>
      sheet?.cells.some((cell) => cell.text.includes(text)) === true;
    expect(says(sheets[0], 'Synthetic data')).toBe(true);
    for (const { id, cleared } of tables()) {
      const sheet = sheets.find(({ name }) => name === sheetOf(id));
      expect([says(sheet, 'SYNTHETIC DATA'), says(sheet, 'Not cleared for publication.')]).toEqual([
        true,
        !cleared,
      ]);
    }
  });

  it('breaks no rule of lint', () => {
    expect(runCli(['lint', join(run, `publish/tables.${format}`)])).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  it('breaks no other rule of lint once its tables are no longer marked up', () => {
    const bytes = withParts(
      readFileSync(join(run, `publish/tables.${format}`)),
      Object.fromEntries(
        read().sheets.flatMap(({ tables }, at) => {
          if (tables.length === 0) return [];
          return format === 'xlsx'
            ? [
                [
                  `xl/worksheets/sheet${at + 1}.xml`,
                  (xml: string) => xml.replace(/<tableParts.*<\/tableParts>/, ''),
                ],
              ]
            : [['content.xml', (xml: string) => xml.replace(/<table:database-range [^>]*\/>/g, '')]];
        }),
      ),
    );
    const sheets = read().sheets.filter((sheet) => sheet.tables.length > 0);
    expect(lintSpreadsheet('a', bytes).findings.map(({ rule, sheet, cell }) => [rule, sheet, cell])).toEqual(
      sheets.map(({ name, tables }) => [
        'table-marked-up',
        name,
        tables.map(({ range }) => rangeName(range)).join(),
      ]),
    );
  });

  it('is the same bytes a second time and in another time zone', () => {
    const bytes = ['UTC', 'Pacific/Auckland'].map((zone) => {
      const file = join(folder, `${zone.replace('/', '-')}.${format}`);
      const args = ['tables', 'B.1', 'B.8', '--from', run, '--format', format, '--out', file];
      expect(runCli(args, { env: { TZ: zone } })).toEqual({ code: 0, stdout: '', stderr: '' });
      return readFileSync(file);
    });
    expect(bytes[0]?.equals(bytes[1] ?? Buffer.alloc(0))).toBe(true);
    const names = readSpreadsheet('one', bytes[0] ?? new Uint8Array()).sheets.map(({ name }) => name);
    expect(names).toEqual(['Cover', 'Contents', 'Notes', 'Table_B.1', 'Table_B.8']);
  });
});

it('writes XLSX that another reader reads the same', async () => {
  const bytes = readFileSync(join(run, 'publish/tables.xlsx'));
  const theirs = await readXlsx(bytes);
  const ours = readSpreadsheet('tables', bytes);
  for (const sheet of ours.sheets) {
    const rows = theirs.sheets.find(({ name }) => name === sheet.name)?.rows ?? [];
    for (const { row, column, text } of sheet.cells) expect(String(rows[row - 1]?.[column - 1])).toBe(text);
  }
});

describe('crs-eval tables --format xlsx', () => {
  it.each([
    [['--format', 'xlsx', '--out', 'x.xlsx'], "error: option '--format xlsx' needs tables, such as B.1"],
    [['--format', 'ods', '--out', 'x.ods'], "error: option '--format ods' needs tables, such as B.1"],
  ])('wants tables: %j', (args, message) => {
    const outcome = runCli(['tables', '--from', run, ...args]);
    expect(outcome).toEqual({ code: 2, stdout: '', stderr: `${message}\n(add --help for what it takes)\n` });
  });
});
