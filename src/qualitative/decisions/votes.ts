import type { CodeChange } from '../../study/codebook.ts';
import { carryCode } from './carry-code.ts';
import type { Decision } from './decision.ts';

/** A decision as it bears on one of today's codes. */
export interface Vote {
  readonly decision: Decision;
  /** Whether the answer is to have the code. */
  readonly yes: boolean;
  /**
   * The change of the codebook by which it no longer follows from what was decided: a code kept and then split may belong to
   * one part only, one removed and then merged may have gone for what the wider one has besides. Such a vote stands until the
   * same coder says more. Null: it follows.
   */
  readonly weak: 'split' | 'merged' | null;
}

/** What people's words on one code of one answer come to. */
export type Settlement =
  | { readonly kind: 'undecided' }
  | { readonly kind: 'agreed' | 'adjudicated'; readonly yes: boolean; readonly votes: readonly Vote[] }
  /** Coders differ, and nobody has settled it. */
  | { readonly kind: 'disputed'; readonly votes: readonly Vote[] };

/** The votes on today's codes that decisions on one text of one answer make, by code. "No code applies" is not among them. */
export function votesByCode(
  decisions: readonly Decision[],
  changes: readonly CodeChange[],
): ReadonlyMap<string, readonly Vote[]> {
  const byCode = new Map<string, Vote[]>();
  for (const decision of decisions) {
    if (decision.code === null) continue;
    const yes = decision.verdict === 'keep' || decision.verdict === 'add';
    for (const { code, changed } of carryCode(decision.code, changes)) {
      const weak = changed === (yes ? 'split' : 'merged') ? changed : null;
      byCode.set(code, [...(byCode.get(code) ?? []), { decision, yes, weak }]);
    }
  }
  return byCode;
}

/**
 * Settles one code of one answer. "No code applies" is a no to every code. An adjudication counts before all else; else
 * all who spoke must agree. What a coder said of the code itself counts before what changes of the codebook made of
 * another word of hers; of such words only, a yes counts before a no. The order of decisions does not matter.
 */
export function settleCode(votes: readonly Vote[], none: readonly Decision[]): Settlement {
  const all = [...votes, ...none.map((decision): Vote => ({ decision, yes: false, weak: null }))];
  const adjudications = spoken(all.filter(({ decision }) => decision.adjudicates !== ''));
  const [ruling] = adjudications;
  if (ruling !== undefined) {
    const yes = adjudications.some((vote) => vote.yes);
    return { kind: 'adjudicated', yes, votes: adjudications.filter((vote) => vote.yes === yes) };
  }
  const words = [...coders(all)]
    .sort()
    .flatMap((name) => spoken(all.filter(({ decision }) => decision.coder === name)));
  const [first] = words;
  if (first === undefined) return { kind: 'undecided' };
  if (words.some(({ yes }) => yes !== first.yes)) return { kind: 'disputed', votes: words };
  return { kind: 'agreed', yes: first.yes, votes: words };
}

/** What counts of the words of one coder, or of those who adjudicate. */
function spoken(votes: readonly Vote[]): readonly Vote[] {
  const strong = votes.filter(({ weak }) => weak === null);
  if (strong.length > 0) return strong;
  return votes.some(({ yes }) => yes) ? votes.filter(({ yes }) => yes) : votes;
}

function coders(votes: readonly Vote[]): ReadonlySet<string> {
  return new Set(votes.map(({ decision }) => decision.coder));
}
