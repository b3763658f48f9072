import type { CodeChange } from '../../study/codebook.ts';
import type { Problem } from '../../study/problem.ts';
import { byReading, type Decision, placeOf } from './decision.ts';
import { type Vote, votesByCode } from './votes.ts';

/**
 * The decisions that can't stand beside each other: one coder who keeps and removes the same code of the same text of
 * an answer, or says that none applies and gives one; and two adjudications that settle the same difference
 * differently. Each once, at the later of the two rows in the order given. Codes count as what changes of the codebook made of them.
 */
export function findContradictions(
  decisions: readonly Decision[],
  changes: readonly CodeChange[],
): readonly Problem[] {
  const order = new Map(decisions.map((decision, index) => [decision, index]));
  const problems = new Map<string, Problem>();
  for (const reading of byReading(decisions)) {
    if (reading.length < 2) continue;
    const none = reading.filter(({ verdict }) => verdict === 'none');
    for (const [code, votes] of votesByCode(reading, changes)) {
      const strong = [
        ...votes.filter(({ weak }) => weak === null),
        ...none.map((decision): Vote => ({ decision, yes: false, weak: null })),
      ].sort((a, b) => (order.get(a.decision) ?? 0) - (order.get(b.decision) ?? 0));
      for (const [index, vote] of strong.entries()) {
        const against = strong.slice(0, index).find((earlier) => isAgainst(earlier, vote));
        if (against !== undefined) {
          const pair = `${placeOf(against.decision)}\n${placeOf(vote.decision)}`;
          problems.set(pair, contradiction(against.decision, vote.decision, code));
        }
      }
    }
  }
  return [...problems.values()];
}

function isAgainst(earlier: Vote, later: Vote): boolean {
  const settles = (vote: Vote) => vote.decision.adjudicates !== '';
  if (earlier.yes === later.yes || settles(earlier) !== settles(later)) return false;
  return settles(later) || earlier.decision.coder === later.decision.coder;
}

function contradiction(earlier: Decision, later: Decision, code: string): Problem {
  const settles = later.adjudicates !== '';
  return {
    severity: 'error',
    code: settles ? 'contradictory-adjudication' : 'contradictory-decision',
    file: later.file,
    row: later.row,
    column: null,
    expected: `what agrees with ${placeOf(earlier)}, where ${settles ? 'the same difference' : `${later.coder}'s word`} on "${code}" is "${earlier.verdict}"`,
    found: `"${later.verdict}"`,
    advice: settles
      ? 'take out the adjudication that does not hold'
      : 'take out the row that does not hold; when another coder differs, that is no fault',
  };
}
