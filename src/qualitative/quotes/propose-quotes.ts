import { createHash } from 'node:crypto';
import { answerId, type Coding } from '../coding.ts';
import { wordsOf } from '../developing/words-of.ts';
import type { OpenAnswer } from '../open-answers.ts';
import type { Groups } from './quote-labels.ts';

/** An answer that may illustrate a code. */
export interface QuotableAnswer {
  readonly answer: OpenAnswer;
  readonly codings: readonly Coding[];
  readonly setAside: boolean;
  /** Of its respondent. */
  readonly groups: Groups;
}

/** An answer proposed to illustrate a code. */
export interface ProposedQuote {
  readonly code: string;
  readonly from: QuotableAnswer;
  /** Who gave it the code: a person before a model before a rule. */
  readonly by: Coding['by']['kind'];
  readonly words: number;
}

/** So many words make a good quote. */
export const QUOTE_WORDS = { from: 8, to: 60 } as const;

/**
 * Up to `perCode` answers for each code that were given it, by these criteria, each deciding where those before it are equal:
 * coded by a person before a model before a rule; 8 to 60 words, else as near to that as possible; a respondent who is quoted
 * least so far; from groups of the study's attributes (region), then from questions, quoted least for the code; and a hash of
 * the answer's place, which is as good as chance and the same in every run (of one respondent's answers to a question, the first row). No text twice, whoever wrote it and in any
 * case and spacing, nor an answer for two codes: codes that fewest answers were given come first. Answers set aside and those that say nothing ("n/a") are never proposed. The result is
 * in the order of `codes`, best first; the order of answers makes no difference.
 */
export function proposeQuotes(
  answers: readonly QuotableAnswer[],
  codes: readonly string[],
  perCode: number,
  attributes: readonly string[],
): readonly ProposedQuote[] {
  const byCode = candidatesByCode(answers, codes);
  const size = (code: string) => byCode.get(code)?.length ?? 0;
  const taken = { texts: new Set<string>(), respondents: new Map<string, number>() };
  const chosen = new Map<string, readonly ProposedQuote[]>();
  for (const code of codes.toSorted((a, b) => size(a) - size(b)))
    chosen.set(code, choose(byCode.get(code) ?? [], perCode, attributes, taken));
  return codes.flatMap((code) => chosen.get(code) ?? []);
}

interface Candidate extends ProposedQuote {
  readonly text: string;
  readonly respondent: string;
  readonly distance: number;
  readonly hash: string;
}

interface Taken {
  readonly texts: Set<string>;
  readonly respondents: Map<string, number>;
}

function candidatesByCode(
  answers: readonly QuotableAnswer[],
  codes: readonly string[],
): ReadonlyMap<string, readonly Candidate[]> {
  const byCode = new Map<string, Candidate[]>(codes.map((code) => [code, []]));
  for (const from of answers) {
    const { answer, codings, setAside } = from;
    const own = new Set(codings.map(({ code }) => code).filter((code) => byCode.has(code)));
    if (own.size === 0 || setAside) continue;
    const { words } = wordsOf(answer.text);
    const text = words.join(' ');
    if (SAYS_NOTHING.test(text)) continue;
    for (const code of own)
      byCode.get(code)?.push({
        code,
        from,
        by: firstOf(codings.filter((coding) => coding.code === code)),
        words: words.length,
        text,
        respondent: `${answer.questionnaire}\n${answer.responseId}`,
        distance: distanceOf(words.length),
        hash: createHash('sha256')
          .update(`${code}\n${answerId(answer)}`)
          .digest('hex'),
      });
  }
  return byCode;
}

/** Of an answer's words, folded and with single spaces between. */
const SAYS_NOTHING =
  /^(?:|n a|na|nil|none|no|nope|yes|nothing|no comments?|not applicable|do(?:es)?n't know|dont know|dk|not sure|unsure|no idea|nothing (?:else )?to add|nothing else|none (?:that )?i can think of|(?:as|see) above|as before|same(?: as above)?|prefer not to say|no answer)$/;

const WHO = ['person', 'model', 'rule'] as const;

function firstOf(codings: readonly Coding[]): Coding['by']['kind'] {
  return WHO.find((kind) => codings.some(({ by }) => by.kind === kind)) ?? 'rule';
}

/** How far from a good length. Ten words too many weigh as one too few: a long answer can be shortened. */
function distanceOf(words: number): number {
  if (words < QUOTE_WORDS.from) return QUOTE_WORDS.from - words;
  return Math.max(0, Math.ceil((words - QUOTE_WORDS.to) / 10));
}

function choose(
  candidates: readonly Candidate[],
  perCode: number,
  attributes: readonly string[],
  taken: Taken,
): readonly ProposedQuote[] {
  const chosen: Candidate[] = [];
  const groups = new Map<string, number>();
  const questions = new Map<string, number>();
  while (chosen.length < perCode) {
    let best: { readonly candidate: Candidate; readonly rank: readonly (number | string)[] } | null = null;
    for (const candidate of candidates) {
      if (taken.texts.has(candidate.text)) continue;
      const rank = [
        WHO.indexOf(candidate.by),
        candidate.distance,
        taken.respondents.get(candidate.respondent) ?? 0,
        groupsOf(candidate, attributes).reduce((sum, group) => sum + (groups.get(group) ?? 0), 0),
        questions.get(questionOf(candidate)) ?? 0,
        candidate.hash,
        candidate.from.answer.fileRow,
      ];
      if (best === null || isBefore(rank, best.rank)) best = { candidate, rank };
    }
    if (best === null) break;
    const { candidate } = best;
    chosen.push(candidate);
    taken.texts.add(candidate.text);
    countIn(taken.respondents, candidate.respondent);
    countIn(questions, questionOf(candidate));
    for (const group of groupsOf(candidate, attributes)) countIn(groups, group);
  }
  return chosen.map(({ code, from, by, words }) => ({ code, from, by, words }));
}

function questionOf({ from: { answer } }: Candidate): string {
  return `${answer.questionnaire}\n${answer.question}`;
}

function groupsOf({ from }: Candidate, attributes: readonly string[]): readonly string[] {
  return attributes.map((name) => `${name}\n${(from.groups[name] ?? []).join('\n')}`);
}

function countIn(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isBefore(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  for (const [at, own] of a.entries()) {
    const other = b[at] ?? 0;
    if (own !== other) return own < other;
  }
  return false;
}
