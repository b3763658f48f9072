import { formatExact, ratio, sampleSd } from '../../exact/ratio.ts';
import type { AuditedCell } from './audit-report.ts';
import type { PrintedFigures } from './printed-cell.ts';
import type { Reproducer } from './reproduce.ts';

/** Fewer possible sets of answers than this, and the figures as good as publish every answer. */
export const FEW_SOLUTIONS = 10;

/** Sets of answers that a cure leaves are counted up to here. */
const ENOUGH = 100;

/** A cell whose figures leave so few sets of answers that publishing them publishes the answers. */
export interface Disclosure {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly n: number;
  /** 1: every answer is published. Below `FEW_SOLUTIONS`. */
  readonly solutions: number;
  readonly text: string;
}

/** Audited cells that give their answers away, in order: 1 to 9 sets of answers at the published n. */
export function disclosures(
  cells: readonly AuditedCell[],
  reproducerOf: (audited: AuditedCell) => Reproducer,
): Disclosure[] {
  return cells.flatMap((audited) => {
    const { cell, search, solutions } = audited;
    if (search !== 'at_n' || solutions >= FEW_SOLUTIONS) return [];
    const { table, row, column, n } = cell;
    return [
      {
        table,
        row,
        column,
        n,
        solutions,
        text: disclosureText(reproducerOf(audited), cell.figures, n, solutions),
      },
    ];
  });
}

/** What a cell gives away and what would cure it, in a sentence or two. */
export function disclosureText(
  reproducer: Reproducer,
  figures: PrintedFigures,
  n: number,
  solutions: number,
): string {
  const what =
    solutions === 1
      ? `Only one set of answers of ${n} gives these figures: publishing them publishes every answer`
      : `Only ${solutions} sets of answers of ${n} give these figures: publishing them nearly publishes every answer`;
  return `${what}. ${cureFor(reproducer, figures, n)}`;
}

/** The mildest coarsening that leaves `FEW_SOLUTIONS` sets of answers or more; else suppression. */
export function cureFor(reproducer: Reproducer, figures: PrintedFigures, n: number): string {
  const coarser = (text: string | null): string | null => (text === null ? null : Number(text).toFixed(1));
  const { percent, mean, sd } = figures;
  const [witness] = reproducer.list(figures, n, 1);
  const cures: readonly (readonly [string, PrintedFigures])[] = [
    ['mean and SD with one decimal', { percent, mean: coarser(mean), sd: coarser(sd) }],
    ['leaving out the SD', { percent, mean, sd: null }],
    ['leaving out the SD and giving the mean with one decimal', { percent, mean: coarser(mean), sd: null }],
    ['giving the percentage alone', { percent, mean: null, sd: null }],
  ];
  for (const [words, coarse] of cures) {
    const exact = witness === undefined ? coarse : recast(coarse, witness, reproducer);
    if (exact.percent === null && exact.mean === null) continue;
    const left = reproducer.list(exact, n, ENOUGH).length;
    if (left >= FEW_SOLUTIONS)
      return `Cure: ${words} (${left >= ENOUGH ? `${ENOUGH} or more` : left} sets of answers then).`;
  }
  return 'Cure: suppression; no coarser rounding leaves ten sets of answers.';
}

/** The coarser figures as they are rounded from answers, not from printed figures: 5.45 may be 5.4 or 5.5. */
function recast(coarse: PrintedFigures, witness: readonly number[], { levels }: Reproducer): PrintedFigures {
  const n = witness.reduce((sum, count) => sum + count, 0);
  const sum = witness.reduce((all, count, index) => all + count * (levels[index] ?? 0), 0);
  const squares = witness.reduce((all, count, index) => all + count * (levels[index] ?? 0) ** 2, 0);
  const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;
  const sd = sampleSd(n, sum, squares);
  return {
    percent: coarse.percent,
    mean: coarse.mean === null ? null : formatExact(ratio(sum, n), decimals(coarse.mean)),
    sd: coarse.sd === null || sd === null ? null : formatExact(sd, decimals(coarse.sd)),
  };
}
