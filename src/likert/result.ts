import type { Exact } from '../exact/ratio.ts';
import type { Tally } from './frequency.ts';

export type Statistic = 'count' | 'share' | 'mean' | 'sd' | 'median';

/** In place of a value: `[c]` suppressed, `[x]` nobody answered, `[z]` not applicable, `[u]` undefined (an SD of one). */
export type Shorthand = '[c]' | '[x]' | '[z]' | '[u]';

/** One figure: what, of whom, its exact value or the reason for none, and the counts it came from. */
export interface Result {
  /** Stable and readable, such as `probation-p1.ws.refer-everyone.share.agree` or `…@region=wales`. */
  readonly id: string;
  readonly item: string;
  /** Where the counts stand: one cell, or several pooled ones. */
  readonly cells: readonly string[];
  readonly respondents: string;
  readonly phase: string;
  readonly pathway: string;
  readonly region: string;
  /** All dimensions with their groups, `name=group` in name order joined by `;`; pooled groups joined by `+`. */
  readonly dims: string;
  readonly statistic: Statistic;
  /** For counts and shares: the set's name, or the option ids joined by `+`. Empty for means, SDs, medians. */
  readonly levels: string;
  readonly unit: 'respondents' | 'answers' | 'share' | 'score';
  /** Null where there is none, and then `shorthand` says why. */
  readonly exact: Exact | null;
  readonly shorthand: Shorthand | null;
  /** The counts; null once suppressed, so that nothing of them can leave. */
  readonly tally: Tally | null;
  /** Σx and Σx² over those who answered; null where options have no values, or once suppressed. */
  readonly sum: number | null;
  readonly sumSquares: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly synthetic: boolean;
}
