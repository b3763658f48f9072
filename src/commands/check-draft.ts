import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import { EXIT, type Io } from './io.ts';

interface CheckDraftOptions {
  readonly from: string;
  readonly all?: true;
  readonly json?: true;
  readonly csv?: true;
  readonly strict?: true;
}

/** `crs-eval check-draft DRAFT`: which numbers of a draft a finished run no longer gives, or withholds. */
export function checkDraftCommand(io: Io): Command {
  return new Command('check-draft')
    .description('find the numbers of a draft report (.docx, .html, .md, .txt) that a run no longer gives')
    .argument('<draft>', 'the draft')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option('--all', 'also list what is right and what is no figure')
    .option('--json', 'print every number as JSON')
    .option('--csv', 'print every number as CSV')
    .option('--strict', 'fail also where a number is unmatched')
    .addHelpText('after', HELP)
    .action(async (draft: string, options: CheckDraftOptions, command: Command) => {
      if (options.json === true && options.csv === true)
        command.error("error: options '--json' and '--csv' cannot be used together", {
          exitCode: EXIT.usage,
        });
      process.exitCode = await runCheckDraft(draft, options, io);
    });
}

const HELP = `
Verdicts: withheld (the run suppresses it: take it out); differs; right (the run's exact figure at the draft's
decimals); unmatched (what it is of can't be told: check it yourself); no figure (years, references, scale points and
the like: --all lists them with the reason). Nothing is right because some result happens to have the value. See
docs/check-draft.md.

Exit codes: 0 nothing differs, 1 a number differs or is withheld (with --strict also unmatched), or a file can't be read.`;

async function runCheckDraft(file: string, options: CheckDraftOptions, io: Io): Promise<number> {
  const [{ loadRun }, { readDraft }, { draftRun }, { checkDraft }] = await Promise.all([
    import('./load-run.ts'),
    import('./read-draft.ts'),
    import('./draft-run.ts'),
    import('../audit/draft/check-draft.ts'),
  ]);
  const draft = await readDraft(file, io.cwd);
  const run = loadRun(options.from, io);
  const report = checkDraft(draft, draftRun(run));
  if (options.json === true)
    io.stdout(`${JSON.stringify({ draft: file, run: options.from, ...report }, null, 2)}\n`);
  else if (options.csv === true) io.stdout((await import('./draft-csv.ts')).draftCsv(report));
  else io.stdout((await import('./draft-text.ts')).draftText(report, file, options.all === true));
  const { differs, withheld, unmatched } = report.summary;
  const failed = differs + withheld > 0 || (options.strict === true && unmatched > 0);
  return failed ? EXIT.failed : EXIT.done;
}
