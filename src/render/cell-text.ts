import { formatExact, percentOf } from '../exact/ratio.ts';
import type { Cell, Figure, Table, TableColumn } from './contract.ts';

/** Stands where there is no such question. */
export const NOT_APPLICABLE = 'n/a';

/**
 * A figure as it is printed: rounded once from its exact value (half away from zero) to its decimals, a percent as
 * 0 to 100 without the sign; its shorthand where there is no value; empty where there is neither.
 */
export function figureText(figure: Figure): string {
  if (figure.exact === null) return figure.shorthand ?? '';
  if (figure.measure !== 'percent') return formatExact(figure.exact, figure.decimals);
  return formatExact(percentOf(figure.exact), figure.decimals);
}

/**
 * A cell as the report prints it: `75`, `5.75 (1.82)`, `33 (11)`, or `n/a`. Two figures with the same shorthand
 * print it once: `[c]`, not `[c] ([c])`.
 */
export function cellText(cell: Cell): string {
  if (cell.pattern === 'none') return NOT_APPLICABLE;
  const [first = '', second] = cell.figures.map(figureText);
  if (second === undefined) return first;
  const sameShorthand = first === second && cell.figures.every((figure) => figure.exact === null);
  return sameShorthand ? first : `${first} (${second})`;
}

/** A column's label with its header n: `WS (n=28)`. */
export function columnText(column: TableColumn): string {
  return column.headerN === null ? column.label : `${column.label} (n=${figureText(column.headerN)})`;
}

/** The lines under a table that say what its data are: the source, and whether it is synthetic or not cleared. */
interface TableFooter {
  readonly source: string;
  readonly warnings: readonly string[];
}

/** Printed under every table that has not been cleared. */
export const NOT_CLEARED = 'Not cleared for publication.';
/** Printed with every table of made-up answers. */
export const SYNTHETIC = 'SYNTHETIC DATA: made-up answers, not those of real respondents.';

/** The source line (`Source: …`, empty where none is given) and the warnings of a table, in the order they are printed. */
export function tableFooter(table: Pick<Table, 'source' | 'synthetic' | 'cleared'>): TableFooter {
  return {
    source: sourceLine(table.source),
    warnings: [...(table.synthetic ? [SYNTHETIC] : []), ...(table.cleared ? [] : [NOT_CLEARED])],
  };
}

/** `Source: ` before the text, unless it says so itself; empty for an empty text. */
export function sourceLine(source: string): string {
  return source === '' || /^source\b/i.test(source) ? source : `Source: ${source}`;
}

/** The table's stub cells with "" filled by what stands above, so that each row says alone where it belongs. */
export function filledStubs(table: Pick<Table, 'rows'>): readonly (readonly string[])[] {
  let above: readonly string[] = [];
  return table.rows.map((row) => {
    above = row.stub.map((text, depth) => (text === '' ? (above[depth] ?? '') : text));
    return above;
  });
}
