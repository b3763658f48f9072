import { basename, extname, resolve } from 'node:path';
import { checkImport, type ImportedFile } from '../qualitative/exchange/check-import.ts';
import type { CodebookSources } from '../qualitative/exchange/codebook-sources.ts';
import { readCodebookRows } from '../qualitative/exchange/codebook-table.ts';
import { writeCodebookYaml } from '../qualitative/exchange/codebook-yaml.ts';
import { settleCodes } from '../qualitative/exchange/imported-codebook.ts';
import { parseCodebook } from '../study/parse-codebook.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import { chooseStudy } from './choose-study.ts';
import type { CodebookImport } from './codebook-import.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { readFileBytes } from './read-file-bytes.ts';
import { readRecords } from './read-records.ts';
import { writeTogether } from './write-together.ts';

/**
 * Reads a codebook of another tool or a spreadsheet and writes it as YAML; says what had to be made up or left out. Throws an
 * InputError where the file cannot be read, has no codes, or what it says cannot be a codebook of the study.
 */
export async function importCodebook(path: string, options: CodebookImport, io: Io): Promise<void> {
  const study = await chooseStudy(options.study, io);
  const file = basename(path);
  if (/^\.ya?ml$/i.test(extname(path))) throw new InputError([ownCodebook(file)]);
  const read =
    extname(path).toLowerCase() === '.qdc'
      ? await readQdcFile(resolve(io.cwd, path), file)
      : await readTable(resolve(io.cwd, path), file, io);
  const { sources, notes, faults } = settleCodes(read.codes, read.codeChanges, study);
  const problems = [...read.problems, ...checkImport({ file, ...read }, sources, faults, study)];
  if (problems.length > 0) throw new InputError(problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)));
  const text = writeCodebookYaml(sources);
  parseCodebook([{ name: basename(options.out), text }], study);
  writeTogether([{ path: resolve(io.cwd, options.out), content: [text] }]);
  for (const note of [...read.notes, ...notes]) io.stderr(`note: ${note}\n`);
  io.stderr(`${counted(sources.codes.length, 'code')} written to ${options.out}\n`);
}

function ownCodebook(file: string): Problem {
  return {
    severity: 'error',
    code: 'codebook-table',
    file,
    row: null,
    column: null,
    expected: 'a codebook of another tool: .qdc, .xlsx or .csv',
    found: 'YAML, which is what this writes',
    advice:
      'use it as it is with --codebook, or among the files of a study; "crs-eval codebook check" checks it',
  };
}

interface ReadCodebook extends Omit<ImportedFile, 'file'> {
  readonly codeChanges: CodebookSources['codeChanges'];
  readonly notes: readonly string[];
  /** Parts of it that could not be read. */
  readonly problems: readonly Problem[];
}

async function readQdcFile(path: string, file: string): Promise<ReadCodebook> {
  const bytes = readFileBytes(path, file, 'a REFI-QDA codebook (.qdc)');
  const { readQdc } = await import('../qualitative/exchange/codebook-qdc.ts');
  const columnOf = (key: string) => (key === 'questions' ? '"Questions:"' : null);
  return { ...readQdc(bytes, file), codeChanges: [], changeRows: [], columnOf, problems: [] };
}

/** Of a workbook the first sheet with a header of ours, or else the first. */
async function readTable(path: string, file: string, io: Io): Promise<ReadCodebook> {
  const sheets = await readRecords(path, file, 'a codebook: .qdc, .xlsx or .csv');
  if ('severity' in sheets) throw new InputError([sheets]);
  const tables = sheets.map(({ records }) => readCodebookRows(records, file));
  const chosen =
    tables.find(({ problems }) => problems.every(({ severity }) => severity !== 'error')) ?? tables[0];
  const { codes = [], codeChanges = [], changeRows = [], problems = [] } = chosen ?? {};
  const errors: Problem[] = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && codes.length === 0)
    errors.push({
      severity: 'error',
      code: 'codebook-table',
      file,
      row: null,
      column: null,
      expected: 'at least one code',
      found: 'none',
      advice: null,
    });
  if (codes.length === 0) throw new InputError(errors);
  for (const warning of problems)
    if (warning.severity !== 'error') io.stderr(`warning: ${formatProblem(warning)}\n`);
  return { codes, codeChanges, changeRows, notes: [], columnOf: (key) => `"${key}"`, problems: errors };
}
