import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { WORKBOOK_FORMATS, type WorkbookFormat } from './analyse-options.ts';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';
import type { Run } from './load-run.ts';

const TEXT_FORMATS = ['md', 'csv', 'json'] as const;
type TextFormat = (typeof TEXT_FORMATS)[number];

interface TablesOptions {
  readonly from: string;
  readonly format: TextFormat | WorkbookFormat;
  readonly out?: string;
}

/** `crs-eval tables B.1 B.10`: single tables of a finished run on standard output; without ids, a list of them. */
export function tablesCommand(io: Io): Command {
  return new Command('tables')
    .description('print single tables of a finished run, suppressed as in publish/; without ids, list them')
    .argument('[ids...]', 'tables, such as B.1 B.10')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .addOption(
      new Option('--format <format>', 'how to print them')
        .choices([...TEXT_FORMATS, ...WORKBOOK_FORMATS])
        .default('md'),
    )
    .option('--out <file>', 'write them to this file; xlsx and ods, which no terminal can show, need it')
    .action(async (ids: string[], options: TablesOptions, command: Command) => {
      const { format, out } = options;
      const workbook = WORKBOOK_FORMATS.find((each) => each === format);
      if (workbook !== undefined && (ids.length === 0 || out === undefined)) {
        const wanted = ids.length === 0 ? 'tables, such as B.1' : `'--out', such as --out tables.${workbook}`;
        command.error(`error: option '--format ${workbook}' needs ${wanted}`, { exitCode: EXIT.usage });
      }
      const { loadRun, tablesIn } = await import('./load-run.ts');
      const { chooseTables } = await import('./choose-tables.ts');
      const { tablesOfRun } = await import('./tables-of-run.ts');
      const run = loadRun(options.from, io);
      const study = { ...run.study, tables: tablesIn(run) };
      if (ids.length === 0) {
        io.stdout(options.format === 'json' ? listJson(study) : listText(study));
        return;
      }
      const definitions = chooseTables(study, ids);
      const tables = tablesOfRun(run, definitions);
      const content = await (workbook === undefined
        ? printTables(tables, format)
        : printWorkbook(tables, workbook, run));
      if (out !== undefined) {
        const { writeTogether } = await import('./write-together.ts');
        writeTogether([{ path: resolve(io.cwd, out), content: [content] }]);
      } else if (typeof content === 'string') io.stdout(content);
    });
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

async function printWorkbook(
  tables: readonly Table[],
  format: WorkbookFormat,
  { study, record }: Run,
): Promise<Uint8Array> {
  const { renderWorkbook } = await import('./render-workbook.ts');
  return renderWorkbook(format, tables, { study, synthetic: record.synthetic });
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
