import type { Exact } from '../exact/ratio.ts';
import type { Figure, Table } from '../render/contract.ts';
import type { PublishedLocation } from '../study/locate-published.ts';

/** One of our figures with the decimals our table prints it at; null `exact` where there is no value. */
interface OurFigure {
  readonly exact: Exact | null;
  readonly decimals: number;
}

/** What our tables print where a published row stands. A measure that no cell shows is absent. */
export type OurFigures = Readonly<Partial<Record<Figure['measure'] | 'n', OurFigure>>>;

/**
 * The figures of our own tables (as `tabulate` arranges them, before suppression) in the cells of a published row; for
 * one of the running text, the quoted share at its position. `n` is the header's.
 */
export function ourFigures(
  tables: readonly Table[],
  quoted: readonly (Exact | null)[],
  location: PublishedLocation,
): OurFigures {
  if (location.quotedIndex !== null)
    return { percent: { exact: quoted[location.quotedIndex] ?? null, decimals: 0 } };
  const found: Partial<Record<Figure['measure'] | 'n', OurFigure>> = {};
  for (const place of location.places) {
    const table = tables.find(({ id }) => id === place.table);
    for (const columnIndex of place.columnIndexes) {
      const header = table?.columns[columnIndex]?.headerN;
      if (header !== null && header !== undefined) found.n ??= plain(header);
      for (const figure of table?.rows[place.rowIndex]?.cells[columnIndex]?.figures ?? [])
        found[figure.measure] ??= plain(figure);
    }
  }
  return found;
}

function plain({ exact, decimals }: Figure): OurFigure {
  return { exact, decimals };
}
