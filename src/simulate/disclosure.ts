import { numberOf } from '../exact/number-of.ts';
import type { Problem } from '../study/problem.ts';
import { FEW_SOLUTIONS_CAP, type PickedCounts } from './pick-counts.ts';

/** Fewer possible answer counts than this, over every base searched, and invented answers may be the real ones. */
const FEW_SOLUTIONS = 10;

/**
 * Whether figures of a cell pin its answers down: some counts give them, and fewer than `FEW_SOLUTIONS` do. A cell
 * that no counts give exactly says nothing about the real answers.
 */
export function discloses(picked: PickedCounts): boolean {
  return picked.fit === 'exact' && picked.solutions < Math.min(FEW_SOLUTIONS, FEW_SOLUTIONS_CAP);
}

/** Why a run stops before writing answers that may be the real respondents', and what to do. */
export function disclosureFault(cells: readonly PickedCounts[], file: string): Problem {
  const [first] = cells;
  return {
    severity: 'error',
    code: 'simulation-discloses',
    file,
    row: null,
    column: null,
    expected: `figures that at least ${FEW_SOLUTIONS} different answer counts could give`,
    found: `${numberOf(cells.length, 'cell')} with fewer, such as ${first?.id ?? ''} with ${first?.solutions ?? 0}`,
    advice:
      'such "synthetic" answers could be the real ones: treat them as personal data. If the figures are public already, say so with --already-published',
  };
}
