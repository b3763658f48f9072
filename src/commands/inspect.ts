import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Io } from './io.ts';

interface InspectOptions {
  readonly json?: boolean;
  readonly study?: string;
  readonly questionnaire?: string;
}

/**
 * `crs-eval inspect FILE`: what an export holds, before anything is done with it: layout, rows by status, each question
 * with its answers, each column with what it holds, personal data, what no question claims, problems. A survey that
 * the study doesn't know is worked out from the file. Fails only for a file that can't be read as an export.
 */
export function inspectCommand(io: Io): Command {
  return new Command('inspect')
    .description('show what is in an export: layout, rows, questions with answers, columns, problems')
    .argument('<file>', 'a QuestionPro export, CSV or XLSX')
    .option('--json', 'print it for programs')
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--questionnaire <id>', 'which questionnaire the file answers, where its columns do not tell')
    .addHelpText(
      'after',
      `
Open answers and personal data are never shown. For a questionnaire of the study, counts are of all rows in the file,
those that "analyse" leaves out among them; codes are positions in the list of options.`,
    )
    .action(async (file: string, options: InspectOptions) => {
      const { inspectExport } = await import('./inspect-export.ts');
      const { chooseStudy } = await import('./choose-study.ts');
      const study = await chooseStudy(options.study, io);
      const inspection = await inspectExport(resolve(io.cwd, file), study, options.questionnaire);
      if (options.json === true) {
        io.stdout(`${JSON.stringify(inspection.report, null, 1)}\n`);
        return;
      }
      const { describeInspection } = await import('./describe-inspection.ts');
      io.stdout(describeInspection(inspection));
    });
}
