import { tabulate } from '../likert/tabulate.ts';
import type { Table } from '../render/contract.ts';
import type { Study, TableDefinition } from '../study/study.ts';
import { countedFor, type Run } from './load-run.ts';

/** Tables of a finished run as `publish/` has them, in the order given: the same counts, study and suppression. */
export function tablesOfRun(run: Run, definitions: Study['tables']): readonly Table[] {
  const { synthetic } = run.record;
  const themed = definitions.filter((definition) => run.themes?.study.tables.includes(definition) === true);
  const closed = definitions.filter((definition) => !themed.includes(definition));
  const made = new Map<TableDefinition, Table>();
  for (const alike of [closed, themed]) {
    const [first] = alike;
    if (first === undefined) continue;
    const { study, frequency, hidden } = countedFor(run, first);
    const { tables } = tabulate(study, frequency, { synthetic, definitions: alike, hidden });
    for (const [at, definition] of alike.entries()) {
      const table = tables[at];
      if (table !== undefined) made.set(definition, table);
    }
  }
  return definitions.flatMap((definition) => made.get(definition) ?? []);
}
