import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../study/problem.ts';
import { openExport } from './open-export.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bad-input-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The message of the InputError that opening the file and reading all its rows ends in. */
async function messageOf(path: string): Promise<string> {
  try {
    const sheet = await openExport(path);
    for await (const _ of sheet.rows());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

async function messageFor(content: string | Uint8Array, name = 'a.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return messageOf(path);
}

const OLE = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
const HEAD = 'Response ID,Response Status,Your role\r\n';

function windows1252(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

function xlsx(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const WORKBOOK = {
  '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml':
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Summary" sheetId="1" r:id="s1"/><sheet name="Q1 - Q9" sheetId="2" r:id="s1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml':
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
};

describe('a file that is no export', () => {
  it('has no Response ID: says what was looked for and shows none of its cells', async () => {
    expect(await messageFor('Name,"Age, in years",Town,Colour,Secret\r\nJo,31,Leeds,red,hush\r\n')).toBe(
      'a.csv: expected a header row with "Response ID" among the first 30 rows, as QuestionPro exports have, found a table whose first row has 5 cells, none of them that — export the raw data from QuestionPro as CSV or Excel; if the header row was cut off, put it back',
    );
  });

  it('is blank', async () => {
    expect(await messageFor('\r\n\r\n')).toBe(
      'a.csv: expected a header row with "Response ID" among the first 30 rows, as QuestionPro exports have, found no such row — export the raw data from QuestionPro as CSV or Excel; if the header row was cut off, put it back',
    );
  });

  it('is empty', async () => {
    expect(await messageFor('')).toBe(
      'a.csv: expected an export with a header row, found an empty file — export it again',
    );
  });

  it('is a folder', async () => {
    await mkdir(join(folder, 'exports'), { recursive: true });
    expect(await messageOf(join(folder, 'exports'))).toBe(
      'exports: expected an export file, found a folder — name the files in it, such as FOLDER/*.csv',
    );
  });

  it('is missing: says which files are near', async () => {
    const near = join(folder, 'near');
    await mkdir(near, { recursive: true });
    for (const name of ['staff-phase1.csv', 'staff-phase2.xlsx', 'notes.md'])
      await writeFile(join(near, name), 'x');
    expect(await messageOf(join(near, 'staf-phase1.csv'))).toBe(
      'staf-phase1.csv: expected an export file, found no such file — its folder holds "staff-phase1.csv", "staff-phase2.xlsx"',
    );
    expect(await messageOf(join(folder, 'nowhere', 'a.csv'))).toBe(
      'a.csv: expected an export file, found no such file — its folder does not exist either',
    );
  });

  it.skipIf(process.getuid?.() === 0)(
    'may not be read (skipped for root, who may read everything)',
    async () => {
      const path = join(folder, 'secret.csv');
      await writeFile(path, HEAD);
      await chmod(path, 0);
      expect(await messageOf(path)).toBe(
        'secret.csv: expected a file that may be read, found no permission to read it — change its permissions',
      );
    },
  );

  it.each([
    [
      'is encrypted or an old .xls',
      OLE,
      'a password-protected workbook or an old Excel (.xls) file — open it in Excel and save it as .xlsx without a password',
    ],
    [
      'is a web page',
      Buffer.from('\n<!DOCTYPE html><html><body>Sign in</body></html>'),
      'a web page (HTML) — it may be a sign-in page saved by mistake; export the raw data again',
    ],
    [
      'is XML',
      Buffer.from('<?xml version="1.0"?><Workbook/>'),
      'an XML file — open it in Excel and save it as .xlsx, or export the raw data again',
    ],
    [
      'is a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'a picture (PNG) — export the raw data, not a chart',
    ],
    ['is a PDF', Buffer.from('%PDF-1.7 …'), 'a PDF — export the raw data, not the report'],
    ['is compressed', Buffer.from([0x1f, 0x8b, 8, 0]), 'a compressed file (gzip) — unpack it first'],
  ])('%s', async (_, bytes, found) => {
    expect(await messageFor(bytes, 'a.xlsx')).toBe(
      `a.xlsx: expected a CSV or Excel (.xlsx) export, found ${found}`,
    );
  });

  it('is an OpenDocument sheet, a binary workbook or another archive', async () => {
    const says = (found: string) =>
      `a.xlsx: expected an Excel workbook (.xlsx) or a CSV file, found ${found}`;
    expect(
      await messageFor(
        xlsx({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' }),
        'a.xlsx',
      ),
    ).toBe(
      says('an OpenDocument file (such as .ods) — save it as .xlsx, or use the file as it was exported'),
    );
    expect(await messageFor(xlsx({ 'xl/workbook.bin': '' }), 'a.xlsx')).toBe(
      says('a binary Excel workbook (.xlsb) — save it as .xlsx, or use the file as it was exported'),
    );
    expect(await messageFor(xlsx({ 'export.csv': HEAD }), 'a.xlsx')).toBe(
      says('a zip archive of something else — if the export is inside, unpack it first'),
    );
  });
});

describe('a workbook that is faulty', () => {
  it('is cut short', async () => {
    const whole = xlsx(WORKBOOK);
    for (const length of [whole.length - 1, whole.length >> 1, 60]) {
      expect(await messageFor(whole.subarray(0, length), 'a.xlsx')).toBe(
        'a.xlsx: expected a whole Excel workbook (.xlsx), found one that is cut short — download or export the file again',
      );
    }
  });

  it('has no Raw Data: lists the sheets there are', async () => {
    expect(await messageFor(xlsx(WORKBOOK), 'a.xlsx')).toBe(
      'a.xlsx: expected a sheet named "Raw Data" (or "Datos sin procesar"), found the sheets "Summary", "Q1 - Q9" — export with "Include Raw Data" on, or name the sheet that holds it "Raw Data"',
    );
  });

  it('has a Raw Data without Response ID', async () => {
    const named = {
      ...WORKBOOK,
      'xl/workbook.xml': WORKBOOK['xl/workbook.xml'].replace('Summary', 'Raw Data'),
    };
    expect(await messageFor(xlsx(named), 'a.xlsx')).toBe(
      'a.xlsx: expected a header row with "Response ID" among the first 30 rows, as QuestionPro exports have, found no such row — export the raw data from QuestionPro as CSV or Excel; if the header row was cut off, put it back',
    );
  });

  it('has damaged contents', async () => {
    expect(await messageFor(xlsx({ ...WORKBOOK, 'xl/workbook.xml': '<workbook' }), 'a.xlsx')).toBe(
      'a.xlsx: expected an Excel workbook (.xlsx), found one whose contents are damaged — download or export the file again',
    );
  });

  it('says that it unpacks to gigabytes', async () => {
    const bytes = Buffer.from(xlsx(WORKBOOK));
    // The size unpacked is the 32-bit number 24 bytes into an entry of the archive's table of contents.
    bytes.writeUInt32LE(0xf0000000, bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    expect(await messageFor(bytes, 'a.xlsx')).toBe(
      'a.xlsx: expected a workbook of at most 1 GB unpacked, found one that says it unpacks to 3.8 GB — it is damaged or made to do harm; export a large survey as CSV',
    );
  });
});

describe('a CSV that is faulty', () => {
  it('has an unclosed quote: names the row in which it opens', async () => {
    expect(
      await messageFor(`${HEAD}1,Completed,"a\r\nb"\r\n2,Started,"never closed\r\n3,Started,x\r\n`),
    ).toBe(
      'a.csv:3: column C: expected the quotation mark that opens in this row to be closed, found the end of the file — export the file again; if it was edited by hand, undo that',
    );
  });

  it('has a stray quote in a cell', async () => {
    const message =
      'a.csv:3: column C: expected a quotation mark inside a cell to be doubled, found a single one — export the file again; if it was edited by hand, undo that';
    expect(await messageFor(`${HEAD}1,Completed,1\r\n2,Started,"he said "no" to me"\r\n`)).toBe(message);
    expect(await messageFor(`${HEAD}1,Completed,1\r\n2,Started,he said "no" to me\r\n`)).toBe(message);
  });

  it('has an unclosed quote in its header', async () => {
    expect(await messageFor('Response ID,"Your role\r\n1,2\r\n')).toBe(
      'a.csv:1: column B: expected the quotation mark that opens in this row to be closed, found the end of the file — export the file again; if it was edited by hand, undo that',
    );
  });

  it('is in Windows-1252: names every cell, without its text', async () => {
    expect(
      await messageFor(windows1252(`${HEAD}1,Completed,caf\xe9\r\n2,Started,fine\r\n3,Started,na\xefve\r\n`)),
    ).toBe(
      [4 - 2, 4]
        .map(
          (row) =>
            `a.csv:${row}: column C: expected text in UTF-8, found a byte that is not UTF-8 (Windows-1252, as Excel saves "CSV") — save or export it again as "CSV UTF-8", from the file as QuestionPro wrote it`,
        )
        .join('\n'),
    );
  });

  it('holds the sign for a lost character', async () => {
    expect(await messageFor(`${HEAD}1,Completed,caf\ufffd\r\n`)).toBe(
      'a.csv:2: column C: expected text in UTF-8, found the sign for a lost character (U+FFFD) — save or export it again as "CSV UTF-8", from the file as QuestionPro wrote it',
    );
  });

  it('names twenty such cells and counts the rest', async () => {
    const rows = Array.from({ length: 25 }, (_, at) => `${at},Completed,\xe9\r\n`).join('');
    const lines = (await messageFor(windows1252(HEAD + rows))).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines[20]).toContain('found 5 more cells that are not');
  });

  it('is UTF-16 without its mark', async () => {
    expect(await messageFor(Buffer.from(HEAD, 'utf16le'))).toBe(
      'a.csv: expected text in UTF-8, found bytes that are no text (or UTF-16 without its mark) — save or export it again as "CSV UTF-8", from the file as QuestionPro wrote it',
    );
  });

  it('has content beyond its header: reports every such row', async () => {
    expect(
      await messageFor(`${HEAD}1,Completed,a, b\r\n2,Started,1\r\n3,Started,1,,x,y\r\n4,Started,1,,\r\n`),
    ).toBe(
      [
        'a.csv:2: column D: expected at most 3 cells, as many as the header has, found 1 cell with content beyond them — a comma or quotation mark in an answer was probably not quoted when the file was edited; export it again',
        'a.csv:4: column E: expected at most 3 cells, as many as the header has, found 2 cells with content beyond them — a comma or quotation mark in an answer was probably not quoted when the file was edited; export it again',
      ].join('\n'),
    );
  });

  it('has two Response ID headers', async () => {
    expect(await messageFor('Survey ID 1\r\nResponse ID,Q,Response ID\r\n1,2,1\r\n')).toBe(
      'a.csv:2: columns A, C: expected one column headed "Response ID", found 2 of them — two exports may have been pasted side by side; use the files as they were exported',
    );
  });

  it('has response ids that a spreadsheet has rounded', async () => {
    expect(await messageFor('Response ID,Q\r\n3.00E+08,2\r\n')).toBe(
      'a.csv:2: A "Response ID": expected a response id with all its digits, found a rounded number in scientific notation — a spreadsheet shortened it when the file was saved; use the file as it was exported',
    );
  });
});
