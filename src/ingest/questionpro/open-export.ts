import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { InputError, type Problem } from '../../study/problem.ts';
import { encodingProblems } from './encoding-problems.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import { openCsv } from './open-csv.ts';
import type { RawSheet } from './raw-sheet.ts';

/**
 * Opens a QuestionPro raw-data export, CSV or XLSX, in any layout the platform or a spreadsheet writes, before
 * anything is known of its questionnaire. What it is, is told from its bytes, not from its name. Reads the file once
 * for its SHA-256; a CSV's rows are streamed when they are asked for, a workbook is held in memory. Personal data is
 * blanked as rows are read. Throws an InputError for whatever is not such an export: a file that is missing, empty, a
 * folder or unreadable; another format; a wrong encoding; no `Response ID`, or two. Messages call it `file`.
 */
export async function openExport(path: string, file = basename(path)): Promise<RawSheet> {
  const fault = (code: string, expected: string, found: string, advice: string | null): InputError =>
    new InputError([{ severity: 'error', code, file, row: null, column: null, expected, found, advice }]);
  try {
    const status = await stat(path);
    if (status.isDirectory()) {
      throw fault('directory', 'an export file', 'a folder', 'name the files in it, such as FOLDER/*.csv');
    }
    const start = await readStart(path);
    if (start.length === 0) {
      throw fault('empty-file', 'an export with a header row', 'an empty file', 'export it again');
    }
    const other = otherFormat(start);
    if (other !== null)
      throw fault('not-csv-or-xlsx', 'a CSV or Excel (.xlsx) export', other.found, other.advice);
    const print = await fingerprint(path);
    if (start.subarray(0, 4).equals(ZIP)) {
      const { openXlsx } = await import('./open-xlsx.ts');
      return await openXlsx(path, file, print);
    }
    const problems = await encodingFaults(path, file, start, print);
    if (problems.length > 0) throw new InputError(problems);
    return await openCsv(path, file, print);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw fault('missing-file', 'an export file', 'no such file', await nearFiles(path));
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw fault(
        'no-permission',
        'a file that may be read',
        'no permission to read it',
        'change its permissions',
      );
    }
    throw error;
  }
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const PICTURES: readonly (readonly [string, Buffer])[] = [
  ['PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['GIF', Buffer.from('GIF8')],
];

async function readStart(path: string): Promise<Buffer> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What else the first bytes say the file is; null where they may be those of an export. */
function otherFormat(start: Buffer): { readonly found: string; readonly advice: string } | null {
  if (start.subarray(0, 8).equals(OLE)) {
    return {
      found: 'a password-protected workbook or an old Excel (.xls) file',
      advice: 'open it in Excel and save it as .xlsx without a password',
    };
  }
  const text = start.toString('latin1').replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (/^<(?:!doctype|html|head|body|table|meta)\b/.test(text)) {
    return {
      found: 'a web page (HTML)',
      advice: 'it may be a sign-in page saved by mistake; export the raw data again',
    };
  }
  if (text.startsWith('<?xml')) {
    return {
      found: 'an XML file',
      advice: 'open it in Excel and save it as .xlsx, or export the raw data again',
    };
  }
  const picture = PICTURES.find(([, first]) => start.subarray(0, first.length).equals(first));
  if (picture !== undefined)
    return { found: `a picture (${picture[0]})`, advice: 'export the raw data, not a chart' };
  if (text.startsWith('%pdf')) return { found: 'a PDF', advice: 'export the raw data, not the report' };
  if (start[0] === 0x1f && start[1] === 0x8b)
    return { found: 'a compressed file (gzip)', advice: 'unpack it first' };
  return null;
}

async function encodingFaults(
  path: string,
  file: string,
  start: Buffer,
  print: Fingerprint,
): Promise<readonly Problem[]> {
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  return utf16 || (print.utf8 && !print.replaced && !print.nul) ? [] : encodingProblems(path, file, print);
}

/** The files beside a missing one whose names are most like it. */
async function nearFiles(path: string): Promise<string> {
  const folder = dirname(resolve(path));
  const names = await readdir(folder).catch(() => null);
  if (names === null) return 'its folder does not exist either';
  const wanted = basename(path).toLowerCase();
  const near = names
    .filter((name) => /\.(?:csv|xlsx|tsv|txt)$/i.test(name))
    .map((name) => ({ name, likeness: likeness(name.toLowerCase(), wanted) }))
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => `"${name}"`);
  return near.length === 0 ? 'its folder holds no CSV or Excel file' : `its folder holds ${near.join(', ')}`;
}

/** The share of pairs of neighbouring letters that two names have in common (Dice's coefficient), 0 to 1. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const common = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size);
}
