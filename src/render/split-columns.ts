import type { Figure, Table, TableColumn } from './contract.ts';

/** What each measure is called in a header of its own. */
export type MeasureNames = Readonly<Record<Figure['measure'], string>>;

/** A column of one measure, made from a table's column that may print two together. */
export interface SplitColumn {
  readonly header: string;
  /** Index of the table's column it is part of. */
  readonly cell: number;
  /** The measure its figures are of; null where the column has no figures at all. */
  readonly measure: Figure['measure'] | null;
}

/**
 * One column of the table as columns of one measure each, in the order the measures first appear: "Mean (SD)" is split
 * into "mean" and "SD"; "WS" into "WS: mean" and "WS: SD"; "% present (n)" into "% present" and "% present: count". The
 * upper header level stands before: "Probation: mean". A column of one measure keeps its label. Headers may repeat.
 */
export function splitColumn(
  column: TableColumn,
  index: number,
  rows: Table['rows'],
  names: MeasureNames,
): readonly SplitColumn[] {
  const cells = rows.flatMap((row) => row.cells[index] ?? []);
  const measures = [...new Set(cells.flatMap((cell) => cell.figures.map((figure) => figure.measure)))];
  if (measures.length < 2)
    return [{ header: groupedLabel(column), cell: index, measure: measures[0] ?? null }];
  return measures.map((measure) => ({ header: headerOf(column, measure, names), cell: index, measure }));
}

/** The label with the upper header level before it: `Probation: % agreement`. */
export function groupedLabel(column: TableColumn): string {
  return `${prefix(column.group)}${column.label}`;
}

function headerOf(column: TableColumn, measure: Figure['measure'], names: MeasureNames): string {
  const name = names[measure];
  const label = column.label.replace(/\s*\((?:n|sd|%|count)\)\s*$/i, '');
  const namesMeasure = Object.values(names).some((each) => each.toLowerCase() === label.toLowerCase());
  if (namesMeasure || label === '') return `${prefix(column.group)}${name}`;
  if (measure === 'percent' && label.includes('%')) return `${prefix(column.group)}${label}`;
  return `${prefix(column.group)}${label}: ${name}`;
}

function prefix(group: string | null): string {
  return group === null || group === '' ? '' : `${group}: `;
}
