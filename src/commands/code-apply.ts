import { resolve } from 'node:path';
import { Command } from 'commander';
import { fileEndingIn } from './file-ending.ts';
import type { Io } from './io.ts';

interface ApplyOptions {
  readonly study?: string;
  readonly codebook?: string;
  readonly out?: string;
}

/** `crs-eval code apply ANSWERS.csv`: what the codebook's rules propose for the answers of any CSV, a row a coding. */
export function codeApplyCommand(io: Io): Command {
  return new Command('apply')
    .description("code the answers of a CSV with the codebook's rules")
    .argument('<answers>', 'a CSV of answers, such as internal/open-answers.csv of a run')
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--codebook <file>', "a YAML of codes in place of the study's")
    .option('--out <file>', 'write the codings here instead of to standard output', fileEndingIn('csv'))
    .addHelpText('after', HELP)
    .action(async (answers: string, options: ApplyOptions) => {
      const [{ chooseStudy }, { withCodebook }] = await Promise.all([
        import('./choose-study.ts'),
        import('./choose-codebook.ts'),
      ]);
      const study = await withCodebook(await chooseStudy(options.study, io), options.codebook, io);
      const { applyCodebook } = await import('./apply-codebook.ts');
      const out = options.out === undefined ? null : resolve(io.cwd, options.out);
      const summary = await applyCodebook(
        study,
        { path: resolve(io.cwd, answers), named: answers },
        out,
        io.stdout,
      );
      io.stderr(summary);
    });
}

const HELP = `
Columns: questionnaire, response_id, question and answer, in any order, others left alone; or only answer (and, if there
is one, response_id or id): then every code applies to every answer. Rules limited to groups that the file does not tell
(regions of respondents; pathways, without a question) propose nothing, nor do rules limited to questions or groups for
the turns of interviews (questionnaire "interviews").

Codings come in the columns of internal/codings.csv: start and end are code points, half-open, with line breaks as one;
row is that of the file's column "row", or else the record's own, the header being 1. Answers in another language are
not coded; the summary on standard error counts them and names their rows.

Exit codes: 0 done, 1 the file or the codebook is faulty (nothing is then written).`;
