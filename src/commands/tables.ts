import { Command, Option } from 'commander';
import type { Table } from '../render/contract.ts';
import { mostAlike } from '../study/alike.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { DEFAULT_RUN } from './load-run.ts';

interface TablesOptions {
  readonly from: string;
  readonly format: 'md' | 'csv' | 'json';
}

/** `crs-eval tables B.1 B.10`: single tables of a finished run on standard output; without ids, a list of them. */
export function tablesCommand(io: Io): Command {
  return new Command('tables')
    .description('print single tables of a finished run, suppressed as in publish/; without ids, list them')
    .argument('[ids...]', 'tables, such as B.1 B.10')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .addOption(
      new Option('--format <format>', 'how to print them').choices(['md', 'csv', 'json']).default('md'),
    )
    .action(async (ids: string[], options: TablesOptions) => {
      const { loadRun } = await import('./load-run.ts');
      const { tablesOfRun } = await import('./tables-of-run.ts');
      const run = loadRun(options.from, io);
      if (ids.length === 0) {
        io.stdout(options.format === 'json' ? listJson(run.study) : listText(run.study));
        return;
      }
      const definitions = chooseTables(run.study, ids);
      const tables = tablesOfRun(run, definitions);
      io.stdout(await printTables(tables, options.format));
    });
}

/** The definitions with these ids, whatever their case, in the order asked. Throws an InputError that names every id there isn't. */
export function chooseTables(study: Study, ids: readonly string[]): Study['tables'] {
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

async function printTables(tables: readonly Table[], format: TablesOptions['format']): Promise<string> {
  if (format === 'json') {
    const { renderTableJson } = await import('../render/json.ts');
    return `[${tables.map((table) => renderTableJson(table).trimEnd()).join(',\n')}]\n`;
  }
  if (format === 'csv') {
    const { renderTableCsv } = await import('../render/csv.ts');
    return tables.map(renderTableCsv).join('\n');
  }
  const { renderTableMarkdown } = await import('../render/markdown.ts');
  return tables.map(renderTableMarkdown).join('\n');
}

function listText(study: Study): string {
  const rows = [
    ...study.tables.map(({ id, caption }) => [id, caption]),
    ...study.outOfReach.map(({ id, caption, reason }) => [id, `${caption} — out of reach: ${reason}`]),
  ];
  const width = Math.max(...rows.map(([id = '']) => id.length));
  return rows.map(([id = '', caption = '']) => `${id.padEnd(width)}  ${caption}\n`).join('');
}

function listJson(study: Study): string {
  const tables = study.tables.map(({ id, caption, section }) => ({ id, caption, section }));
  return `${JSON.stringify({ tables, outOfReach: study.outOfReach }, null, 2)}\n`;
}
