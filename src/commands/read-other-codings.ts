import { basename, extname, resolve } from 'node:path';
import { assembleCodings } from '../qualitative/agreement/assemble-codings.ts';
import { codingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import type { CodedRow } from '../qualitative/agreement/parse-codings.ts';
import { tellRowsApart } from '../qualitative/agreement/tell-rows-apart.ts';
import { type OtherCoding, parseOtherCodings } from '../qualitative/parse-other-codings.ts';
import { formatProblem, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Io } from './io.ts';
import { readCsvText } from './read-csv-text.ts';
import { faultsOf } from './read-decisions-file.ts';

/** Codings by other coders from CSV files; none under a study without a codebook. Says what was left out. Throws an InputError with the faults of all files, coders who contradict themselves among them. */
export function readOtherCodings(
  paths: readonly string[],
  study: Study,
  io: Pick<Io, 'cwd' | 'stderr'>,
): readonly OtherCoding[] {
  const vocabulary = codingVocabulary(study);
  if (vocabulary === null) return [];
  const problems: Problem[] = [];
  const rows: CodedRow[] = [];
  const codings = paths.flatMap((path) => {
    const file = basename(path);
    const { text, problem } = readCsvText(resolve(io.cwd, path), file, 'a CSV file of codings');
    if (problem !== null) problems.push(problem);
    if (text === null) return [];
    const read = parseOtherCodings(text, file, basename(path, extname(path)), vocabulary);
    problems.push(...read.problems);
    rows.push(...read.rows);
    return read.codings;
  });
  const apart = tellRowsApart(rows);
  problems.push(...apart.problems, ...assembleCodings(apart.rows).problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw faultsOf(errors);
  for (const warning of problems) io.stderr(`warning: ${formatProblem(warning)}\n`);
  return codings;
}
