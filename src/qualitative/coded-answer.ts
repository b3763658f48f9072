import type { Coding } from './coding.ts';
import type { OpenAnswer } from './open-answers.ts';
import type { Coder } from './rules/compile-codebook.ts';
import { type Language, languageOf } from './rules/language.ts';
import type { QuestionCoder } from './rules/question-coder.ts';

/** An answer and what it was given. */
export interface CodedAnswer {
  readonly answer: OpenAnswer;
  readonly language: Language;
  /** In another language than the rules', and no person gave it a code: off the base, and listed. */
  readonly setAside: boolean;
  /** By start, end, code, then who coded it. */
  readonly codings: readonly Coding[];
}

/**
 * What becomes of the codings that rules propose for an answer: people's decisions take some away and add others. It is
 * given every answer, those without a proposal too, and its own word is final. Whatever order it gives them in, they are sorted.
 */
export type Decide = (answer: OpenAnswer, proposed: readonly Coding[]) => readonly Coding[];

/** Without people's decisions the rules' proposals stand. */
export const asProposed: Decide = (_, proposed) => proposed;

/** Codes one answer. Rules propose nothing for one in another language; people may. */
export function codeAnswer(
  answer: OpenAnswer,
  coder: { readonly codebook: Coder['codebook']; readonly question: QuestionCoder },
  groups: Readonly<Record<string, readonly string[]>>,
  decide: Decide,
): CodedAnswer {
  const language = languageOf(answer.text);
  const foreign = language === 'cy' || language === 'other';
  const { questionnaire, responseId, fileRow, question, text } = answer;
  const key = { questionnaire, responseId, fileRow, question };
  const hits = foreign ? [] : coder.question.code(text, groups);
  const proposed = hits.map(
    ({ code, rule, start, end }): Coding => ({
      answer: key,
      code,
      start,
      end,
      by: { kind: 'rule', rule, codebook: coder.codebook.sha256 },
      memo: '',
    }),
  );
  const codings = [...decide(answer, proposed)].sort(byPlace);
  return { answer, language, setAside: foreign && codings.length === 0, codings };
}

/** Who gave a coding: the rule's id or the coder's name. */
export function coderOf({ by }: Coding): string {
  return by.kind === 'rule' ? by.rule : by.coder;
}

function byPlace(a: Coding, b: Coding): number {
  return a.start - b.start || a.end - b.end || compare(a.code, b.code) || compare(coderOf(a), coderOf(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many mentions spans make: those that overlap or lie within each other are one; those that only touch are two. */
export function mentionsIn(spans: readonly { readonly start: number; readonly end: number }[]): number {
  let mentions = 0;
  let reached = -1;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start >= reached) mentions += 1;
    reached = Math.max(reached, end);
  }
  return mentions;
}
