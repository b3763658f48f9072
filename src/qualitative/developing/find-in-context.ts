import type { Study } from '../../study/study.ts';
import { splitContext } from '../decisions/in-context.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { compileCodebook } from '../rules/compile-codebook.ts';

/** One place where a condition is met, with the words around it, each on one line. */
export interface Concordance {
  readonly answer: OpenAnswer;
  readonly left: string;
  readonly match: string;
  readonly right: string;
  /** Half-open, in UTF-16 units of the answer. */
  readonly start: number;
  readonly end: number;
}

/** How lines are ordered: as the answers stand, by question; or alphabetically by the words to the left (nearest first) or to the right. */
export type ConcordanceOrder = 'answer' | 'left' | 'right';

/**
 * Every place in the answers where a condition of the rule language is met, negated or not, with so many words on either side.
 * By question in the study's order, then as given, or as `order` says; ties as given. Throws an InputError with every fault of the condition, at `TERM:1: column`.
 */
export function findInContext(
  condition: string,
  answers: readonly OpenAnswer[],
  study: Study,
  { around, order }: { readonly around: number; readonly order: ConcordanceOrder },
): readonly Concordance[] {
  const place = { file: 'TERM', line: 1, column: 1, literal: true };
  const rule = { id: 'term', when: condition, wants: 'either', questions: null, where: {}, place } as const;
  const texts = { name: 'term', brief: '', full: '', use: '', not: '', examples: [], parent: null };
  const code = { id: 'term', ...texts, questions: ['term'], rules: [rule], place };
  const coder = compileCodebook({ codebook: { codes: [code], changes: [], sha256: '' }, dimensions: [] });
  const finder = coder.forQuestion(null, null);
  const ranks = new Map(
    study.questionnaires
      .flatMap(({ id, questions }) => questions.map((question) => `${id}\n${question.id}`))
      .map((key, rank) => [key, rank]),
  );
  const rankOf = ({ answer }: Concordance) =>
    ranks.get(`${answer.questionnaire}\n${answer.question}`) ?? ranks.size;
  const found = answers.flatMap((answer) =>
    finder.code(answer.text).map(({ start, end }): Concordance => {
      const { left, middle, right } = splitContext(answer.text, { start, end }, around);
      return { answer, left, match: middle, right, start, end };
    }),
  );
  const byQuestion = [...found].sort((a, b) => rankOf(a) - rankOf(b));
  if (order === 'answer') return byQuestion;
  const keyed = byQuestion.map((line) => ({ line, key: sortKey(line, order) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ line }) => line);
}

function sortKey({ left, right, match }: Concordance, order: 'left' | 'right'): string {
  const words = (order === 'left' ? left : right).toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? [];
  const ordered = order === 'left' ? [...words].reverse() : words;
  return `${ordered.join(' ')}\n${match.toLowerCase()}`;
}
