import { mostAlike } from '../study/alike.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';

/** The definitions with these ids, in whatever case, in the order asked. Throws an InputError that names every id there isn't. */
export function chooseTables(
  study: Pick<Study, 'id' | 'tables' | 'outOfReach'>,
  ids: readonly string[],
): Study['tables'] {
  const faults = ids.flatMap((id) => {
    if (study.tables.some((table) => sameId(table.id, id))) return [];
    const beyond = study.outOfReach.find((table) => sameId(table.id, id));
    const known = study.tables.map((table) => table.id);
    const nearest = mostAlike(id, known, 3);
    return [
      {
        severity: 'error' as const,
        code: beyond === undefined ? 'unknown-table' : 'table-out-of-reach',
        file: study.id,
        row: null,
        column: null,
        expected: 'a table of the study',
        found: beyond === undefined ? `"${id}"` : `"${id}": ${beyond.reason}`,
        advice:
          beyond === undefined && nearest.length > 0
            ? `the nearest are ${nearest.join(', ')}; "crs-eval tables" lists them all`
            : '"crs-eval tables" lists them all',
      },
    ];
  });
  if (faults.length > 0) throw new InputError(faults);
  return ids.flatMap((id) => study.tables.filter((table) => sameId(table.id, id)));
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
