import { joinSelections } from '../study/lookup.ts';
import type { Selection, Study, TableDefinition, TableRow } from '../study/study.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import type { FrequencyTable } from './frequency.ts';

/** One cell of a table before its figures are made: what it asks for, and the counts it finds. */
export interface PlannedCell {
  readonly selection: Selection;
  /** Null where no such question exists, and where it is respondents that are counted. */
  readonly evidence: Evidence | null;
}

/** What each cell of a table asks for and finds, row by row. */
export function planCells(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
): PlannedCell[][] {
  return definition.rows.map((row) =>
    definition.columns.map((column) => {
      const selection = joinSelections(row, column);
      return { selection, evidence: evidenceFor(study, frequency, selection) };
    }),
  );
}

/** A row's own label, else its item's statement. */
export function labelOf(study: Study, row: TableRow): string {
  if (row.label !== '') return row.label;
  return (row.item === null ? undefined : study.items[row.item]) ?? row.item ?? '';
}
