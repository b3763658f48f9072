import type { Spreadsheet, SpreadsheetSheet } from './spreadsheet.ts';

/** Where a rule is broken, what it expects and what is there instead; never a cell's text but a mark or a name. */
export interface Finding {
  /** Null where it is the file's. */
  readonly sheet: string | null;
  /** A cell, range, row (`5:5`) or column (`C:C`) as spreadsheets name them; null where it is the sheet's. */
  readonly cell: string | null;
  readonly expected: string;
  readonly found: string;
}

/** Something that a spreadsheet of statistics has to keep to. */
export interface Rule {
  readonly id: string;
  readonly text: string;
  /** Whether the guidance calls it essential to meet the accessibility regulations. */
  readonly essential: boolean;
  /** The part of the guidance it comes from, or why it is here. */
  readonly source: string;
  /** Everything in the spreadsheet that breaks it, by sheets in their order. */
  readonly check: (spreadsheet: Spreadsheet) => readonly Finding[];
}

/** The guidance that the rules come from. */
export const GUIDANCE = {
  title: 'Government Analysis Function, Releasing statistics in spreadsheets',
  url: 'https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/',
} as const;

/** A finding about a sheet, or a cell or range of it. */
export function ofSheet(
  sheet: SpreadsheetSheet,
  cell: string | null,
  expected: string,
  found: string,
): Finding {
  return { sheet: sheet.name, cell, expected, found };
}

/** Checks sheet by sheet. */
export function eachSheet(
  check: (sheet: SpreadsheetSheet) => readonly Finding[],
): (spreadsheet: Spreadsheet) => readonly Finding[] {
  return ({ sheets }) => sheets.flatMap(check);
}
