import type { ZodType } from 'zod';
import type { TextAt } from './expand-codebook.ts';
import type { Fault, Located, Report } from './fault.ts';
import { InputError, type Problem } from './problem.ts';
import { reportSchemaIssues } from './schema-faults.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** Definition files of the right form, and where to take what is found wrong with them later. */
export interface Definitions<T> {
  /** In the order of the files' names. */
  readonly parts: readonly Located<T>[];
  readonly textAt: TextAt;
  readonly report: Report;
  /** Throws an InputError where anything was reported: every fault with its file, line and column. */
  readonly stop: () => void;
}

/** Reads YAML files of a form. Throws an InputError with everything in any of them that is no YAML or not of that form. */
export function readDefinitions<T>(
  files: readonly { readonly name: string; readonly text: string }[],
  form: ZodType<T>,
): Definitions<T> {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const read = sorted.map((file) => readYamlFile(file.name, file.text));
  const faults: Fault[] = [];
  const parts: Located<T>[] = [];
  for (const file of read.filter((each) => each.problems.length === 0)) {
    const checked = form.safeParse(file.value ?? {});
    if (checked.success) parts.push({ value: checked.data, file: file.name, path: [] });
    else reportSchemaIssues(file.name, file.value, checked.error.issues, (fault) => faults.push(fault));
  }
  const stop = (): void => stopAt(read, faults);
  stop();
  return {
    parts,
    textAt: (name, path) =>
      read.find((file) => file.name === name)?.textAt(path) ?? {
        file: name,
        line: 1,
        column: 1,
        literal: false,
      },
    report: (fault) => faults.push(fault),
    stop,
  };
}

/** Throws where anything is wrong: problems in file, line and column order, each said once. */
function stopAt(files: readonly YamlFile[], faults: readonly Fault[]): void {
  const problems = files.flatMap((file) => [
    ...file.problems,
    ...faults.filter((fault) => fault.file === file.name).map((fault) => problemOf(fault, file)),
  ]);
  const unplaced = faults.filter((fault) => !files.some((file) => file.name === fault.file));
  problems.push(...unplaced.map((fault) => problemOf(fault, null)));
  // A section written once and repeated says the same fault once a group; the last one knows most.
  const keyOf = ({ file, row, column, code, found, expected }: Problem) =>
    [file, row, column, code, found, code.startsWith('unknown-') ? '' : expected].join('|');
  const unique = [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
  if (unique.length === 0) return;
  const order = files.map((file) => file.name);
  const columnOf = (problem: Problem) => Number(problem.column?.replace('column ', '') ?? 0);
  throw new InputError(
    unique.sort(
      (a, b) =>
        order.indexOf(a.file) - order.indexOf(b.file) ||
        (a.row ?? 0) - (b.row ?? 0) ||
        columnOf(a) - columnOf(b),
    ),
  );
}

function problemOf(fault: Fault, file: YamlFile | null): Problem {
  const place = file === null ? null : file.position(fault.path, fault.at);
  return {
    severity: 'error',
    code: fault.code,
    file: fault.file,
    row: place?.line ?? null,
    column: place === null ? null : `column ${place.column}`,
    expected: fault.expected,
    found: fault.found,
    advice: fault.advice,
  };
}
