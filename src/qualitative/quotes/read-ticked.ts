import { didYouMean } from '../../study/fault.ts';
import type { Problem } from '../../study/problem.ts';
import type { CodingVocabulary } from '../agreement/coding-vocabulary.ts';
import { faultsOf, shown } from '../agreement/csv-table.ts';
import { checkQuestion } from '../agreement/parse-codings.ts';
import type { AnswerKey } from '../coding.ts';
import { readingId } from '../decisions/decision.ts';
import type { Records } from '../decisions/parse-decisions.ts';
import { isTicked } from '../decisions/ticks.ts';

/** A quote that a person has ticked, as the file has it. */
export interface TickedQuote {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly answer: AnswerKey;
  readonly code: string;
  /** As proposed, unless a person wrote over it. */
  readonly text: string;
  /** "" where it is to be shown as proposed. */
  readonly edited: string;
  readonly textSha256: string;
}

const NEEDED = [
  'tick',
  'code',
  'text',
  'edited text',
  'questionnaire',
  'response_id',
  'question',
  'text_sha256',
] as const;

/** Whether a header is that of proposed quotes, so that the right sheet of a workbook can be told. */
export function isQuotes(header: readonly string[]): boolean {
  const names = header.map(nameOf);
  return names.includes('tick') && names.includes('text_sha256');
}

/**
 * The ticked rows of a file of quotes, in its order; the others are not looked at. Columns are known by name, in any order; those only to
 * be read are passed over. Faults come back as problems, with the quotes of rows that have none: missing or doubled columns,
 * a tick that is none, an unknown questionnaire, question or code, no response, a broken hash, an answer ticked twice.
 */
export function readTicked(
  { file, records }: Records,
  vocabulary: CodingVocabulary,
): { readonly ticked: readonly TickedQuote[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = faultsOf(file, 'bad-quotes', problems);
  const [header = [], ...lines] = records;
  const names = header.map(nameOf);
  for (const name of NEEDED) {
    const count = names.filter((each) => each === name).length;
    if (count === 0) fault(1, null, `a column "${name}", as "crs-eval quotes" writes it`, 'none');
    else if (count > 1) fault(1, null, `one column "${name}"`, `${count}`);
  }
  if (problems.length > 0) return { ticked: [], problems };
  const rows = new Map<string, number>();
  const ticked: TickedQuote[] = [];
  for (const [index, cells] of lines.entries()) {
    const row = index + 2;
    const cell = (name: (typeof NEEDED)[number]) => (cells[names.indexOf(name)] ?? '').trim();
    const before = problems.length;
    if (!isTicked(cell('tick'), 'tick', row, fault)) continue;
    const answer = {
      questionnaire: cell('questionnaire'),
      responseId: cell('response_id'),
      question: cell('question'),
    };
    checkQuestion(answer.questionnaire, answer.question, row, vocabulary, fault);
    if (answer.responseId === '') fault(row, '"response_id"', 'the id of a response', 'nothing');
    const code = cell('code');
    if (!vocabulary.codes.includes(code))
      fault(
        row,
        '"code"',
        'a code of the codebook',
        shown(code),
        vocabulary.former.get(code) ?? didYouMean(code, vocabulary.codes),
      );
    const textSha256 = cell('text_sha256');
    if (!/^[0-9a-f]{64}$/.test(textSha256))
      fault(
        row,
        '"text_sha256"',
        'the 64 hexadecimal digits that the quote was proposed with',
        shown(textSha256),
      );
    const earlier = rows.get(readingId({ answer, textSha256 }));
    if (earlier !== undefined)
      fault(row, '"tick"', 'an answer that is quoted once', `one that row ${earlier} quotes already`);
    if (problems.length > before) continue;
    rows.set(readingId({ answer, textSha256 }), row);
    ticked.push({ row, answer, code, text: cell('text'), edited: cell('edited text'), textSha256 });
  }
  return { ticked, problems };
}

function nameOf(header: string): string {
  return header.trim().toLowerCase();
}
