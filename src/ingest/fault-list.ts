import type { Problem } from '../study/problem.ts';

/** A growing list of problems that keeps the first of each code in each file and counts the rest. */
export interface FaultList {
  readonly add: (problem: Problem) => void;
  /** In the order they were added; after the kept ones of a code stands one that says how many more there are. */
  readonly list: () => readonly Problem[];
  readonly hasErrors: () => boolean;
}

/** How many problems of one code in one file are told apart before the rest are only counted. */
const KEPT = 50;

/** An empty list that keeps `kept` problems per code and file. */
export function startFaultList(kept = KEPT): FaultList {
  const byCode = new Map<string, { readonly problems: Problem[]; count: number }>();
  let errors = 0;
  return {
    add(problem) {
      const key = `${problem.file}|${problem.code}|${problem.severity}`;
      const entry = byCode.get(key) ?? { problems: [], count: 0 };
      byCode.set(key, entry);
      entry.count += 1;
      if (problem.severity === 'error') errors += 1;
      if (entry.problems.length < kept) entry.problems.push(problem);
    },
    list: () => [...byCode.values()].flatMap(({ problems, count }) => withRest(problems, count)),
    hasErrors: () => errors > 0,
  };
}

function withRest(problems: readonly Problem[], count: number): readonly Problem[] {
  const last = problems.at(-1);
  if (last === undefined || count === problems.length) return problems;
  return [
    ...problems,
    {
      ...last,
      row: null,
      column: null,
      expected: `no more \`${last.code}\` than the ${problems.length} listed`,
      found: `${count - problems.length} more`,
      advice: null,
    },
  ];
}
