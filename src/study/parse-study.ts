import { createHash } from 'node:crypto';
import { type StudyFile, studyFileSchema } from './definition.ts';
import type { TextAt } from './expand-codebook.ts';
import { expandStudy } from './expand-study.ts';
import type { Fault, Located } from './fault.ts';
import { InputError, type Problem } from './problem.ts';
import { reportSchemaIssues } from './schema-faults.ts';
import type { Study } from './study.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/**
 * A study from the texts of its definition files, joined in the order of their names. Throws an InputError that lists
 * every fault with its file, line and column: first what is no YAML or of the wrong form, then, once all files have the
 * right form, what refers to nothing, stands twice or can't be counted.
 */
export function parseStudy(files: readonly { readonly name: string; readonly text: string }[]): Study {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const read = sorted.map((file) => readYamlFile(file.name, file.text));
  const faults: Fault[] = [];
  const parts: Located<StudyFile>[] = [];
  for (const file of read.filter((each) => each.problems.length === 0)) {
    const checked = studyFileSchema.safeParse(file.value ?? {});
    if (checked.success) parts.push({ value: checked.data, file: file.name, path: [] });
    else reportSchemaIssues(file.name, file.value, checked.error.issues, (fault) => faults.push(fault));
  }
  stopAt(read, faults);
  const textAt: TextAt = (name, path) =>
    read.find((file) => file.name === name)?.textAt(path) ?? {
      file: name,
      line: 1,
      column: 1,
      literal: false,
    };
  const study = expandStudy(parts, hashOf(sorted), textAt, (fault) => faults.push(fault));
  stopAt(read, faults);
  return study;
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

function hashOf(files: readonly { readonly name: string; readonly text: string }[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.name}\n${file.text}\n`);
  return hash.digest('hex');
}
