import { Command, InvalidArgumentError, Option } from 'commander';
import { type AnalyseOptions, FORMATS, type Format } from './analyse-options.ts';
import { compileLater } from './compile-later.ts';
import { folderToWrite } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';
import { wholeNumber } from './whole-number.ts';

/** `crs-eval analyse EXPORTS --out DIR`: exports in; tables, charts, results and the report out. */
export function analyseCommand(io: Io): Command {
  return new Command('analyse')
    .description('read exports and write tables, charts, results.csv and the report')
    .argument('<files...>', 'QuestionPro exports, CSV or XLSX')
    .option('--out <dir>', 'the folder to write (default: reports/ and the name of the study)', folderToWrite)
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--questionnaire <id>', 'which questionnaire the files answer, where their columns do not tell')
    .addOption(
      new Option('--codes <how>', 'how 0–10 ratings are coded, where the file does not tell').choices([
        'index',
        'values',
      ]),
    )
    .option('--corrections <file>', 'a CSV of corrections: id, question, from, to, reason, who')
    .option('--codebook <file>', "a YAML of codes in place of the study's")
    .option('--decisions <file>', 'people\'s decisions on codings, as "crs-eval code decide" keeps them')
    .addOption(
      new Option(
        '--codings <file>',
        "another coder's or a model's codings (CSV), kept beside; may be repeated",
      )
        .argParser(collect)
        .default([], 'none'),
    )
    .option(
      '--transcripts <path>',
      'a folder of interview transcripts (.txt, .md), coded with the same codebook',
    )
    .option(
      '--reference <who>',
      'a coder of --codings, or a file of one, that the rules’ precision and recall is measured against',
    )
    .option('--set <name>', "only the answers that the reference's column `set` puts in this set")
    .option('--quotes <file>', 'quotes that "crs-eval quotes" proposed: those ticked are published')
    .option('--readings <file>', 'a CSV of readings of charts, confirmed: chart, figures, confirmed')
    .option('--audit <path>', 'published tables (a folder, CSV or XLSX) whose audit the report carries')
    .addOption(
      new Option('--prefer <which>', 'which of two conflicting rows of one response counts').choices([
        'first',
        'last',
      ]),
    )
    .option(
      '--suppress-below <n>',
      'suppress breakdown cells with fewer answers; 0 switches suppression off, with a warning (default: as the study says)',
      wholeNumber,
    )
    .addOption(
      new Option('--by <dimensions>', 'a further breakdown, such as region,role; may be repeated')
        .argParser(collect)
        .default([], 'those of the study'),
    )
    .addOption(
      new Option('--format <list>', `of ${FORMATS.join(', ')}, separated by commas`)
        .argParser(formats)
        .default(['html', 'csv', 'md'], 'html,csv,md'),
    )
    .option('--no-coding', 'leave the open answers uncoded, though the study has a codebook')
    .option('--no-charts', 'leave the charts out')
    .option('--strict', 'take unclaimed columns, unanswered questions and left-out answers for errors')
    .addHelpText(
      'after',
      `
Writes OUT/publish/ (tables, results.csv, charts, the report; suppressed, no respondent's id),
OUT/internal/ (results in full, counts, rows left out and flagged; not to be passed on) and OUT/run.json.
Open answers are coded with the study's codebook or that of --codebook (docs/content-analysis.md), transcripts too
(docs/exchange.md).
The format docx writes publish/report.docx (docs/word.md), xlsx and ods publish/tables.xlsx and tables.ods, accessible
workbooks (docs/spreadsheets.md). Who assures the analysis finds OUT/internal/quality-log.html (docs/quality-log.md).
Each chart's proposed reading is in OUT/internal/readings.csv; filled in and given back with --readings,
what is confirmed is published with its chart (docs/charts.md).
The format columns adds internal/columns/, closed answers for data frames (docs/data-frames.md).
OUT is replaced when everything is written, and left as it was if anything fails; files of your own in it stay.`,
    )
    .action(async (files: string[], options: Flags, command: Command) => {
      if (options.set !== undefined && options.reference === undefined) {
        const message = "error: option '--set' expected --reference with it, whose answers have sets";
        command.error(message, { exitCode: EXIT.usage });
      }
      if (options.codebook !== undefined && !options.coding) {
        const message = "error: option '--codebook' goes without --no-coding, which codes nothing with it";
        command.error(message, { exitCode: EXIT.usage });
      }
      const unheard = (['decisions', 'reference'] as const).find((name) => options[name] !== undefined);
      const idle = unheard ?? (options.codings.length > 0 ? 'codings' : undefined);
      if (idle !== undefined && !options.coding) {
        const message = `error: option '--${idle}' goes without --no-coding, which codes nothing`;
        command.error(message, { exitCode: EXIT.usage });
      }
      if (options.quotes !== undefined && !options.coding) {
        const message = "error: option '--quotes' goes without --no-coding, as each quote's code is checked";
        command.error(message, { exitCode: EXIT.usage });
      }
      compileLater();
      const { analyse } = await import('./analyse-run.ts');
      await analyse(files, { ...options, strict: options.strict === true }, io);
    });
}

type Flags = Omit<AnalyseOptions, 'strict'> & { readonly strict?: true };

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function formats(text: string): readonly Format[] {
  const chosen = text.split(',').map((part) => part.trim());
  return chosen.map((name) => {
    const format = FORMATS.find((each) => each === name);
    if (format === undefined)
      throw new InvalidArgumentError(`expected some of ${FORMATS.join(', ')}, found "${name}"`);
    return format;
  });
}
