import type { Explanation, SearchFinding } from './audit-report.ts';
import { explainByBase, explainByConvention } from './explain-convention.ts';
import { explainByDigit } from './explain-digit.ts';
import { explainBySwap } from './explain-swap.ts';
import type { PrintedCell } from './printed-cell.ts';
import type { Reproducer } from './reproduce.ts';

/** A cell next to another in its table. */
export interface Neighbour {
  readonly where: 'above' | 'below' | 'left' | 'right';
  readonly cell: PrintedCell;
  /** Whether answers of its own n give its figures as printed. */
  readonly atN: boolean;
}

/** A cell whose figures no answers of its n give, and what stands around it. */
export interface Misfit {
  readonly cell: PrintedCell;
  readonly reproducer: Reproducer;
  readonly search: SearchFinding;
  readonly ns: readonly number[];
  readonly searched: readonly [number, number];
  readonly neighbours: readonly Neighbour[];
  /** Other n printed in the same table, each with the column it stands over. */
  readonly otherNs: readonly { readonly n: number; readonly column: string }[];
}

/** An explanation with how likely it is beside the others: the chance of such a slip, times how few of its kind fit. */
export interface WeighedExplanation extends Explanation {
  readonly weight: number;
}

/**
 * What may have become of a cell that does not fit at its n, likeliest first. Each kind of slip has a chance of its own
 * (a judgement: see the constants beside each) shared among all slips of that kind; what counts is how much of that
 * share fits. So a kind with a hundred variants of which thirty fit weighs less than one with two of which one fits.
 */
export function explainMisfit(misfit: Misfit): Explanation[] {
  const weighed = [
    ...explainByBase(misfit),
    ...explainByConvention(misfit),
    ...explainByDigit(misfit),
    ...explainBySwap(misfit),
  ];
  return weighed
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ kind, ns, text }) => ({ kind, ns, text }));
}

/** So much likelier is one fewer (or more) respondent than two, two than three … */
const FALLING = 0.8;
/** How the chances lie between the printed n, fewer respondents, and more. */
const AT_N = 0.6;
const FEWER = 0.35;
const MORE = 0.05;

/** How likely it is, before looking, that m respondents stand behind figures printed with n; over all m it adds up to 1 or less. */
export function chanceOfBase(m: number, n: number): number {
  if (m === n) return AT_N;
  return (m < n ? FEWER : MORE) * (1 - FALLING) * FALLING ** (Math.abs(n - m) - 1);
}

/** "28", "27 and 28", "26, 27 and 29", "12, 14, 15 and 9 more". */
export function listNumbers(ns: readonly number[], most = 6): string {
  const shown = ns.slice(0, ns.length > most ? most - 1 : most).map(String);
  const last = ns.length > shown.length ? `${ns.length - shown.length} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last}`;
}
