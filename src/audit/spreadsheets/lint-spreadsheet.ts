import { CELL_RULES } from './cell-rules.ts';
import { FILE_RULES } from './file-rules.ts';
import { findTables } from './find-tables.ts';
import { FORMAT_RULES } from './format-rules.ts';
import { openPackage } from './open-package.ts';
import { readOds } from './read-ods.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Finding, Rule } from './rule.ts';
import { coverOf, filledCells } from './sheet-cells.ts';
import type { Spreadsheet } from './spreadsheet.ts';
import { TABLE_RULES } from './table-rules.ts';
import { VALUE_RULES } from './value-rules.ts';

/** Every rule that a spreadsheet is checked against: of the file, its tables, their values, their look. */
export const RULES: readonly Rule[] = [
  ...FILE_RULES,
  ...TABLE_RULES,
  ...VALUE_RULES,
  ...CELL_RULES,
  ...FORMAT_RULES,
];

/** A rule broken, and where. */
export interface LintFinding extends Finding {
  readonly rule: string;
}

/** A spreadsheet file checked: its format, and every rule broken, by rules in their order, then sheets. */
export interface LintReport {
  readonly file: string;
  readonly format: Spreadsheet['format'];
  readonly findings: readonly LintFinding[];
}

/**
 * Checks a spreadsheet file, XLSX or ODS by its bytes, against every rule. Throws an InputError for a file that can't be
 * read as either.
 */
export function lintSpreadsheet(file: string, bytes: Uint8Array): LintReport {
  const spreadsheet = readSpreadsheet(file, bytes);
  return {
    file,
    format: spreadsheet.format,
    findings: RULES.flatMap((rule) =>
      rule.check(spreadsheet).map((finding) => ({ rule: rule.id, ...finding })),
    ),
  };
}

/**
 * Reads a spreadsheet file into what rules ask about it; on sheets without a marked-up table, but the cover, what looks like
 * one is found. Throws as `lintSpreadsheet`.
 */
export function readSpreadsheet(file: string, bytes: Uint8Array): Spreadsheet {
  const opened = openPackage(file, bytes);
  const read = opened.format === 'ods' ? readOds(opened) : readXlsx(opened);
  const cover = coverOf(read);
  const sheets = read.sheets.map((sheet) =>
    sheet === cover || sheet.tables.length > 0
      ? sheet
      : { ...sheet, unmarked: findTables(filledCells(sheet)) },
  );
  return { ...read, sheets };
}
