import type { Problem } from '../../study/problem.ts';
import type { CodedAnswers } from './coded-answers.ts';
import type { CodedRow } from './parse-codings.ts';

interface Answer {
  readonly question: string;
  readonly codes: Set<string>;
  /** The row that says no code applies, and the first that gives one. */
  none: CodedRow | null;
  some: CodedRow | null;
}

/**
 * Each coder's answers, sorted by coder; several rows of one answer and code (several stretches of text) are one coding,
 * and a coder may be spread over files. Problems: a coder who says of one answer both that no code applies and that one
 * does, at the later of the two rows.
 */
export function assembleCodings(rows: readonly CodedRow[]): {
  readonly coders: readonly CodedAnswers[];
  readonly problems: readonly Problem[];
} {
  const coders = new Map<string, Map<string, Answer>>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const answers = coders.get(row.coder) ?? new Map<string, Answer>();
    coders.set(row.coder, answers);
    const answer: Answer = answers.get(row.answer) ?? {
      question: row.question,
      codes: new Set(),
      none: null,
      some: null,
    };
    answers.set(row.answer, answer);
    const consistent = answer.none === null || answer.some === null;
    if (row.code === null) answer.none ??= row;
    else {
      answer.some ??= row;
      answer.codes.add(row.code);
    }
    if (consistent && answer.none !== null && answer.some !== null)
      problems.push(contradiction(row, answer.none, answer.some));
  }
  const sorted = [...coders].sort(([a], [b]) => (a < b ? -1 : 1));
  return { coders: sorted.map(([coder, answers]) => ({ coder, answers })), problems };
}

/**
 * The set each answer belongs to, such as tuning or held-out. Problems: an answer that two rows put in different sets.
 */
export function setsOf(rows: readonly CodedRow[]): {
  readonly sets: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
} {
  const first = new Map<string, { readonly set: string; readonly row: CodedRow }>();
  const problems: Problem[] = [];
  for (const row of rows) {
    if (row.set === null) continue;
    const known = first.get(row.answer);
    if (known === undefined) first.set(row.answer, { set: row.set, row });
    else if (known.set !== row.set)
      problems.push(
        fault(
          row,
          '"set"',
          'the same set as before for this answer',
          `another than in ${placeOf(known.row)}`,
        ),
      );
  }
  return { sets: new Map([...first].map(([answer, { set }]) => [answer, set])), problems };
}

function contradiction(row: CodedRow, none: CodedRow, some: CodedRow): Problem {
  const expected = "a coder's codes for an answer, or that none applies";
  return row === none
    ? fault(
        row,
        '"code"',
        expected,
        `that none applies, where ${placeOf(some)} gives the code "${some.code}"`,
      )
    : fault(row, '"code"', expected, `the code "${row.code}", where ${placeOf(none)} says that none applies`);
}

function placeOf({ file, row }: CodedRow): string {
  return `${file}:${row}`;
}

function fault({ file, row }: CodedRow, column: string, expected: string, found: string): Problem {
  return { severity: 'error', code: 'contradiction', file, row, column, expected, found, advice: null };
}
