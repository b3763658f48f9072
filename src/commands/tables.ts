import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import { WORKBOOK_FORMATS } from './analyse-options.ts';
import { DEFAULT_RUN } from './default-run.ts';
import { chooseFormat, endingOf } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';
import type { Run } from './load-run.ts';

const TEXT_FORMATS = ['md', 'csv', 'json'] as const;
const FILE_FORMATS = ['docx', ...WORKBOOK_FORMATS] as const;
type TextFormat = (typeof TEXT_FORMATS)[number];
type FileFormat = (typeof FILE_FORMATS)[number];
type TableFormat = TextFormat | FileFormat;

/** Each format is the ending of its files. */
const ENDINGS: Readonly<Record<TableFormat, readonly string[]>> = {
  md: ['md', 'markdown'],
  csv: ['csv'],
  json: ['json'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  ods: ['ods'],
};
interface TablesOptions {
  readonly from: string;
  readonly format?: TableFormat;
  readonly out?: string;
}

/** `crs-eval tables B.1 B.10`: single tables of a finished run on standard output or in a file; without ids, a list of them. */
export function tablesCommand(io: Io): Command {
  return new Command('tables')
    .description('print single tables of a finished run, suppressed as in publish/; without ids, list them')
    .argument('[ids...]', 'tables, such as B.1 B.10')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .addOption(
      new Option(
        '--format <format>',
        'how to print them; docx, xlsx and ods are files to paste from (default: by the ending of --out, or md)',
      ).choices([...TEXT_FORMATS, ...FILE_FORMATS]),
    )
    .option('--out <file>', 'write them to this file, in the format of its ending (default: standard output)')
    .action(async (ids: string[], options: TablesOptions, command: Command) => {
      const usage = (message: string): never => command.error(`error: ${message}`, { exitCode: EXIT.usage });
      const missing = missingFor(ids, options, io);
      if (missing !== null) usage(`option '--format ${options.format}' needs ${missing}`);
      const chosen =
        ids.length > 0 ? chooseFormat(ENDINGS, options.format, options.out) : listFormat(options);
      if ('misuse' in chosen) return usage(chosen.misuse);
      const format = chosen.format ?? 'md';
      const file = FILE_FORMATS.find((each) => each === format);
      const { loadRun, tablesIn } = await import('./load-run.ts');
      const { chooseTables } = await import('./choose-tables.ts');
      const { tablesOfRun } = await import('./tables-of-run.ts');
      const run = loadRun(options.from, io);
      const study = { ...run.study, tables: tablesIn(run) };
      if (ids.length === 0) {
        await give(format === 'json' ? listJson(study) : listText(study), options, io);
        return;
      }
      const definitions = chooseTables(study, ids);
      const tables = tablesOfRun(run, definitions);
      const content = await (file === undefined ? printTables(tables, format) : fileOf(tables, file, run));
      await give(content, options, io);
    });
}

/** What a format can't do without: tables, and for files, somewhere to go that is no terminal. */
function missingFor(ids: readonly string[], { format, out }: TablesOptions, io: Io): string | null {
  const isFile = FILE_FORMATS.some((each) => each === format);
  if (ids.length === 0 && (isFile || format === 'csv')) return 'tables, such as B.1';
  if (isFile && out === undefined && io.stdoutBytes === undefined)
    return `'--out', such as --out tables.${format}; standard output is a terminal`;
  return null;
}

/** The list of tables is no table: it comes as plain text, or for programs; what a file's name may be then. */
function listFormat({
  format,
  out,
}: TablesOptions): { readonly format: TableFormat | null } | { readonly misuse: string } {
  const ending = endingOf(out ?? '');
  const isJson = format === 'json' || (format === undefined && ending === 'json');
  if (['', isJson ? 'json' : 'txt'].includes(ending)) return { format: isJson ? 'json' : null };
  const advice = isJson ? '' : '; name tables, such as B.1, to write them';
  return {
    misuse: `option '--out' expected a name that ends in ${isJson ? '.json' : '.txt'} for the list of tables, found "${out}"${advice}`,
  };
}

async function give(content: string | Uint8Array, { out }: TablesOptions, io: Io): Promise<void> {
  if (out !== undefined) {
    const { writeTogether } = await import('./write-together.ts');
    writeTogether([{ path: resolve(io.cwd, out), content: [content] }]);
  } else if (typeof content === 'string') io.stdout(content);
  else io.stdoutBytes?.(content);
}

async function printTables(tables: readonly Table[], format: string): Promise<string> {
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
