import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderToWrite } from './file-ending.ts';
import { demoRun } from './testing/demo-run.ts';
import { runCli } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

let folder = '';
let run = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ending-'));
  run = demoRun();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = (...args: readonly string[]) => runHere(args, folder);
const NAMES = 'md, csv, json, docx, xlsx, ods';

describe('the ending of a file says what is in it', () => {
  it.each([
    ['b.md', '**Table B.1:'],
    ['b.csv', 'Statement,'],
    ['b.json', '[{'],
    ['b.docx', 'PK'],
    ['b.XLSX', 'PK'],
    ['b.ods', 'PK'],
  ])('tables --out %s needs no --format', async (name, start) => {
    expect(await here('tables', 'B.1', '--from', run, '--out', name)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const written = readFileSync(join(folder, name));
    expect(written.subarray(0, start.length).toString()).toBe(start);
    if (start === 'PK') {
      const parts = written.toString('latin1');
      const own = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml', ods: 'opendocument.spreadsheet' };
      for (const [ending, part] of Object.entries(own))
        expect([ending, parts.includes(part)]).toEqual([ending, name.toLowerCase().endsWith(ending)]);
    }
  });

  it('lets --format stand where the name has no ending, or the same', async () => {
    expect((await here('tables', 'B.1', '--from', run, '--format', 'csv', '--out', 'plain')).code).toBe(0);
    expect(
      (await here('tables', 'B.1', '--from', run, '--format', 'md', '--out', 'plain.markdown')).code,
    ).toBe(0);
    expect((await here('tables', '--from', run, '--out', 'list.json')).code).toBe(0);
    expect((await here('tables', '--from', run, '--out', 'list.txt')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'list.json'), 'utf8'))).toHaveProperty('tables');
    expect(readFileSync(join(folder, 'list.txt'), 'utf8')).toMatch(/^A\.1 /);
  });

  it.each<[readonly string[], string]>([
    [
      ['tables', 'B.1', '--out', 'x.pdf'],
      `option '--out' expected an ending among ${NAMES}, or --format, found "x.pdf"`,
    ],
    [
      ['tables', 'B.1', '--out', 'x'],
      `option '--out' expected an ending among ${NAMES}, or --format, found "x"`,
    ],
    [
      ['tables', 'B.1', '--format', 'md', '--out', 'x.docx'],
      "options '--format md' and '--out x.docx' contradict each other: expected a name that ends in .md, or --format docx",
    ],
    [
      ['tables', 'B.1', '--format', 'ods', '--out', 'x.html'],
      "options '--format ods' and '--out x.html' contradict each other: expected a name that ends in .ods",
    ],
    [['tables', '--format', 'csv'], "option '--format csv' needs tables, such as B.1"],
    [
      ['tables', '--out', 'x.docx'],
      'option \'--out\' expected a name that ends in .txt for the list of tables, found "x.docx"; name tables, such as B.1, to write them',
    ],
    [
      ['tables', '--format', 'json', '--out', 'x.txt'],
      'option \'--out\' expected a name that ends in .json for the list of tables, found "x.txt"',
    ],
    [
      ['codebook', 'export', '--format', 'yaml', '--out', 'x.xlsx'],
      "options '--format yaml' and '--out x.xlsx' contradict each other: expected a name that ends in .yaml, or --format xlsx",
    ],
    [
      ['code', 'gaps', '--json', '--out', 'x.txt'],
      "options '--json' and '--out x.txt' contradict each other: expected a name that ends in .json",
    ],
    [
      ['code', 'gaps', '--out', 'x.csv'],
      'option \'--out\' expected a name that ends in .txt or .json, found "x.csv"',
    ],
    ...(
      [
        [['code', 'apply', 'a.csv', '--out', 'x.xlsx'], '--out', '.csv'],
        [['code', 'export', '--out', 'x.zip'], '--out', '.qdpx'],
        [['code', 'import', 'a.qdpx', '--out', 'x.json'], '--out', '.csv'],
        [['codebook', 'import', 'a.csv', '--out', 'x.csv'], '--out', '.yaml or .yml'],
        [['code', 'decide', 'a.xlsx', '--coder', 'A', '--decisions', 'x.xlsx'], '--decisions', '.csv'],
        [['agreement', 'a.csv', '--disagreements', 'x.ods'], '--disagreements', '.csv'],
        [['simulate', '--out', 'o', '--corrections', 'x.xlsx'], '--corrections', '.csv'],
        [['check', '--against', 'a', '--junit', 'x.html'], '--junit', '.xml'],
      ] as const
    ).map(([args, option, ending]): [readonly string[], string] => [
      args,
      `option '${option} <file>' argument '${args.at(-1)}' is invalid. expected a name that ends in ${ending}`,
    ]),
    [
      ['check', '--pin', 'x.xlsx'],
      "option '--pin [file]' argument 'x.xlsx' is invalid. expected a name that ends in .csv",
    ],
    [
      ['analyse', 'a.csv', '--out', 'report.docx'],
      "option '--out <dir>' argument 'report.docx' is invalid. expected a folder, not a file",
    ],
    [
      ['audit', 'a.csv', '--out', 'x.html'],
      "option '--out <dir>' argument 'x.html' is invalid. expected a folder, not a file",
    ],
    [['simulate', '--out', 'x.csv'], 'option \'--out\' expected a folder, found "x.csv"'],
    [
      ['simulate', '--respondents', '5', '--out', 'x.xlsx'],
      'option \'--out\' expected a name that ends in .csv, found "x.xlsx"',
    ],
  ])('%j is wrong usage', async (args, message) => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await here(...args);
    expect(code).toBe(2);
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: `error: ${message}\n` });
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    ['tables', 'B.1', '--format', 'md', '--out', 'x.docx'],
    ['analyse', 'a.csv', '--out', 'report.docx'],
  ])('%s ends with the exit code for it', (...args) => {
    expect(runCli(args, { cwd: folder }).code).toBe(2);
  });
});

describe('folderToWrite', () => {
  it.each(['reports/x', 'run.2025-03', 'v1.2', '.'])('takes %s for a folder', (name) =>
    expect(folderToWrite(name)).toBe(name),
  );
});
