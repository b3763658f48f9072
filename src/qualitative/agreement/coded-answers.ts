import { type AnswerRow, answerId, type Coding } from '../coding.ts';

/** One answer as a coder left it. */
export interface CodedAnswer {
  readonly question: string;
  /** Empty: the coder read the answer and no code applies. */
  readonly codes: ReadonlySet<string>;
}

/** The answers a coder read, by key. An answer that is not among them was not coded by this coder: missing, not "no". */
export interface CodedAnswers {
  readonly coder: string;
  readonly answers: ReadonlyMap<string, CodedAnswer>;
}

/** What coders could have said: the codes in the codebook's order, and which of them apply to a question. */
export interface CodeChoice {
  readonly codes: readonly string[];
  readonly applies: (code: string, question: string) => boolean;
}

/** An answer that somebody coded. */
export interface AnswerPlace {
  readonly answer: string;
  readonly question: string;
}

/** Every answer that any of the coders read, once, sorted by key (code units), so that the order of rows decides nothing. */
export function answersOf(coders: readonly CodedAnswers[]): readonly AnswerPlace[] {
  const places = new Map<string, AnswerPlace>();
  for (const { answers } of coders) {
    for (const [answer, { question }] of answers) places.set(answer, { answer, question });
  }
  return [...places.values()].sort((a, b) => (a.answer < b.answer ? -1 : a.answer > b.answer ? 1 : 0));
}

/** 1 where the coder gave the answer the code, 0 where the coder read it and did not, null where the coder did not read it. */
export function codedAs({ answers }: CodedAnswers, answer: string, code: string): 1 | 0 | null {
  const coded = answers.get(answer);
  if (coded === undefined) return null;
  return coded.codes.has(code) ? 1 : 0;
}

/** A question's name across questionnaires: `probation-p1/improve`. */
export function questionName(questionnaire: string, question: string): string {
  return `${questionnaire}/${question}`;
}

/**
 * What a coder, or the rules, made of the answers they read, by `idOf` (`answerId` unless rows of one
 * respondent are told apart): those without a coding are "no code applies".
 * Several codings of an answer with one code are one. Codings of answers that are not among those read are left out.
 */
export function codedAnswers(
  coder: string,
  read: Iterable<AnswerRow>,
  codings: Iterable<Pick<Coding, 'answer' | 'code'>>,
  idOf: (answer: AnswerRow) => string = answerId,
): CodedAnswers {
  const answers = new Map<string, { readonly question: string; readonly codes: Set<string> }>();
  for (const key of read) {
    answers.set(idOf(key), { question: questionName(key.questionnaire, key.question), codes: new Set() });
  }
  for (const { answer, code } of codings) answers.get(idOf(answer))?.codes.add(code);
  return { coder, answers };
}
