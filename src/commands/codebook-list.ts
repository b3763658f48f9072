import { Command } from 'commander';
import type { Code } from '../study/codebook.ts';
import { alignColumns } from './align-columns.ts';
import type { Io } from './io.ts';

interface ListOptions {
  readonly study?: string;
  readonly codebook?: string;
  readonly json?: true;
}

/** `crs-eval codebook list`: the tree of codes, each with its questions and how many rules it has. */
export function codebookListCommand(io: Io): Command {
  return new Command('list')
    .description('print the tree of codes with their questions and numbers of rules')
    .option('--study <dir>', 'the folder of a study definition (default: the CRS evaluation)')
    .option('--codebook <file>', "a YAML of codes in place of the study's")
    .option('--json', 'print it for programs, with definitions and rules')
    .action(async (options: ListOptions) => {
      const [{ chooseStudy }, { withCodebook }] = await Promise.all([
        import('./choose-study.ts'),
        import('./choose-codebook.ts'),
      ]);
      const study = await withCodebook(await chooseStudy(options.study, io), options.codebook, io);
      const codes = study.codebook?.codes ?? [];
      if (options.json === true) {
        io.stdout(
          `${JSON.stringify({ sha256: study.codebook?.sha256, codes: codes.map(plain) }, null, 2)}\n`,
        );
        return;
      }
      const rows = tree(codes, null, 0).map(({ code, depth }) => [
        `${'  '.repeat(depth)}${code.id}`,
        code.name,
        String(code.rules.length),
        shortList(code.questions),
      ]);
      const lines = alignColumns(
        [['code', 'name', 'rules', 'questions'], ...rows],
        [false, false, true, false],
      );
      io.stdout(`${lines.join('\n')}\n`);
    });
}

/** Codes below a code, each followed by those below it, otherwise in codebook order. */
function tree(
  codes: readonly Code[],
  parent: string | null,
  depth: number,
): readonly { readonly code: Code; readonly depth: number }[] {
  return codes
    .filter((code) => code.parent === parent)
    .flatMap((code) => [{ code, depth }, ...tree(codes, code.id, depth + 1)]);
}

/** The first three, and how many more. */
function shortList(ids: readonly string[]): string {
  const more = ids.length > 4 ? ` and ${ids.length - 3} more` : '';
  return `${ids.slice(0, more === '' ? 4 : 3).join(', ')}${more}`;
}

/** A code without its places in the files, which are the reader's own. */
function plain({ place: _, rules, ...code }: Code): unknown {
  return { ...code, rules: rules.map(({ place: __, ...rule }) => rule) };
}
