import { Command } from 'commander';
import { DEFAULT_RUN } from './default-run.ts';
import { endingOf } from './file-ending.ts';
import { EXIT, type Io } from './io.ts';

/** What `crs-eval code gaps` was asked for. */
export interface GapsOptions {
  readonly from: string;
  readonly codebook?: string;
  readonly question: readonly string[];
  readonly least: string;
  readonly json: boolean;
  readonly out?: string;
}

/** `crs-eval code gaps`: what the codes do not reach, to develop them further. */
export function codeGapsCommand(io: Io): Command {
  return new Command('gaps')
    .description('how far the answers are coded, and what the uncoded ones are about')
    .option('--from <run>', 'the folder of the run', DEFAULT_RUN)
    .option('--codebook <file>', "a YAML of codes in place of the run's")
    .option(
      '--question <item>',
      'only this item or question, with all its groups; may be repeated',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--least <n>', 'how often a phrase must occur to be listed', '3')
    .option('--json', 'for a program to read, everything', false)
    .option('--out <file>', 'write it there instead: text, or JSON under a name that ends in .json')
    .addHelpText('after', HELP)
    .action(async (options: GapsOptions, command: Command) => {
      if (!/^[1-9]\d{0,5}$/.test(options.least)) {
        const message = `option '--least' expected a whole number from 1, found "${options.least}"`;
        command.error(`error: ${message}`, { exitCode: EXIT.usage });
      }
      const form = formOf(options);
      if ('misuse' in form) return command.error(`error: ${form.misuse}`, { exitCode: EXIT.usage });
      const { printGaps } = await import('./print-gaps.ts');
      await printGaps({ ...options, json: form.json }, io);
    });
}

const HELP = `
Without --question a line for each item; with it also the uncoded answers in groups of like ones, and words and phrases that
they have more often than the coded ones, by log-likelihood (G²; 3.84 is p < 0.05, 10.83 p < 0.001, for one phrase).

With --codebook the answers are coded anew with that file's rules, to see what a draft does not reach.

What is printed holds respondents' own words: it is internal. See docs/coding-by-people.md for the methods.`;

/** JSON where it is asked for, or where the file's ending says so; or how the two contradict each other. */
function formOf({ json, out = '' }: GapsOptions): { readonly json: boolean } | { readonly misuse: string } {
  const ending = endingOf(out);
  if (['', 'json'].includes(ending)) return { json: json || ending === 'json' };
  if (json)
    return {
      misuse: `options '--json' and '--out ${out}' contradict each other: expected a name that ends in .json`,
    };
  return ending === 'txt'
    ? { json }
    : { misuse: `option '--out' expected a name that ends in .txt or .json, found "${out}"` };
}
