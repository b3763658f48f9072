import { Command, Option } from 'commander';
import type { SourceBy } from '../qualitative/exchange/layout-sources.ts';
import { DEFAULT_RUN } from './default-run.ts';
import type { Io } from './io.ts';
import { refuseEnding } from './refuse-ending.ts';

/** What `crs-eval code export` was asked for. */
export interface ProjectExport {
  readonly from: string;
  readonly out: string;
  readonly source: SourceBy;
}

/** `crs-eval code export`: a run's answers and codings for the tools researchers have. */
export function codeExportCommand(io: Io): Command {
  return new Command('export')
    .description(
      'write answers and codings as a REFI-QDA project (.qdpx), for NVivo, MAXQDA, ATLAS.ti and others',
    )
    .requiredOption('--out <file>', 'the .qdpx to write')
    .addOption(new Option('--format <format>', 'the form').choices(['qdpx']).default('qdpx'))
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .addOption(
      new Option('--source <what>', 'a source for each respondent, or for each question')
        .choices(['respondent', 'question'])
        .default('respondent'),
    )
    .addHelpText('after', HELP)
    .action(async (options: ProjectExport, command: Command) => {
      refuseEnding(command, options.out, ['.qdpx']);
      const { exportProject } = await import('./export-project.ts');
      await exportProject(options, io);
    });
}

const HELP = `
The project has the codebook, the answers that codes apply to and what was said in interviews, each respondent as a case with what is
known of them as variables, and every coding with its words, by coder: rules are the user "crs-eval rules". Memos, and which rule gave
a code, are notes. It holds respondents' own words and ids, and nothing is suppressed: it is internal.

Code on in the other tool, export the project as REFI-QDA there, and read it with "crs-eval code import". See docs/exchange.md.`;
