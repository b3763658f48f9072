import type { NumberKind } from './draft-numbers.ts';

/**
 * How a number of a draft stands to the run.
 * - `withheld`: it is where the run withholds the figure; what the run counted is said nowhere.
 * - `differs`: the run gives another figure, or none, there.
 * - `right`: the run's exact figure, rounded half away from zero to the draft's decimals, is this number.
 * - `unmatched`: no one result could be told that it is of; the reason says why.
 * - `not figure`: a year, a reference, a point of a scale and the like.
 */
export type DraftVerdict = 'withheld' | 'differs' | 'right' | 'unmatched' | 'not figure';

export const DRAFT_VERDICTS: readonly DraftVerdict[] = [
  'withheld',
  'differs',
  'right',
  'unmatched',
  'not figure',
];

export interface Judgement {
  readonly verdict: DraftVerdict;
  /** Id of the Result it was matched to; "" for none. */
  readonly result: string;
  /** What that result is of, in words. */
  readonly of: string;
  /** The run's figure at the draft's decimals, and the counts behind it where it gives them; "" where withheld or none. */
  readonly run: string;
  /** `sure` where table, row and column are found by name or nothing else comes near; else `likely`; "" unmatched. */
  readonly sure: 'sure' | 'likely' | '';
  /** What it was matched on: names of row and column, or words. */
  readonly matchedOn: readonly string[];
  /** Why, where that needs saying. */
  readonly reason: string;
}

/** Where a number stands in the draft. */
export interface DraftPlace {
  /** Headings above, from the highest; empty before the first. */
  readonly headings: readonly string[];
  /** "Table B.1: …" or "table 3"; "" in text. */
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** Paragraphs with text under that heading, from 1; a table or note by its own number. */
  readonly position: string;
  /** The draft's words around it, shortened. */
  readonly excerpt: string;
}

export interface Finding extends Judgement {
  /** In the draft's order, from 1. */
  readonly number: number;
  readonly place: DraftPlace;
  /** As the draft has it. */
  readonly text: string;
  readonly kind: NumberKind;
}

/** A judgement of nothing but a verdict and its reason. */
export function judgement(verdict: DraftVerdict, reason: string, rest: Partial<Judgement> = {}): Judgement {
  return { verdict, result: '', of: '', run: '', sure: '', matchedOn: [], reason, ...rest };
}
