import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';

/** What `crs-eval code review` was asked for. */
export interface ReviewOptions {
  readonly from: string;
  readonly codebook?: string;
  readonly out: string;
  readonly question: readonly string[];
  readonly uncoded?: true;
  readonly blind?: true;
  readonly disputed?: true;
  readonly sample?: string;
  readonly seed?: string;
  readonly decisions?: string;
  readonly codings: readonly string[];
}

/** `crs-eval code review`: answers with their proposed codes as a spreadsheet to decide in. */
export function codeReviewCommand(io: Io): Command {
  return new Command('review')
    .description('write answers with their proposed codes as a spreadsheet, for people to decide in')
    .requiredOption('--out <file>', 'review.xlsx, review.csv, or a folder for both')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option('--codebook <file>', "a YAML of codes in place of the run's")
    .option('--question <item>', 'only answers to this item or question; may be repeated', collect, [])
    .option('--uncoded', 'only answers without a code')
    .option('--blind', 'without the proposals: a row an answer, for a second coder')
    .option('--sample <n>', 'so many answers drawn at random, with --seed')
    .option('--seed <s>', 'a whole number: the same one draws the same answers')
    .option('--decisions <file>', 'also show what people have decided already')
    .option('--disputed', 'only what coders differ on in --decisions, side by side, to adjudicate')
    .option(
      '--codings <file>',
      "also show another coder's or a model's codings (CSV); may be repeated",
      collect,
      [],
    )
    .addHelpText('after', HELP)
    .action(async (options: ReviewOptions, command: Command) => {
      const misuse = misuseOf(options);
      if (misuse !== null) command.error(`error: ${misuse}`, { exitCode: EXIT.usage });
      const { writeReview } = await import('./write-review.ts');
      await writeReview(options, io);
    });
}

const HELP = `
In each row mark "keep" or "remove" with x, name a code in "add" ("none" where no code applies; several with ; between),
say in "words" which words of the answer it rests on, and in "memo" why. Rows left empty decide nothing. Then
"crs-eval code decide review.xlsx --decisions decisions.csv --coder NAME" takes it in. See docs/coding-by-people.md.

With --codebook its codes are proposed and listed; give the same file to "crs-eval code decide".

What is written holds respondents' own words and ids: it is internal.

  crs-eval code review --question improve --uncoded --out review.xlsx
  crs-eval code review --blind --sample 150 --seed 1 --out second-coder.xlsx
  crs-eval code review --disputed --decisions decisions.csv --out disputes.xlsx`;

function misuseOf({
  sample,
  seed,
  blind,
  disputed,
  decisions,
  uncoded,
  codings,
}: ReviewOptions): string | null {
  if ((sample === undefined) !== (seed === undefined)) return 'options --sample and --seed go together';
  if (sample !== undefined && !/^[1-9]\d{0,8}$/.test(sample))
    return `option '--sample' expected a whole number of answers, found "${sample}"`;
  if (seed !== undefined && !/^\d{1,9}$/.test(seed))
    return `option '--seed' expected a whole number of up to nine digits, found "${seed}"`;
  if (disputed && decisions === undefined) return "option '--disputed' expected --decisions with it";
  if (disputed && (blind || uncoded || sample !== undefined))
    return 'option --disputed goes without --blind, --uncoded and --sample';
  if (blind && (decisions !== undefined || codings.length > 0))
    return 'option --blind shows no codes, so it goes without --decisions and --codings';
  return null;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
