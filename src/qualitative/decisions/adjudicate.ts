import type { Problem } from '../../study/problem.ts';
import { type Decision, readingId } from './decision.ts';
import type { Dispute } from './list-disputes.ts';

/**
 * Decisions as adjudications: each names the coders whose difference it settles. Faults: a decision on a code on which nobody
 * differs, and one without its reason.
 */
export function adjudicate(
  decisions: readonly Decision[],
  disputes: readonly Dispute[],
): { readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] } {
  const byPlace = new Map(disputes.map((one) => [placeOf(one, one.code), one]));
  const problems: Problem[] = [];
  const settled = decisions.flatMap((decision): readonly Decision[] => {
    const { file, row } = decision;
    const dispute = byPlace.get(placeOf(decision, decision.code ?? ''));
    const bad = (column: string | null, expected: string, found: string, advice: string | null): void => {
      problems.push({
        severity: 'error',
        code: 'bad-adjudication',
        file,
        row,
        column,
        expected,
        found,
        advice,
      });
    };
    if (decision.memo === '') bad('"memo"', 'the reason of an adjudication', 'nothing', null);
    if (dispute !== undefined) {
      const coders = [...new Set(dispute.votes.map((vote) => vote.decision.coder))].sort();
      return [{ ...decision, adjudicates: coders.join(' · ') }];
    }
    const of = decision.code === null ? 'no code applies' : `"${decision.code}"`;
    bad(
      null,
      'an answer and a code on which coders differ',
      `${of}, on which they do not`,
      'leave out --adjudicate for a decision of your own',
    );
    return [];
  });
  return { decisions: settled, problems };
}

function placeOf(reading: Pick<Decision, 'answer' | 'textSha256'>, code: string): string {
  return `${readingId(reading)}\n${code}`;
}
