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
