/**
 * How a published figure stands to ours.
 * - `match`: the same at the decimals printed.
 * - `rounding`: the same under another rounding (half to even, or truncated), which the reason names.
 * - `base`: a header's n only: ours is another number; the figures beneath are judged by themselves.
 * - `differs`: not the same, and answers exist that would give what is printed.
 * - `none`: no number of respondents in the searched range gives the published figures together.
 * - `conflict`: another published figure, which ours reproduces, rules this one out.
 * - `missing`: the study has no such cell, or our data has no value for it.
 */
export type Verdict = 'match' | 'rounding' | 'base' | 'differs' | 'none' | 'conflict' | 'missing';

export const VERDICTS: readonly Verdict[] = [
  'match',
  'rounding',
  'base',
  'differs',
  'none',
  'conflict',
  'missing',
];

/** A triple is %, mean and SD; a pair mean and SD; a count has its percentage; a text is a percentage; n is a header's. */
export type CellKind = 'triple' | 'pair' | 'count' | 'text' | 'n';

export const CELL_KINDS: readonly CellKind[] = ['triple', 'pair', 'count', 'text', 'n'];

export type FigureName = 'percent' | 'mean' | 'sd' | 'count' | 'n';

export interface FigureCheck {
  /** As printed. */
  readonly published: string;
  /** At the printed decimals, or our table's where those are more; null where there is no value. */
  readonly ours: string | null;
  readonly verdict: Verdict;
}

export interface CheckedCell {
  /** The same from run to run, such as `B.1/B.2|probation|WS|I am confident …`. */
  readonly id: string;
  /** Tables as `B.1/B.2`; the report's section for a figure of the running text. */
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly kind: CellKind;
  readonly figures: Readonly<Partial<Record<FigureName, FigureCheck>>>;
  readonly verdict: Verdict;
  /** Numbers of respondents, first to last, among which answers giving the figures were sought; null where none were. */
  readonly searched: readonly [number, number] | null;
  /** Why, in words; "" for a plain match. */
  readonly reason: string;
}

export interface CheckReport {
  /** Number of cells by verdict, over all kinds. */
  readonly summary: Readonly<Record<Verdict, number>>;
  readonly cells: readonly CheckedCell[];
}

/** Cells by verdict; verdicts that no cell has are 0. */
export function countVerdicts(cells: readonly CheckedCell[]): Record<Verdict, number> {
  const summary = { match: 0, rounding: 0, base: 0, differs: 0, none: 0, conflict: 0, missing: 0 };
  for (const cell of cells) summary[cell.verdict] += 1;
  return summary;
}

/** Whether the check fails: something differs or is missing. What no counts can give is not ours to fail on. */
export function hasFailed(report: CheckReport): boolean {
  return report.summary.differs + report.summary.missing > 0;
}
