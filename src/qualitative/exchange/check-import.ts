import type { TextPlace } from '../../study/codebook.ts';
import type { Fault, Path } from '../../study/fault.ts';
import { codebookOf } from '../../study/parse-codebook.ts';
import type { Problem } from '../../study/problem.ts';
import type { Study } from '../../study/study.ts';
import { checkCodebook } from '../rules/check-codebook.ts';
import type { CodebookSources } from './codebook-sources.ts';
import type { ImportedCode } from './imported-codebook.ts';

/** A codebook that came from another tool or a spreadsheet. */
export interface ImportedFile {
  /** As messages call it. */
  readonly file: string;
  readonly codes: readonly ImportedCode[];
  /** The row of each change. */
  readonly changeRows: readonly number[];
  /** What the part of a code is called there that has this key of ours; null where it is called nothing. */
  readonly columnOf: (key: string) => string | null;
}

/**
 * Everything for which a codebook could not be used as settled, where it stands in the file it came from, by row: the faults that
 * settling found, whatever keeps it from being a codebook of the study, and, where nothing does, rules that can't be read or
 * can never propose anything.
 */
export function checkImport(
  given: ImportedFile,
  sources: CodebookSources,
  settling: readonly Fault[],
  study: Study,
): readonly Problem[] {
  const faults = [...settling];
  const codebook = codebookOf(
    sources,
    study,
    (_, path) => textPlace(given, path),
    (fault) => faults.push(fault),
  );
  const problems = faults.map(({ path, code, expected, found, advice }): Problem => {
    const place = { file: given.file, row: rowOf(given, path), column: columnOf(given, path) };
    return { severity: 'error', code, ...place, expected, found, advice };
  });
  if (codebook === null || problems.length > 0) return byRow(problems);
  const broken = checkCodebook({ ...study, codebook }).filter(({ severity }) => severity === 'error');
  return byRow(broken.map((problem) => ({ ...problem, column: ruleColumn(given, problem) })));
}

function rowOf({ codes, changeRows }: ImportedFile, [list, index]: Path): number | null {
  const rows = list === 'codeChanges' ? changeRows : codes.map(({ row }) => row);
  return rows[Number(index)] ?? null;
}

function columnOf(given: ImportedFile, [list, index, key = 'code', number]: Path): string | null {
  if (list === 'codeChanges') return given.columnOf('change');
  return key === 'rules'
    ? ruleName(given, given.codes[Number(index)], Number(number))
    : given.columnOf(String(key));
}

/** The rule's number stands where a file of text has the column, for `ruleColumn` to read. */
function textPlace(given: ImportedFile, path: Path): TextPlace {
  const [, , key, number] = path;
  const column = key === 'rules' ? Number(number) + 1 : 1;
  return { file: given.file, line: rowOf(given, path) ?? 1, column, literal: false };
}

function ruleColumn(given: ImportedFile, { row, column }: Problem): string | null {
  const number = Number(column?.replace('column ', '') ?? 1) - 1;
  return ruleName(
    given,
    given.codes.find((code) => code.row === row),
    number,
  );
}

/** Of several rules in a cell, which. */
function ruleName(given: ImportedFile, code: ImportedCode | undefined, number: number): string | null {
  const name = given.columnOf('rules');
  return name === null || (code?.rules.length ?? 0) < 2 ? name : `${name} rule ${number + 1}`;
}

function byRow(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}
