import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { WORKBOOK_FORMATS } from './analyse-options.ts';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';
import type { Run } from './load-run.ts';

const TEXT_FORMATS = ['md', 'csv', 'json'] as const;
const FILE_FORMATS = ['docx', ...WORKBOOK_FORMATS] as const;
type TextFormat = (typeof TEXT_FORMATS)[number];
type FileFormat = (typeof FILE_FORMATS)[number];

interface TablesOptions {
  readonly from: string;
  readonly format: TextFormat | FileFormat;
  readonly out?: string;
}

/** `crs-eval tables B.1 B.10`: single tables of a finished run on standard output or in a file; without ids, a list of them. */
export function tablesCommand(io: Io): Command {
  return new Command('tables')
    .description('print single tables of a finished run, suppressed as in publish/; without ids, list them')
    .argument('[ids...]', 'tables, such as B.1 B.10')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .addOption(
      new Option('--format <format>', 'how to print them; docx, xlsx and ods are files to paste from')
        .choices([...TEXT_FORMATS, ...FILE_FORMATS])
        .default('md'),
    )
    .option('--out <file>', 'write them to this file (default: standard output)')
    .action(async (ids: string[], options: TablesOptions, command: Command) => {
      const { format } = options;
      const file = FILE_FORMATS.find((each) => each === format);
      const missing = file === undefined ? null : missingFor(file, ids, options, io);
      if (missing !== null) {
        command.error(`error: option '--format ${format}' needs ${missing}`, { exitCode: EXIT.usage });
      }
      const { loadRun, tablesIn } = await import('./load-run.ts');
      const { chooseTables } = await import('./choose-tables.ts');
      const { tablesOfRun } = await import('./tables-of-run.ts');
      const run = loadRun(options.from, io);
      const study = { ...run.study, tables: tablesIn(run) };
      if (ids.length === 0) {
        await give(options.format === 'json' ? listJson(study) : listText(study), options, io);
        return;
      }
      const definitions = chooseTables(study, ids);
      const tables = tablesOfRun(run, definitions);
      const content = await (file === undefined ? printTables(tables, format) : fileOf(tables, file, run));
      await give(content, options, io);
    });
}

/** What a format of files can't do without: tables, and somewhere to go that is no terminal. */
function missingFor(
  format: FileFormat,
  ids: readonly string[],
  { out }: TablesOptions,
  io: Io,
): string | null {
  if (ids.length === 0) return 'tables, such as B.1';
  if (out === undefined && io.stdoutBytes === undefined)
    return `'--out', such as --out tables.${format}; standard output is a terminal`;
  return null;
}

async function give(content: string | Uint8Array, { out }: TablesOptions, io: Io): Promise<void> {
  if (out !== undefined) {
    const { writeTogether } = await import('./write-together.ts');
    writeTogether([{ path: resolve(io.cwd, out), content: [content] }]);
  } else if (typeof content === 'string') io.stdout(content);
  else io.stdoutBytes?.(content);
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

async function fileOf(
  tables: readonly Table[],
  format: FileFormat,
  { study, record }: Run,
): Promise<Uint8Array> {
  if (format === 'docx') {
    const { renderTablesDocx } = await import('../render/word/tables-docx.ts');
    return renderTablesDocx(tables);
  }
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
