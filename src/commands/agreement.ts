import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { fileEndingIn } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';

const LEVELS = ['nominal', 'ordinal', 'interval'] as const;

interface AgreementFlags {
  readonly reference?: string;
  readonly set?: string;
  readonly study?: string;
  readonly disagreements?: string;
  readonly ratings?: string;
  readonly level: (typeof LEVELS)[number];
  readonly order?: string;
  readonly missing: readonly string[];
  readonly seed: string;
  readonly resamples: string;
  readonly json?: true;
  readonly csv?: true;
}

/** `crs-eval agreement CODINGS`: how far coders agree with each other and with a reference; `--ratings` for any other ratings. */
export function agreementCommand(io: Io): Command {
  return new Command('agreement')
    .description(
      "how far coders agree: percent, Cohen's kappa, Krippendorff's alpha, Gwet's AC1; precision and recall",
    )
    .argument(
      '[codings...]',
      'codings as CSV: questionnaire, response_id, question, code; coder, or the file is one’s',
    )
    .option('--reference <who>', 'a coder, or a file of one, to measure precision, recall and F1 against')
    .option('--set <name>', "only the answers that the reference's column `set` puts in this set")
    .option('--study <dir>', 'the study whose codebook says which codes apply to which question')
    .option(
      '--disagreements <file>',
      'also write what is to be adjudicated there, as CSV',
      fileEndingIn('csv'),
    )
    .option('--ratings <file>', 'instead of codings: any ratings as CSV, a row a unit, a column a coder')
    .addOption(new Option('--level <level>', 'of the ratings, for alpha').choices(LEVELS).default('nominal'))
    .option('--order <categories>', "the ratings' categories in order, used or not, with commas between")
    .option(
      '--missing <text>',
      'ratings that stand for none, besides empty cells; may be repeated',
      collect,
      [],
    )
    .option('--seed <n>', 'of the resamples: the same seed gives the same interval', '1')
    .option('--resamples <n>', 'for the interval of alpha; 0 for none', '1000')
    .option('--json', 'for a program to read')
    .option('--csv', 'a statistic a row')
    .addHelpText('after', HELP)
    .action(async (codings: string[], flags: AgreementFlags, command: Command) => {
      const usage = (message: string): never => command.error(`error: ${message}`, { exitCode: EXIT.usage });
      const misuse = misuseOf(codings, flags);
      if (misuse !== null) usage(misuse);
      const resampling = { resamples: Number(flags.resamples), seed: Number(flags.seed) };
      io.stdout(
        flags.ratings === undefined
          ? await compareCodings(codings, flags, resampling, io)
          : await compareRatingsFile(flags.ratings, flags, resampling, io),
      );
    });
}

const HELP = `
A row with no code says that the coder read the answer and no code applies; an answer that is not in a coder's rows was
not coded by that coder, and is missing, not "no". The unit is an answer × a code that applies to its question. What the
data do not define, such as kappa of a code nobody used, is "undefined", with the reason. See docs/agreement.md.

  crs-eval agreement coder-a.csv coder-b.csv
  crs-eval agreement rules.csv --reference gold.csv --set held-out
  crs-eval agreement --ratings ratings.csv --level ordinal --missing NA`;

interface Draws {
  readonly resamples: number;
  readonly seed: number;
}

function misuseOf(codings: readonly string[], flags: AgreementFlags): string | null {
  if (codings.length === 0 && flags.ratings === undefined)
    return 'expected files of codings, or --ratings FILE';
  if (codings.length > 0 && flags.ratings !== undefined)
    return 'expected files of codings or --ratings, found both';
  if (flags.ratings !== undefined && (flags.reference ?? flags.disagreements) !== undefined)
    return 'options --reference and --disagreements go with codings, not with --ratings';
  if (flags.set !== undefined && flags.reference === undefined)
    return "option '--set' expected --reference with it, whose answers have sets";
  if (flags.order !== undefined && flags.level === 'interval')
    return "option '--order' goes with --level nominal or ordinal: the order of an interval scale is that of its numbers";
  if (flags.order !== undefined && !distinct(categoriesIn(flags.order)))
    return `option '--order' expected categories that differ, with commas between, found "${flags.order}"`;
  if (flags.json && flags.csv) return 'expected --json or --csv, found both';
  if (!/^\d{1,9}$/.test(flags.seed))
    return `option '--seed' expected a whole number of up to nine digits, found "${flags.seed}"`;
  if (!/^\d{1,6}$/.test(flags.resamples) || Number(flags.resamples) > 100_000)
    return `option '--resamples' expected a whole number from 0 to 100000, found "${flags.resamples}"`;
  return null;
}

async function compareCodings(
  codings: readonly string[],
  flags: AgreementFlags,
  resampling: Draws,
  io: Io,
): Promise<string> {
  const [{ chooseStudy }, { codingVocabulary }, { readCodings }, { reportAgreement }] = await Promise.all([
    import('./choose-study.ts'),
    import('../qualitative/agreement/coding-vocabulary.ts'),
    import('./read-codings.ts'),
    import('../qualitative/agreement/agreement-report.ts'),
  ]);
  const study = await chooseStudy(flags.study, io);
  const vocabulary = codingVocabulary(study) ?? (await noCodebook(flags.study ?? study.id));
  const choice = flags.reference === undefined ? null : { who: flags.reference, set: flags.set ?? null };
  const { coders, reference, warnings } = readCodings(codings, choice, vocabulary, io.cwd);
  if (warnings.length > 0) {
    const { formatProblem } = await import('../study/problem.ts');
    for (const warning of warnings) io.stderr(`warning: ${formatProblem(warning)}\n`);
  }
  const report = reportAgreement(coders, reference, vocabulary, resampling);
  if (flags.disagreements !== undefined) {
    const { disagreementsCsv } = await import('./agreement-csv.ts');
    const { writeTogether } = await import('./write-together.ts');
    const path = resolve(io.cwd, flags.disagreements);
    writeTogether([{ path, content: [disagreementsCsv(report.disagreements)] }]);
  }
  if (flags.json) return (await import('./agreement-json.ts')).agreementJson(report);
  if (flags.csv) return (await import('./agreement-csv.ts')).agreementCsv(report);
  return (await import('./agreement-text.ts')).agreementText(report);
}

async function compareRatingsFile(
  file: string,
  flags: AgreementFlags,
  resampling: Draws,
  io: Io,
): Promise<string> {
  const [{ readCsvText }, { parseRatings }, { reportRatings }, { InputError }] = await Promise.all([
    import('./read-csv-text.ts'),
    import('../qualitative/agreement/parse-ratings.ts'),
    import('../qualitative/agreement/agreement-report.ts'),
    import('../study/problem.ts'),
  ]);
  const { text, problem } = readCsvText(resolve(io.cwd, file), basename(file), 'a CSV file of ratings');
  if (problem !== null) throw new InputError([problem]);
  const { ratings, problems } = parseRatings(text, basename(file), {
    level: flags.level,
    order: flags.order === undefined ? null : categoriesIn(flags.order),
    missing: flags.missing,
  });
  if (ratings === null) {
    const { startFaultList } = await import('../ingest/fault-list.ts');
    const faults = startFaultList();
    problems.forEach(faults.add);
    throw new InputError(faults.list());
  }
  const report = reportRatings(ratings, flags.level, resampling);
  if (flags.json) return (await import('./agreement-json.ts')).ratingsJson(report);
  if (flags.csv) return (await import('./agreement-csv.ts')).ratingsCsv(report);
  return (await import('./agreement-text.ts')).ratingsText(report);
}

async function noCodebook(study: string): Promise<never> {
  const { InputError } = await import('../study/problem.ts');
  throw new InputError([
    {
      severity: 'error',
      code: 'no-codebook',
      file: study,
      row: null,
      column: null,
      expected: 'a study with a codebook, which says which codes apply to which question',
      found: 'none',
      advice: 'name the study with --study, or give a table of ratings with --ratings',
    },
  ]);
}

function categoriesIn(list: string): readonly string[] {
  return list.split(',').map((category) => category.trim());
}

function distinct(categories: readonly string[]): boolean {
  return !categories.includes('') && new Set(categories).size === categories.length;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
