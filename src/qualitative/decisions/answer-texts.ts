import { type AnswerKey, answerId } from '../coding.ts';
import { textSha256 } from './text-sha256.ts';

/** Texts of answers by `answerId`, in the order given: of a respondent with several rows, each row's. */
export type AnswerTexts = ReadonlyMap<string, readonly string[]>;

/** The texts of a run's answers. */
export function answerTexts(answers: Iterable<AnswerKey & { readonly text: string }>): AnswerTexts {
  const texts = new Map<string, string[]>();
  for (const answer of answers) {
    const known = texts.get(answerId(answer));
    if (known === undefined) texts.set(answerId(answer), [answer.text]);
    else known.push(answer.text);
  }
  return texts;
}

/** The text that was read, by its SHA-256, where a row of the respondent has it still; else what the first of them has. Undefined without an answer. */
export function textRead(texts: AnswerTexts, answer: AnswerKey, sha256: string): string | undefined {
  const own = texts.get(answerId(answer));
  return own?.find((text) => textSha256(text) === sha256) ?? own?.[0];
}
