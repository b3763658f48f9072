import { readFile } from 'node:fs/promises';
import { fold } from '../../study/fold.ts';
import { InputError } from '../../study/problem.ts';
import { cleanRows } from './clean-rows.ts';
import { listQuestions } from './codebook.ts';
import type { Fingerprint } from './fingerprint.ts';
import { headerProblems, notAnExport } from './header-problems.ts';
import { HEADER_WITHIN, locateHeader } from './locate-header.ts';
import { parsePreamble, saysSynthetic } from './preamble.ts';
import type { RawColumn, RawSheet } from './raw-sheet.ts';
import { nameColumns } from './system-columns.ts';
import { type Cell, cellText, readWorkbook, serialText, type WorkbookSheet } from './workbook.ts';
import { workbookProblem } from './workbook-problem.ts';

const RAW_DATA = new Set(['raw data', 'datos sin procesar']);
const INTRODUCTION = new Set(['introduction', 'introducción']);
const SAMPLE_ROWS = 200;
const CHUNK = 500;

/**
 * Opens an XLSX export: its `Raw Data` sheet (or `Datos sin procesar`), its introduction for where it came from, and
 * its report sheets for the questions they list. The workbook is held in memory while the sheet is in use. Throws an
 * InputError where the workbook can't be read, has no such sheet, or the sheet no `Response ID`.
 */
export async function openXlsx(path: string, file: string, print: Fingerprint): Promise<RawSheet> {
  const bytes = await readFile(path);
  const refused = workbookProblem(bytes, file);
  if (refused !== null) throw new InputError([refused]);
  const sheets = await readSheets(bytes, file);
  const sheet = sheets.find((candidate) => RAW_DATA.has(fold(candidate.name)));
  if (sheet === undefined) throw new InputError([noRawData(file, sheets)]);
  const head = sheet.rows.slice(0, HEADER_WITHIN + SAMPLE_ROWS).map((row) => row.map(cellText));
  const place = locateHeader(head);
  if (place === null)
    throw new InputError([
      notAnExport(
        file,
        head.find((row) => row.some((cell) => cell !== '')),
      ),
    ]);
  const problems = headerProblems(file, place);
  if (problems.length > 0) throw new InputError(problems);
  const firstRow = place.preambleRows + place.headerRows;
  const columns = nameColumns(place.headers, place.subheaders, head.slice(firstRow));
  const preamble = parsePreamble(head.slice(0, place.preambleRows));
  const introduction = readIntroduction(sheets);
  return {
    file,
    sha256: print.sha256,
    format: 'xlsx',
    sheet: sheet.name,
    preambleRows: place.preambleRows,
    headerRows: place.headerRows,
    generated: preamble.generated ?? introduction.generated,
    surveyId: preamble.surveyId ?? introduction.surveyId,
    surveyName: preamble.surveyName ?? introduction.surveyName,
    synthetic: preamble.synthetic || introduction.synthetic,
    columns,
    listed: listQuestions(
      sheets
        .filter((other) => other !== sheet && !INTRODUCTION.has(fold(other.name)))
        .map((other) => other.rows),
    ),
    rows: (blanked) => cleanRows(textRows(sheet.rows, columns), { file, columns, firstRow, blanked }),
  };
}

async function readSheets(bytes: Uint8Array, file: string): Promise<readonly WorkbookSheet[]> {
  try {
    return await readWorkbook(bytes);
  } catch {
    throw new InputError([
      {
        severity: 'error',
        code: 'damaged-workbook',
        file,
        row: null,
        column: null,
        expected: 'an Excel workbook (.xlsx)',
        found: 'one whose contents are damaged',
        advice: 'download or export the file again',
      },
    ]);
  }
}

/** The sheet's rows as text, some hundreds at a time. */
function* textRows(
  rows: readonly (readonly Cell[])[],
  columns: readonly RawColumn[],
): Generator<string[][], void, undefined> {
  const timestamp = columns.findIndex((column) => column.system === 'timestamp');
  const duplicate = columns.findIndex((column) => column.system === 'duplicate');
  for (let start = 0; start < rows.length; start += CHUNK) {
    yield rows.slice(start, start + CHUNK).map((row) => {
      const cells = row.map(cellText);
      const moment = row[timestamp];
      if (typeof moment === 'number') cells[timestamp] = serialText(moment);
      const repeated = row[duplicate];
      if (typeof repeated === 'boolean') cells[duplicate] = repeated ? '1' : '0';
      return cells;
    });
  }
}

/** Keys and values of the introduction sheet; the account's user name, an e-mail address, is not among what is kept. */
function readIntroduction(sheets: readonly WorkbookSheet[]): {
  readonly generated: string | null;
  readonly surveyId: string | null;
  readonly surveyName: string | null;
  readonly synthetic: boolean;
} {
  const rows = sheets.find((sheet) => INTRODUCTION.has(fold(sheet.name)))?.rows ?? [];
  const pairs = rows.map((row) => row.filter((cell) => cell !== null && cell !== ''));
  const value = (...keys: readonly string[]): Cell =>
    pairs.find(([key]) => typeof key === 'string' && keys.includes(fold(key)))?.[1] ?? null;
  const generated = value('report timestamp');
  return {
    generated: typeof generated === 'number' ? serialText(generated) : cellText(generated) || null,
    surveyId: cellText(value('survey id')) || null,
    surveyName: cellText(value('survey', 'survey name', 'encuesta')) || null,
    synthetic: pairs.flat().some((cell) => typeof cell === 'string' && saysSynthetic(cell)),
  };
}

function noRawData(file: string, sheets: readonly WorkbookSheet[]) {
  return {
    severity: 'error',
    code: 'no-raw-data',
    file,
    row: null,
    column: null,
    expected: 'a sheet named "Raw Data" (or "Datos sin procesar")',
    found: `the sheets ${sheets.map((sheet) => `"${sheet.name}"`).join(', ')}`,
    advice: 'export with "Include Raw Data" on, or name the sheet that holds it "Raw Data"',
  } as const;
}
