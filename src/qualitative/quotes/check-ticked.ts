import { numberOf } from '../../exact/number-of.ts';
import type { Problem } from '../../study/problem.ts';
import type { Question, Study } from '../../study/study.ts';
import { type AddFault, faultsOf } from '../agreement/csv-table.ts';
import type { CodedAnswer } from '../coded-answer.ts';
import { type AnswerKey, answerId } from '../coding.ts';
import { textSha256 } from '../decisions/text-sha256.ts';
import { fitQuote } from './fit-quote.ts';
import { type Groups, quoteLabels } from './quote-labels.ts';
import type { TickedQuote } from './read-ticked.ts';
import { type Replacement, redactor } from './redact.ts';

/** A quote that is fit to be published. */
export interface PublishedQuote {
  readonly answer: AnswerKey;
  readonly fileRow: number;
  readonly question: Pick<Question, 'id' | 'item' | 'text'>;
  readonly code: string;
  readonly codeName: string;
  readonly label: string;
  /** Redacted, and shortened where a person did. */
  readonly text: string;
  /** What is replaced in the whole answer. */
  readonly replacements: readonly Replacement[];
}

/** Ticked quotes held against a run's answers as these go by. */
export interface TickedCheck {
  /** Notes an answer, its codes and its respondent's groups; to be given every open answer of the run, control characters made visible. */
  readonly watch: (coded: CodedAnswer, groups: Groups) => void;
  /** What is wrong with ticked quotes, in the order of their rows, once all answers have gone by. */
  readonly problems: () => readonly Problem[];
  /** The quotes that nothing is wrong with: by question as the study asks, code as the codebook has them, then text. */
  readonly published: (synthetic: boolean) => readonly PublishedQuote[];
}

/**
 * Checks that each ticked quote is of an answer that the run has, on the same text, still given the code, to a question that
 * at least `below` respondents answered; and that an edited text is made of the answer's words as they are redacted now.
 * What is published is never the file's word: the answer is redacted anew, and labels are worked out anew.
 */
export function checkTicked(
  file: string,
  ticked: readonly TickedQuote[],
  study: Study,
  below: number,
): TickedCheck {
  const labels = quoteLabels(study, below);
  const { redact, stands } = redactor(study.redactions);
  const wanted = new Set(ticked.map(({ answer }) => answerId(answer)));
  // Of a respondent with several rows each row's answer.
  const seen = new Map<string, Seen[]>();

  const judge = (
    quote: TickedQuote,
    fault: AddFault,
  ): { readonly text: string; readonly seen: Seen } | null => {
    const all = seen.get(answerId(quote.answer));
    if (all === undefined) {
      faultOfAbsence(quote, study, fault);
      return null;
    }
    const same = all.filter(({ answer: { text } }) => textSha256(text) === quote.textSha256);
    const found = same.find(({ codes }) => codes.has(quote.code)) ?? same[0];
    if (found === undefined) {
      fault(
        quote.row,
        '"text_sha256"',
        'the answer as it was when the quote was proposed',
        'another text',
        ANEW,
      );
      return null;
    }
    const { answer, codes } = found;
    if (!codes.has(quote.code))
      fault(
        quote.row,
        '"code"',
        'a code that the answer is given',
        `"${quote.code}", which it is not`,
        'untick the quote, or decide on the code with "crs-eval code decide"',
      );
    const answered = labels.answered(quote.answer);
    if (answered < below)
      fault(
        quote.row,
        '"question"',
        `a question that ${numberOf(below, 'respondent')} or more answered`,
        `one that ${answered} did`,
        'untick the quote: so few could be told from each other',
      );
    const redacted = redact(answer.text);
    const isAsProposed = quote.edited === '' && plain(quote.text) === plain(redacted.text);
    if (isAsProposed) return { text: redacted.text, seen: found };
    const column = quote.edited === '' ? 'text' : 'edited text';
    const edited = redact(quote.edited === '' ? quote.text : quote.edited).text;
    const fitted = fitQuote(edited, redacted.text, stands);
    if ('text' in fitted) return { text: redact(fitted.text).text, seen: found };
    fault(
      quote.row,
      `"${column}"`,
      'words of the answer in their order, redacted, with […] for what is left out',
      `a text of ${numberOf([...edited].length, 'character')} whose word ${fitted.word} does not follow`,
      'copy them from the column "text"',
    );
    return null;
  };

  return {
    watch: ({ answer, codings }, groups) => {
      labels.add(answer, groups);
      const id = answerId(answer);
      if (!wanted.has(id)) return;
      const one = { answer, groups, codes: new Set(codings.map(({ code }) => code)) };
      seen.set(id, [...(seen.get(id) ?? []), one]);
    },
    problems: () => {
      const problems: Problem[] = [];
      const fault = faultsOf(file, 'bad-quotes', problems);
      for (const quote of ticked) judge(quote, fault);
      return problems;
    },
    published: (synthetic) => {
      const order = orderOf(study);
      const quotes = ticked.flatMap((quote): readonly PublishedQuote[] => {
        const problems: Problem[] = [];
        const judged = judge(quote, faultsOf(file, 'bad-quotes', problems));
        const question = questionOf(study, quote.answer);
        if (judged === null || problems.length > 0 || question === undefined) return [];
        const { answer, groups } = judged.seen;
        return [
          {
            answer: quote.answer,
            fileRow: answer.fileRow,
            question,
            code: quote.code,
            codeName: study.codebook?.codes.find(({ id }) => id === quote.code)?.name ?? quote.code,
            label: labels.label(quote.answer, groups, synthetic),
            text: judged.text,
            replacements: redact(answer.text).replacements,
          },
        ];
      });
      return quotes.sort(
        (a, b) => order(a) - order(b) || compare(a.text, b.text) || compare(a.label, b.label),
      );
    },
  };
}

interface Seen {
  readonly answer: CodedAnswer['answer'];
  readonly groups: Groups;
  readonly codes: ReadonlySet<string>;
}

const ANEW = 'write the proposals anew with "crs-eval quotes", and tick again';

function faultOfAbsence({ row, answer }: TickedQuote, study: Study, fault: AddFault): void {
  const withdrawn = study.questionnaires
    .find(({ id }) => id === answer.questionnaire)
    ?.withdrawn.includes(answer.responseId);
  const column = '"response_id"';
  if (withdrawn === true)
    fault(row, column, 'a respondent who has not withdrawn', 'one who has', 'take the row out of the file');
  else fault(row, column, 'an answer of the run', 'one that it does not have', ANEW);
}

function questionOf(study: Study, answer: AnswerKey): Question | undefined {
  return study.questionnaires
    .find(({ id }) => id === answer.questionnaire)
    ?.questions.find(({ id }) => id === answer.question);
}

/** By item as the questionnaires ask it first, then by code. */
function orderOf(study: Study): (quote: PublishedQuote) => number {
  const items = [
    ...new Set(study.questionnaires.flatMap(({ questions }) => questions.map(({ item }) => item))),
  ];
  const codes = (study.codebook?.codes ?? []).map(({ id }) => id);
  const places = { item: placesOf(items), code: placesOf(codes) };
  return ({ question, code }) =>
    (places.item.get(question.item) ?? 0) * (codes.length + 1) + (places.code.get(code) ?? 0);
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, at) => [name, at]));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
