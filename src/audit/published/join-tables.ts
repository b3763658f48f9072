import type { PrintedCell, PrintedFigures } from './printed-cell.ts';

/**
 * Cells of tables that print parts of the same figures, joined: B.1 has the percentage of a row and column, B.2 its
 * mean and SD, with the same n. Only tables whose figures do not overlap are joined, and only where rows, columns and n
 * are the same throughout the smaller one; the joined table is called `B.1/B.2`. A row that only one has stays as it is.
 */
export function joinTables(cells: readonly PrintedCell[]): PrintedCell[] {
  const tables = [...new Set(cells.map(({ table }) => table))];
  const byTable = new Map(tables.map((table) => [table, cells.filter((cell) => cell.table === table)]));
  const done: PrintedCell[] = [];
  const taken = new Set<string>();
  for (const [index, table] of tables.entries()) {
    if (taken.has(table)) continue;
    const own = byTable.get(table) ?? [];
    const next = tables.slice(index + 1).find((other) => canJoin(own, byTable.get(other) ?? []));
    if (next === undefined) {
      done.push(...own);
      continue;
    }
    taken.add(next);
    done.push(...joined(own, byTable.get(next) ?? [], `${table}/${next}`));
  }
  return done;
}

const PLACE = ({ row, column, n }: PrintedCell): string => [row.toLowerCase(), column, n].join('\n');

function canJoin(a: readonly PrintedCell[], b: readonly PrintedCell[]): boolean {
  const places = new Map(a.map((cell) => [PLACE(cell), cell]));
  const pairs = b.flatMap((cell) => {
    const other = places.get(PLACE(cell));
    return other === undefined ? [] : [[other, cell] as const];
  });
  return (
    pairs.length >= 0.8 * Math.min(a.length, b.length) &&
    pairs.length > 0 &&
    pairs.every(([x, y]) => FIGURES.every((key) => x.figures[key] === null || y.figures[key] === null))
  );
}

const FIGURES = ['percent', 'mean', 'sd'] as const satisfies readonly (keyof PrintedFigures)[];

function joined(a: readonly PrintedCell[], b: readonly PrintedCell[], table: string): PrintedCell[] {
  const second = new Map(b.map((cell) => [PLACE(cell), cell]));
  const first = new Set(a.map(PLACE));
  return [
    ...a.map((cell) => {
      const other = second.get(PLACE(cell));
      if (other === undefined) return { ...cell, table };
      return {
        ...cell,
        table,
        // A percentage alone does not know its scale.
        scale: cell.figures.mean === null ? other.scale : cell.scale,
        figures: {
          percent: cell.figures.percent ?? other.figures.percent,
          mean: cell.figures.mean ?? other.figures.mean,
          sd: cell.figures.sd ?? other.figures.sd,
        },
      };
    }),
    ...b.filter((cell) => !first.has(PLACE(cell))).map((cell) => ({ ...cell, table })),
  ];
}
