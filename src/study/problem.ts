/** A fault or a note about an input, placed as a spreadsheet places it: rows and columns count from 1. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'note';
  /** Stable, for programs: such as `unknown-option`, `unclaimed-column`, `answer-in-skipped-block`. */
  readonly code: string;
  readonly file: string;
  /** A row of a sheet, or a line of a text file; null where the fault is the file's. */
  readonly row: number | null;
  /** A sheet column with its header, such as `AB "Role"`, or `column 7` of a line; null where it is the row's. */
  readonly column: string | null;
  /** Never open text or personal data: position and length stand for it. */
  readonly expected: string;
  readonly found: string;
  /** The likely cause or what to do about it, where there is one. */
  readonly advice: string | null;
}

/** `exports/a.csv:14: AB "Role": expected one of 5 options, found code 9 — re-export with …`, on one line. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.row].filter((part) => part !== null).join(':');
  const column = problem.column === null ? '' : ` ${problem.column}:`;
  const advice = problem.advice === null ? '' : ` — ${problem.advice}`;
  return `${place}:${column} expected ${problem.expected}, found ${problem.found}${advice}`;
}

/** An input that can't be right. Carries every fault found, not the first; the program ends with exit code 1. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}
