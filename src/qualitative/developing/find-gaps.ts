import { appliesTo } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import type { ReviewedAnswer } from '../decisions/compose-review.ts';
import { groupTexts } from './group-texts.ts';
import { type KeyPhrase, overRepresented } from './over-represented.ts';

/** How far the answers to one open item, in every questionnaire and block that asks it, were coded, and what the rest is about. */
export interface Gaps {
  readonly item: string;
  /** The first wording of it. */
  readonly text: string;
  /** Codes that apply to it. */
  readonly codes: number;
  /** Answers but those set aside. */
  readonly answers: number;
  /** Of these, those with a code; the share coded is `coded / answers`. */
  readonly coded: number;
  /** Beside them: in another language, with no code. */
  readonly setAside: number;
  /** Uncoded answers that are alike, largest group first. */
  readonly groups: readonly GapGroup[];
  /** Answers alone, like no other. */
  readonly alone: readonly ReviewedAnswer[];
  /** What uncoded answers say more often than coded ones. */
  readonly phrases: readonly KeyPhrase[];
}

/** Uncoded answers that are alike, the most central first. */
export interface GapGroup {
  readonly answers: readonly ReviewedAnswer[];
  /** Mean similarity of each two, 0 to 1. */
  readonly cohesion: number;
}

/**
 * The gaps of each item that a code applies to and that has answers, in the order of the study. `least`: phrases with fewer
 * occurrences are left out.
 */
export function findGaps(study: Study, answers: readonly ReviewedAnswer[], least: number): readonly Gaps[] {
  const codes = study.codebook?.codes ?? [];
  const open = study.questionnaires.flatMap(({ id, questions }) =>
    questions
      .filter(({ kind }) => kind === 'text')
      .map((question) => ({ key: `${id}\n${question.id}`, question })),
  );
  const itemOf = new Map(open.map(({ key, question }) => [key, question.item]));
  const byItem = new Map<string, ReviewedAnswer[]>();
  for (const one of answers) {
    const item = itemOf.get(`${one.answer.questionnaire}\n${one.answer.question}`);
    if (item === undefined) continue;
    const known = byItem.get(item);
    if (known === undefined) byItem.set(item, [one]);
    else known.push(one);
  }
  const items = [...new Set(open.map(({ question }) => question.item))];
  return items.flatMap((item): readonly Gaps[] => {
    const own = byItem.get(item);
    const question = open.find((each) => each.question.item === item)?.question;
    if (own === undefined || question === undefined) return [];
    const base = own.filter(({ setAside }) => !setAside);
    const coded = base.filter(({ codings }) => codings.length > 0);
    const uncoded = base.filter(({ codings }) => codings.length === 0);
    const texts = uncoded.map(({ answer }) => answer.text);
    const groups = groupTexts(texts).map(({ members, cohesion }) => ({
      answers: members.flatMap((at) => uncoded[at] ?? []),
      cohesion,
    }));
    return [
      {
        item,
        text: question.text,
        codes: codes.filter((code) => appliesTo(code, question)).length,
        answers: base.length,
        coded: coded.length,
        setAside: own.length - base.length,
        groups: groups.filter((group) => group.answers.length > 1),
        alone: groups.filter((group) => group.answers.length === 1).flatMap((group) => group.answers),
        phrases: overRepresented(
          texts,
          coded.map(({ answer }) => answer.text),
          least,
        ),
      },
    ];
  });
}
