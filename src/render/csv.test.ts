import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from './contract.ts';
import { csvField, renderTableCsv, writeCsv } from './csv.ts';
import { hostileTexts, stubTable, twoLevelTable } from './testing/samples.ts';
import { visibleText } from './visible-text.ts';

const read = (csv: string): string[][] => parse(csv, { relax_column_count: true });

/** What a program that wants the text back does: take one of the apostrophes before a formula away. */
const unguarded = (field: string) => field.replace(/^'(?='*\s*[=+\-@＝＋－＠]|'*[\t\n])/, '');

describe('renderTableCsv', () => {
  it('splits cells and headers into one value a cell', () => {
    expect(read(renderTableCsv(twoLevelTable))).toEqual([
      [
        'Statement',
        'Probation: % agreement: header n',
        'Probation: % agreement',
        'Probation: mean',
        'Probation: sd',
        'CRS: % agreement: header n',
        'CRS: % agreement',
        'CRS: mean',
        'CRS: sd',
        'synthetic',
        'cleared',
      ],
      ['Should be enforced', '40', '58', '5.40', '2.10', '160', '51', '[c]', '[c]', 'yes', 'no'],
      ['Is timely', '40', '45', '4.19', '2.03', '160', 'n/a', 'n/a', 'n/a', 'yes', 'no'],
    ]);
  });

  it('repeats stub cells on every row', () => {
    expect(renderTableCsv(stubTable)).toBe(
      [
        'Type,Who,Question,% present,% present: count,synthetic,cleared',
        'PWB,CRS,First,33,11,no,yes',
        'PWB,Probation,First,32,16,no,yes',
        'D&R,Probation,Second,42,13,no,yes',
        '',
      ].join('\r\n'),
    );
  });

  it('gives unique headers that are not empty', () => {
    const column = { group: null, label: 'WS', headerN: null };
    const table: Table = { ...stubTable, stubHeaders: ['', 'WS', 'synthetic'], columns: [column, column] };
    const [headers = []] = read(renderTableCsv({ ...table, rows: [] }));
    expect(headers).toEqual(['column 1', 'WS', 'synthetic', 'WS (2)', 'WS (3)', 'synthetic (2)', 'cleared']);
  });
});

describe('writeCsv', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) }),
    fc.constantFrom(...hostileTexts.slice(0, 26)),
  );

  it('is undone by reading it: every text whole, but for control characters made visible', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 }), (rows) => {
        const back = read(writeCsv(rows)).map((row) => row.map(unguarded));
        expect(back).toEqual(rows.map((row) => row.map(visibleText)));
      }),
    );
  });

  it('lets no field start a formula, and leaves numbers alone', () => {
    for (const text of hostileTexts) {
      const [[field = ''] = []] = read(writeCsv([[text, 'x']]));
      expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
      expect(unguarded(field)).toBe(visibleText(text));
    }
    expect(['-0.5', '-12', '5.40', '-'].map(csvField)).toEqual(['-0.5', '-12', '5.40', "'-"]);
  });

  it('keeps a row of one empty field', () => {
    expect(read(writeCsv([['a'], [''], ['b']]))).toEqual([['a'], [''], ['b']]);
    expect(writeCsv([])).toBe('');
  });
});
