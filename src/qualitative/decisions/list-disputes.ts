import type { CodeChange } from '../../study/codebook.ts';
import type { AnswerKey } from '../coding.ts';
import { byReading, type Decision } from './decision.ts';
import { settleCode, type Vote, votesByCode } from './votes.ts';

/** One code of one text of an answer on which coders differ. */
export interface Dispute {
  readonly answer: AnswerKey;
  readonly textSha256: string;
  readonly code: string;
  /** Everyone's word, by coder: of those who say yes and those who say no. */
  readonly votes: readonly Vote[];
  /** Whether an adjudication has settled it. */
  readonly settled: boolean;
}

/** Where coders differ, settled or not, in the order of first decisions. Codes are today's. */
export function listDisputes(
  decisions: readonly Decision[],
  changes: readonly CodeChange[],
): readonly Dispute[] {
  return byReading(decisions).flatMap((reading): readonly Dispute[] => {
    const [one] = reading;
    if (one === undefined || reading.length < 2) return [];
    const words = reading.filter(({ adjudicates }) => adjudicates === '');
    const none = words.filter(({ verdict }) => verdict === 'none');
    const { answer, textSha256 } = one;
    return [...votesByCode(words, changes)].flatMap(([code, votes]): readonly Dispute[] => {
      const differing = settleCode(votes, none);
      if (differing.kind !== 'disputed') return [];
      const all = settleCode(
        votesByCode(reading, changes).get(code) ?? [],
        reading.filter(({ verdict }) => verdict === 'none'),
      );
      return [{ answer, textSha256, code, votes: differing.votes, settled: all.kind === 'adjudicated' }];
    });
  });
}

/** What people said, side by side: `ann: keep (why) · ben: remove`. */
export function sayVotes(votes: readonly Pick<Vote, 'decision'>[]): string {
  const words = votes.map(({ decision: { coder, verdict, memo, adjudicates } }) => {
    const role = adjudicates === '' ? '' : ' (adjudicating)';
    return `${coder}${role}: ${verdict}${memo === '' ? '' : ` (${memo})`}`;
  });
  return [...new Set(words)].sort().join(' · ');
}
