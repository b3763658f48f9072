import { existsSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { startFaultList } from '../ingest/fault-list.ts';
import type { Reference } from '../qualitative/agreement/agreement-report.ts';
import { assembleCodings, setsOf } from '../qualitative/agreement/assemble-codings.ts';
import type { CodedAnswers } from '../qualitative/agreement/coded-answers.ts';
import type { CodingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import { type CodedRow, parseCodings } from '../qualitative/agreement/parse-codings.ts';
import { tellRowsApart } from '../qualitative/agreement/tell-rows-apart.ts';
import { InputError, type Problem } from '../study/problem.ts';
import { expandPaths } from './expand-paths.ts';
import { readCsvText } from './read-csv-text.ts';
import { shortNames } from './short-names.ts';

/** Whom to compare with: a coder in the files, or a file of one coder; and which set of its answers, null: all. */
export interface ReferenceChoice {
  readonly who: string;
  readonly set: string | null;
}

/** The coders to compare, and what with. */
export interface ReadCodings {
  /** Sorted by name; the reference is not among them. */
  readonly coders: readonly CodedAnswers[];
  readonly reference: Reference | null;
  /** What was left out: codes given to answers to which they do not apply. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads codings files and the reference. Throws one InputError with the faults of all files (of one kind in one file the
 * first fifty, and how many more): unreadable files, what `parseCodings` and `assembleCodings` find, a reference that is
 * neither a coder nor a file of one, a set that the reference does not have, and nobody to compare.
 */
export function readCodings(
  paths: readonly string[],
  choice: ReferenceChoice | null,
  vocabulary: CodingVocabulary,
  cwd: string,
): ReadCodings {
  const faults = startFaultList();
  const add = (problems: readonly Problem[]) => problems.forEach(faults.add);
  const given = new Set(expandPaths(paths, cwd).map((path) => resolve(cwd, path)));
  const rowsOf = readAll([...given].sort(), vocabulary, add);
  const { rows, problems: unclear } = tellRowsApart(allOf(rowsOf));
  const { coders, problems } = assembleCodings(rows);
  add([...unclear, ...problems]);
  const reference =
    choice === null ? null : findReference(choice, { rowsOf, coders, rows, vocabulary, cwd, add });
  const compared = coders.filter(({ coder }) => coder !== reference?.coding.coder);
  if (!faults.hasErrors() && compared.length < (reference === null ? 2 : 1))
    add([tooFewCoders([...rowsOf.keys()], compared, reference)]);
  if (faults.hasErrors()) throw new InputError(faults.list().filter(({ severity }) => severity === 'error'));
  return {
    coders: compared,
    reference,
    warnings: faults.list(),
  };
}

interface Given {
  readonly rowsOf: ReadonlyMap<string, readonly CodedRow[]>;
  readonly coders: readonly CodedAnswers[];
  readonly rows: readonly CodedRow[];
  readonly vocabulary: CodingVocabulary;
  readonly cwd: string;
  readonly add: (problems: readonly Problem[]) => void;
}

function readAll(
  paths: readonly string[],
  vocabulary: CodingVocabulary,
  add: (problems: readonly Problem[]) => void,
): ReadonlyMap<string, readonly CodedRow[]> {
  const names = shortNames(paths);
  return new Map(
    paths.map((path, index) => {
      const name = names[index] ?? path;
      const { text, problem } = readCsvText(path, name, 'a CSV file of codings');
      if (problem !== null) add([problem]);
      if (text === null) return [path, []];
      const { rows, problems } = parseCodings(text, name, basename(path, extname(path)), vocabulary);
      add(problems);
      return [path, rows];
    }),
  );
}

function allOf(rowsOf: ReadonlyMap<string, readonly CodedRow[]>): readonly CodedRow[] {
  return [...rowsOf.values()].flat();
}

function findReference({ who, set }: ReferenceChoice, given: Given): Reference | null {
  const named = given.coders.find(({ coder }) => coder === who);
  if (named !== undefined) return withSet(named, set, given.rows, given.add);
  const path = resolve(given.cwd, who);
  const known = given.rowsOf.get(path);
  if (known === undefined && !existsSync(path)) {
    const names = given.coders.map(({ coder }) => coder).join(', ');
    const [expected, found] =
      names === ''
        ? ['a CSV file of a coder’s codings', 'no such file']
        : [`a coder of the codings (${names}) or a CSV file of one`, 'neither'];
    given.add([badReference(who, expected, found, 'check the name or path')]);
    return null;
  }
  const read = known ?? readAll([path], given.vocabulary, given.add).get(path) ?? [];
  const others = known === undefined ? allOf(given.rowsOf) : [];
  const apart = tellRowsApart([...others, ...read]);
  const rows = apart.rows.slice(others.length);
  const { coders, problems } = assembleCodings(rows);
  // What is wrong in a file among the codings has been said.
  if (known === undefined) {
    const said = new Set(tellRowsApart(others).problems.map(({ file, row }) => `${file}:${row}`));
    given.add(apart.problems.filter(({ file, row }) => !said.has(`${file}:${row}`)));
    given.add(problems);
  }
  const [only, ...more] = coders;
  if (only === undefined) return null;
  const names = coders.map(({ coder }) => coder).join(', ');
  if (more.length > 0) {
    const advice = 'name one of them with --reference, and its file among the codings';
    given.add([badReference(who, 'a reference file of one coder', names, advice)]);
  } else if (known === undefined && given.coders.some(({ coder }) => coder === only.coder)) {
    const advice = 'give the reference another name, in its coder column or file name';
    given.add([badReference(who, 'a coder who is not among those compared', `"${only.coder}"`, advice)]);
  }
  // The coder's rows in other files count too where the file is one of those given.
  const coding = known === undefined ? only : given.coders.find(({ coder }) => coder === only.coder);
  return withSet(coding ?? only, set, known === undefined ? rows : given.rows, given.add);
}

function withSet(
  coding: CodedAnswers,
  set: string | null,
  rows: readonly CodedRow[],
  add: (problems: readonly Problem[]) => void,
): Reference {
  if (set === null) return { coding, set: null };
  const own = rows.filter(({ coder }) => coder === coding.coder);
  const { sets, problems } = setsOf(own);
  add(problems);
  const known = [...new Set(sets.values())].sort();
  if (!known.includes(set)) {
    const found = known.length === 0 ? 'no column "set" with any' : `only ${known.join(', ')}`;
    add([
      badReference(own[0]?.file ?? coding.coder, `answers of the set "${set}" in the reference`, found, null),
    ]);
  }
  return { coding, set: { name: set, has: (answer) => sets.get(answer) === set } };
}

function tooFewCoders(
  paths: readonly string[],
  coders: readonly CodedAnswers[],
  reference: Reference | null,
): Problem {
  return {
    severity: 'error',
    code: 'too-few-coders',
    file: shortNames(paths).join(', '),
    row: null,
    column: null,
    expected:
      reference === null ? 'codings of two coders or more' : 'codings of a coder besides the reference',
    found: coders.length === 0 ? 'those of nobody' : `those of "${coders[0]?.coder}" alone`,
    advice: reference === null ? 'name another file, or what to compare with by --reference' : null,
  };
}

function badReference(file: string, expected: string, found: string, advice: string | null): Problem {
  return { severity: 'error', code: 'bad-reference', file, row: null, column: null, expected, found, advice };
}
