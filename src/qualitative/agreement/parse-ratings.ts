import type { Problem } from '../../study/problem.ts';
import { type AddFault, faultsOf, readCsvTable, shown } from './csv-table.ts';
import type { Category, Level, Ratings } from './ratings.ts';

/** How cells of a ratings file are to be understood. */
export interface RatingsFormat {
  readonly level: Level;
  /** The categories in order, used or not; null: those that occur, which an ordinal scale must have as numbers. */
  readonly order: readonly string[] | null;
  /** Cells that stand for no rating, besides empty ones. */
  readonly missing: readonly string[];
}

/**
 * The ratings of a CSV with a row a unit and a column a coder, named in the header; a first column headed `unit`, or
 * not headed at all, names the units and is no coder. Faults come back as problems: fewer than two coders, coders of one
 * name or none, lines of another length, and ratings that are no category of the scale.
 */
export function parseRatings(
  text: string,
  file: string,
  format: RatingsFormat,
): { readonly ratings: Ratings | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = faultsOf(file, 'bad-rating', problems);
  const table = readCsvTable(text, fault);
  if (table === null) return { ratings: null, problems };
  const first = /^(unit)?$/i.test(table.header[0] ?? '') ? 1 : 0;
  const coders = table.header.slice(first);
  checkCoders(coders, first, fault);
  const units = table.rows.map(({ row, cells }) =>
    cells.slice(first).map((cell, coder) => {
      if (cell === '' || format.missing.includes(cell)) return null;
      const rating = ratingOf(cell, format);
      if (rating === null) fault(row, `"${coders[coder]}"`, wanted(format), shown(cell), adviceOn(format));
      return rating;
    }),
  );
  if (problems.length > 0) return { ratings: null, problems };
  return { ratings: { coders, units, categories: format.order }, problems };
}

function checkCoders(coders: readonly string[], first: number, fault: AddFault): void {
  if (coders.length < 2) fault(1, null, 'a column for each of two coders or more', `${coders.length}`);
  for (const [index, coder] of coders.entries()) {
    if (coder === '') fault(1, `column ${index + first + 1}`, "a coder's name", 'nothing');
    else if (coders.indexOf(coder) < index) {
      fault(1, `column ${index + first + 1}`, 'a name of its own for each coder', `"${coder}" again`);
    }
  }
}

function ratingOf(cell: string, { level, order }: RatingsFormat): Category | null {
  if (order !== null) return order.includes(cell) ? cell : null;
  if (level === 'nominal') return cell;
  return /^[+-]?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null;
}

function wanted({ level, order }: RatingsFormat): string {
  if (order !== null) return `one of ${order.join(', ')}, or nothing`;
  return `a number (the level is ${level}), or nothing`;
}

function adviceOn({ level, order }: RatingsFormat): string {
  const missing = 'if it stands for no rating, name it with --missing';
  return level === 'ordinal' && order === null
    ? `${missing}; if for a category, give all with --order`
    : missing;
}
