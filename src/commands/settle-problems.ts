import { groupBy } from '../exact/group-by.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';

/** So many warnings of a kind are printed; all of them are in `internal/problems.csv`. */
const PRINTED_WARNINGS = 3;

/** Throws every error at once; prints the first warnings of each kind; gives all that is left to record. */
export function settleProblems(problems: readonly Problem[], strict: boolean, io: Io): readonly Problem[] {
  const fatal = problems.filter(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  if (fatal.length > 0) throw new InputError(fatal.map((problem) => ({ ...problem, severity: 'error' })));
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  for (const kind of groupBy(warnings, ({ code }) => code).values()) {
    for (const warning of kind.slice(0, PRINTED_WARNINGS)) io.stderr(`warning: ${formatProblem(warning)}\n`);
    const more = kind.length - PRINTED_WARNINGS;
    if (more > 0)
      io.stderr(`… and ${counted(more, 'more warning')} of that kind, in internal/problems.csv\n`);
  }
  return problems;
}
