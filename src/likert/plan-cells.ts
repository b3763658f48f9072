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

const planned = new WeakMap<
  FrequencyTable,
  { readonly study: Study; readonly tables: Map<TableDefinition, PlannedCell[][]> }
>();

/** What each cell of a table asks for and finds, row by row; found once for its suppression, its figures and its chart. */
export function planCells(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
): readonly (readonly PlannedCell[])[] {
  let known = planned.get(frequency);
  if (known?.study !== study) {
    known = { study, tables: new Map() };
    planned.set(frequency, known);
  }
  const cells = known.tables.get(definition) ?? findCells(study, frequency, definition);
  known.tables.set(definition, cells);
  return cells;
}

function findCells(study: Study, frequency: FrequencyTable, definition: TableDefinition): PlannedCell[][] {
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
