import { formatExact, percentOf } from '../../exact/ratio.ts';
import type { Figure } from '../../render/contract.ts';
import type { RunTable } from './match-table.ts';

/** Where the run's tables print a value of a kind: at most three places, as "B.1, “…”, WS". */
export type FindValue = (measure: Figure['measure'], value: string) => readonly string[];

/** Looks up values in tables; those of one number of decimals are gathered once. */
export function valuesOf(tables: readonly RunTable[]): FindValue {
  const byDecimals = new Map<number, Map<string, string[]>>();
  return (measure, value) => {
    const decimals = value.split('.')[1]?.length ?? 0;
    if (decimals > 4) return [];
    const known = byDecimals.get(decimals) ?? gather(tables, decimals);
    byDecimals.set(decimals, known);
    return known.get(`${measure} ${value}`) ?? [];
  };
}

function gather(tables: readonly RunTable[], decimals: number): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { table, rows, columns } of tables)
    table.rows.forEach((row, y) => {
      row.cells.forEach((cell, x) => {
        for (const { measure, exact } of cell.figures) {
          if (exact === null) continue;
          const value = formatExact(measure === 'percent' ? percentOf(exact) : exact, decimals);
          const key = `${measure} ${value}`;
          const known = places.get(key) ?? [];
          places.set(key, known);
          if (known.length < 3)
            known.push(`${table.id}, “${rows[y]?.text ?? ''}”, ${columns[x]?.text ?? ''}`);
        }
      });
    });
  return places;
}
