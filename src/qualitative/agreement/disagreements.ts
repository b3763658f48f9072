import { answersOf, type CodeChoice, type CodedAnswers, codedAs } from './coded-answers.ts';

/** An answer that some coders gave a code and others read and did not. */
export interface Disagreement {
  readonly answer: string;
  readonly question: string;
  readonly code: string;
  /** Who gave it the code, and who did not; in the order of their names. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** What is to be adjudicated: answers by key, codes in the codebook's order. Who did not read an answer is in neither list. */
export function disagreementsOf(
  coders: readonly CodedAnswers[],
  choice: CodeChoice,
): readonly Disagreement[] {
  const sorted = [...coders].sort((a, b) => (a.coder < b.coder ? -1 : 1));
  return answersOf(sorted).flatMap(({ answer, question }) =>
    choice.codes.flatMap((code) => {
      if (!choice.applies(code, question)) return [];
      const who = (said: 0 | 1) =>
        sorted.filter((coder) => codedAs(coder, answer, code) === said).map(({ coder }) => coder);
      const [yes, no] = [who(1), who(0)];
      return yes.length > 0 && no.length > 0 ? [{ answer, question, code, yes, no }] : [];
    }),
  );
}
