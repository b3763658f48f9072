import type { Codebook } from '../../study/codebook.ts';
import { type CodedAnswer, mentionsIn } from '../coded-answer.ts';
import { lineages } from '../theme-study.ts';
import type { Transcript } from './read-transcript.ts';

/** How often a code is in the interviews of a group. */
export interface InterviewCount {
  readonly group: string;
  /** Interviews of the group, coded or not. */
  readonly interviews: number;
  readonly code: string;
  /** Interviews in which it, or a code below it, was given; each once. */
  readonly given: number;
  /** Places at which it, or a code below it, was given: spans that overlap are one. */
  readonly mentions: number;
}

/**
 * Codes by group: groups sorted by name, within each the codes in the order of the codebook, those given nowhere too. Turns in another
 * language than the rules' count where a person gave them a code. No interviews, no rows.
 */
export function countInterviews(
  transcripts: readonly Transcript[],
  coded: readonly CodedAnswer[],
  codebook: Codebook,
): readonly InterviewCount[] {
  const lines = lineages(codebook);
  const groups = [...new Set(transcripts.map(({ group }) => group))].sort();
  return groups.flatMap((group) => {
    const ids = new Set(transcripts.filter((each) => each.group === group).map(({ id }) => id));
    const own = coded.filter(({ answer }) => ids.has(answer.responseId));
    return codebook.codes.map(({ id }): InterviewCount => {
      const given = new Set<string>();
      let mentions = 0;
      for (const { answer, codings } of own) {
        const spans = codings.filter(({ code }) => lines.get(code)?.includes(id) === true);
        if (spans.length > 0) given.add(answer.responseId);
        mentions += mentionsIn(spans);
      }
      return { group, interviews: ids.size, code: id, given: given.size, mentions };
    });
  });
}
