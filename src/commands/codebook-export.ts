import { Command, Option } from 'commander';
import { chooseFormat } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';

/** What a codebook can be written as. */
const FORMATS = ['qdc', 'xlsx', 'csv', 'yaml'] as const;
export type CodebookFormat = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<CodebookFormat, readonly string[]>> = {
  qdc: ['qdc'],
  xlsx: ['xlsx'],
  csv: ['csv'],
  yaml: ['yaml', 'yml'],
};

/** What `crs-eval codebook export` was asked for. */
export interface CodebookExport {
  readonly format: CodebookFormat;
  readonly out: string;
  readonly study?: string;
  readonly codebook?: string;
}

/** `crs-eval codebook export`: the codebook for other tools and for people. */
export function codebookExportCommand(io: Io): Command {
  return new Command('export')
    .description('write the codebook as REFI-QDA (.qdc), as a spreadsheet or as one YAML file')
    .requiredOption('--out <file>', 'the file to write')
    .addOption(new Option('--format <format>', "default: by the file's ending").choices(FORMATS))
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--codebook <file>', "a YAML of codes in place of the study's")
    .addHelpText('after', HELP)
    .action(
      async (options: Omit<CodebookExport, 'format'> & { format?: CodebookFormat }, command: Command) => {
        const chosen = chooseFormat(ENDINGS, options.format, options.out);
        if ('misuse' in chosen) return command.error(`error: ${chosen.misuse}`, { exitCode: EXIT.usage });
        const { exportCodebook } = await import('./export-codebook.ts');
        await exportCodebook({ ...options, format: chosen.format ?? 'yaml' }, io);
      },
    );
}

const HELP = `
xlsx, csv and yaml carry everything: "crs-eval codebook import" gives the same codebook back from xlsx and csv, and the yaml
is one, for --codebook. A .qdc has names, a tree and one text a code: brief and full definition, when to use it and when not,
examples and questions become paragraphs of that text, which import tells apart again; rules and the list of changes are
lost, and standard error says how many. See docs/exchange.md.`;
