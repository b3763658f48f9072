import { Command } from 'commander';
import { groupBy } from '../exact/group-by.ts';
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
    .addHelpText(
      'after',
      '\nA code stands two spaces to the right of the one above it; from level 32 on the level’s number in brackets stands for more spaces.',
    )
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
      const rows = tree(codes).map(({ code, depth }) => [
        `${indent(depth)}${code.id}`,
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

/** Codes, each followed by those below it, otherwise in codebook order. */
function tree(codes: readonly Code[]): readonly { readonly code: Code; readonly depth: number }[] {
  // No code's id is "".
  const children = groupBy(codes, ({ parent }) => parent ?? '');
  const below = (parent: string, depth: number) =>
    (children.get(parent) ?? []).map((code) => ({ code, depth })).reverse();
  const found: { readonly code: Code; readonly depth: number }[] = [];
  const left = below('', 0);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next);
    for (const each of below(next.code.id, next.depth + 1)) left.push(each);
  }
  return found;
}

/** Two spaces a level; below the thirtieth its number instead, so that lines of a deep tree can be read. */
function indent(depth: number): string {
  return depth <= DEEPEST_INDENT ? '  '.repeat(depth) : `${'  '.repeat(DEEPEST_INDENT)}(${depth + 1}) `;
}

const DEEPEST_INDENT = 30;

/** The first three, and how many more. */
function shortList(ids: readonly string[]): string {
  const more = ids.length > 4 ? ` and ${ids.length - 3} more` : '';
  return `${ids.slice(0, more === '' ? 4 : 3).join(', ')}${more}`;
}

/** A code without its places in the files, which are the reader's own. */
function plain({ place: _, rules, ...code }: Code): unknown {
  return { ...code, rules: rules.map(({ place: __, ...rule }) => rule) };
}
