import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { ExportSheet } from './export-sheet.ts';
import { writeCsv } from './write-csv.ts';
import { writeExcelXlsx } from './write-xlsx-excel.ts';
import { writePlatformXlsx } from './write-xlsx-platform.ts';

const SHEET: ExportSheet = {
  survey: 'SYNTHETIC – a survey',
  surveyId: 99,
  generated: 46_107,
  layout: { format: 'xlsx', headerRows: 2, answers: 'codes', writtenBy: 'platform' },
  headers: ['Response ID', 'How’s it, then?', 'How’s it, then?'],
  subheaders: ['', "Don't mind", 'R&M\u00a0works'],
  rows: [
    [
      { kind: 'number', number: 18_568_731 },
      { kind: 'number', number: 3 },
      { kind: 'text', text: 'a "b", <c>\nd' },
    ],
    [{ kind: 'number', number: 990_100_000 }, null, { kind: 'truth', truth: true }],
    [{ kind: 'moment', serial: 45_292, second: 43_200 }, null, null],
  ],
  listed: [
    { text: 'Grid', options: [{ label: 'No', count: 0 }], statements: [{ label: 'R&M works', counts: [3] }] },
    { text: 'Say more', options: [], statements: [] },
    {
      text: 'Which?',
      options: [
        { label: 'Yes', count: 1 },
        { label: 'No', count: 3 },
      ],
      statements: [],
    },
  ],
};

function part(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
}

it('writes a CSV as the platform does: byte order mark, preamble, stripped headers, every field quoted, CRLF', () => {
  const sheet = { ...SHEET, layout: { ...SHEET.layout, format: 'csv' } as const };
  expect([...writeCsv(sheet, sheet.rows)].join('')).toBe(
    [
      '\uFEFF"Data Export Generated on Thu Mar 26 09:00:00 GMT 2026"',
      '"Survey ID 99"',
      '"Dashboard Name SYNTHETIC – a survey"',
      '"Response ID","Hows it then?","Hows it then?"',
      '"","Dont mind","R&M\u00a0works"',
      '"18568731","3","a ""b"", <c>\nd"',
      '"990100000","","1"',
      '"01/01/2024 12:00:00","",""',
      '',
    ].join('\r\n'),
  );
});

it('writes a workbook as the platform does: inline strings, Java’s doubles, a wrong dimension, absent cells', () => {
  const xml = part(writePlatformXlsx(SHEET), 'xl/worksheets/sheet3.xml');
  expect(xml).toContain('<dimension ref="A1"/>');
  expect(xml).toContain('<c r="A3" s="1" t="n"><v>1.8568731E7</v></c><c r="B3" s="1" t="n"><v>3.0</v></c>');
  expect(xml).toContain('<v>9.901E8</v>');
  expect(xml).toContain('t="inlineStr"><is><t>a "b", &lt;c&gt;\nd</t></is>');
  expect(xml).toContain('R&amp;M&#xa0;works');
  expect(xml).toContain('<v>45292.5</v>');
  expect(xml).not.toContain('r="B4"');
  expect(part(writePlatformXlsx(SHEET), 'xl/sharedStrings.xml')).toContain('uniqueCount="0"');
});

it('lists questions on report sheets: closed ones in a row together, open ones alone', () => {
  const bytes = writePlatformXlsx(SHEET);
  const names = [...part(bytes, 'xl/workbook.xml').matchAll(/sheet name="([^"]*)"/g)].map(
    (match) => match[1],
  );
  expect(names).toEqual(['Introduction', 'Overall Statistics', 'Raw Data', 'Q1', 'Q2', 'Q3']);
  expect(part(bytes, 'xl/worksheets/sheet4.xml')).toContain('<t>n = 3</t>');
  expect(part(bytes, 'xl/worksheets/sheet6.xml')).toContain('<v>0.75</v>');
});

it('writes a workbook as Excel saves it again: shared strings once each, plain numbers, the true dimension', () => {
  const bytes = writeExcelXlsx(SHEET);
  const xml = part(bytes, 'xl/worksheets/sheet3.xml');
  expect(xml).toContain('<dimension ref="A1:C5"/>');
  expect(xml).toContain('<c r="A3"><v>18568731</v></c><c r="B3"><v>3</v></c>');
  expect(part(bytes, 'xl/sharedStrings.xml').match(/How’s it, then\?/g)?.length).toBe(1);
});

it('writes the same bytes each time', () => {
  expect(writePlatformXlsx(SHEET)).toEqual(writePlatformXlsx(SHEET));
  expect(writeExcelXlsx(SHEET)).toEqual(writeExcelXlsx(SHEET));
});
