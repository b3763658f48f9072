import { numberOf } from '../../exact/number-of.ts';
import { didYouMean } from '../../study/fault.ts';
import type { Problem } from '../../study/problem.ts';
import type { CodingVocabulary } from '../agreement/coding-vocabulary.ts';
import { type AddFault, faultsOf, shown } from '../agreement/csv-table.ts';
import { checkQuestion } from '../agreement/parse-codings.ts';
import type { AnswerKey } from '../coding.ts';
import { codePointSpan } from '../rules/code-point-span.ts';
import { type AnswerTexts, textRead } from './answer-texts.ts';
import { NO_CODE } from './compose-review.ts';
import type { Decision, Verdict } from './decision.ts';
import { mayHave, type Records } from './parse-decisions.ts';
import { textSha256 } from './text-sha256.ts';
import { isKeptOrRemoved } from './ticks.ts';

/** Who decided, when, and what the answers are now. */
export interface ReviewReading {
  readonly coder: string;
  readonly when: string;
  /** Of the run. */
  readonly texts: AnswerTexts;
  readonly vocabulary: CodingVocabulary;
}

const KEYS = ['questionnaire', 'response_id', 'question', 'text_sha256'] as const;
const TICKS = ['keep', 'remove'] as const;

/** Whether a header is that of a review, so that the right sheet of a workbook can be told; columns may be lacking. */
export function isReview(header: readonly string[]): boolean {
  const names = new Set(header.map(nameOf));
  return names.has('response_id') && (TICKS.some((name) => names.has(name)) || names.has('code_1'));
}

/**
 * The decisions of a filled-in review, one a span that is kept, a code that is removed or added, and an answer that no
 * code applies to; rows with nothing filled in are none. Columns are known by name, in any order; those only to be read are
 * passed over. Faults come back as problems, with the decisions of rows that have none: missing or doubled columns, an
 * unknown questionnaire, question or code, a code that does not apply to the question, an answer that the run does not have, a mark that is
 * none, keep and remove both, neither with a code to mark, words that the answer does not have, a memo to no decision. An answer that has changed since the review
 * was written is a warning: the decision is of the text that was read.
 */
export function readReview(
  { file, records }: Records,
  reading: ReviewReading,
): { readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = faultsOf(file, 'bad-review', problems);
  const [header = [], ...lines] = records;
  const names = header.map(nameOf);
  const blind = names.filter((name) => /^code_\d+$/.test(name));
  checkColumns(names, blind, fault);
  if (problems.length > 0) return { decisions: [], problems };
  const decisions: Decision[] = [];
  for (const [index, cells] of lines.entries()) {
    const row = index + 2;
    const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim();
    const marked = [...TICKS, 'add', 'words', 'memo', ...blind].filter((name) => cell(name) !== '');
    if (marked.length === 0) continue;
    const before = problems.length;
    const made = readRow({ row, file, cell, blind, marked }, reading, fault);
    if (problems.length > before) continue;
    decisions.push(...made);
    const text = textRead(reading.texts, keyOf(cell), cell('text_sha256'));
    if (text !== undefined && made.length > 0 && textSha256(text) !== cell('text_sha256'))
      problems.push(changedText(file, row));
  }
  return { decisions, problems };
}

interface Row {
  readonly row: number;
  readonly file: string;
  readonly cell: (name: string) => string;
  readonly blind: readonly string[];
  readonly marked: readonly string[];
}

function readRow(
  { row, file, cell, blind, marked }: Row,
  reading: ReviewReading,
  fault: AddFault,
): readonly Decision[] {
  const { texts, vocabulary, coder, when } = reading;
  const answer = keyOf(cell);
  checkQuestion(answer.questionnaire, answer.question, row, vocabulary, fault);
  const text = textRead(texts, answer, cell('text_sha256'));
  if (answer.responseId === '') fault(row, '"response_id"', 'the id of a response', 'nothing');
  else if (text === undefined)
    fault(
      row,
      '"response_id"',
      'an answer of the run',
      'one that it does not have',
      'the response may have been withdrawn, or a spreadsheet may have changed its id; write the review anew',
    );
  if (!/^[0-9a-f]{64}$/.test(cell('text_sha256')))
    fault(
      row,
      '"text_sha256"',
      'the 64 hexadecimal digits that the review was written with',
      shown(cell('text_sha256')),
    );
  const codebook = cell('codebook');
  const decide = (verdict: Verdict, code: string | null, span: Decision['span']): Decision => ({
    file,
    row,
    answer,
    code,
    verdict,
    span,
    memo: cell('memo'),
    coder,
    when,
    adjudicates: '',
    textSha256: cell('text_sha256'),
    codebook,
  });
  const decisions: Decision[] = [];
  const ticked = TICKS.filter((name) => isKeptOrRemoved(cell(name), name, row, fault));
  const code = cell('code');
  if (ticked.length === 2) fault(row, '"keep", "remove"', 'a mark in one of them', 'one in both');
  const [verdict] = ticked;
  if (verdict !== undefined && ticked.length === 1) {
    if (code === '')
      fault(
        row,
        `"${verdict}"`,
        'a mark beside a code',
        'one in a row without a code',
        'name the code in "add"',
      );
    else if (checkCode(code, 'code', row, answer, vocabulary, fault)) {
      const spans = verdict === 'keep' ? readSpans(cell('spans'), row, fault) : [];
      if (spans.length === 0) decisions.push(decide(verdict, code, null));
      for (const span of spans) decisions.push(decide(verdict, code, span));
    }
  }
  const span = readWords(cell('words'), text, row, fault);
  for (const column of [...blind, 'add']) {
    for (const added of listed(cell(column))) {
      if (added === NO_CODE && !vocabulary.codes.includes(NO_CODE))
        decisions.push(decide('none', null, null));
      else if (checkCode(added, column, row, answer, vocabulary, fault))
        decisions.push(decide('add', added, span));
    }
  }
  if (decisions.length === 0 && !marked.some((name) => name !== 'memo' && name !== 'words'))
    fault(
      row,
      `"${marked[0] ?? 'memo'}"`,
      'a decision beside it',
      'none in the row',
      'mark keep or remove, or name a code in "add"',
    );
  if (ticked.length === 0 && cell('words') !== '' && decisions.some(({ verdict: one }) => one === 'none'))
    fault(
      row,
      '"words"',
      'nothing, as no code applies',
      `a text of ${numberOf([...cell('words')].length, 'character')}`,
    );
  return decisions;
}

function checkColumns(names: readonly string[], blind: readonly string[], fault: AddFault): void {
  const needed = [...KEYS, ...(blind.length > 0 ? [] : ['code', ...TICKS]), 'memo'];
  for (const name of [...needed, 'add', 'words', 'spans', 'codebook', ...new Set(blind)]) {
    const count = names.filter((one) => one === name).length;
    if (count === 1 || (count === 0 && !needed.includes(name))) continue;
    const expected =
      count === 0 ? `a column "${name}", as "crs-eval code review" writes it` : `one column "${name}"`;
    fault(1, null, expected, count === 0 ? 'none' : `${count}`);
  }
}

function nameOf(header: string): string {
  return header.trim().toLowerCase();
}

function keyOf(cell: (name: string) => string): AnswerKey {
  return {
    questionnaire: cell('questionnaire'),
    responseId: cell('response_id'),
    question: cell('question'),
  };
}

function listed(text: string): readonly string[] {
  return [...new Set(text.split(/[;,\n]/).map((part) => part.trim()))].filter((part) => part !== '');
}

function checkCode(
  code: string,
  column: string,
  row: number,
  answer: AnswerKey,
  vocabulary: CodingVocabulary,
  fault: AddFault,
): boolean {
  const { codes, former, questions } = vocabulary;
  if (!codes.includes(code)) {
    fault(
      row,
      `"${column}"`,
      'a code of the codebook',
      shown(code),
      former.get(code) ?? didYouMean(code, codes),
    );
    return false;
  }
  // Of a question that the study does not have something else is said.
  const asked = questions.get(answer.questionnaire);
  if (
    asked === undefined ||
    (asked !== null && !asked.includes(answer.question)) ||
    mayHave(vocabulary, code, answer)
  )
    return true;
  const advice = 'if it belongs there, add the question to the code in the codebook';
  fault(
    row,
    `"${column}"`,
    `a code that applies to ${answer.questionnaire}/${answer.question}`,
    shown(code),
    advice,
  );
  return false;
}

function readSpans(
  text: string,
  row: number,
  fault: AddFault,
): readonly { readonly start: number; readonly end: number }[] {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const spans = parts.flatMap((part) => {
    const [, start, end] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(part) ?? [];
    return start === undefined || end === undefined || Number(start) >= Number(end)
      ? []
      : [{ start: Number(start), end: Number(end) }];
  });
  if (spans.length === parts.length) return spans;
  fault(
    row,
    '"spans"',
    'spans as the review was written with, such as 4..11',
    `a text of ${numberOf([...text].length, 'character')}`,
  );
  return [];
}

/** Where the words stand that a code rests on: their first place in the answer, in any case and spacing. */
function readWords(words: string, text: string | undefined, row: number, fault: AddFault): Decision['span'] {
  if (words === '' || text === undefined) return null;
  const source = words
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/['’]/g, "['’]"))
    .join('\\s+');
  const found = new RegExp(source, 'iu').exec(text);
  if (found !== null) return codePointSpan(text, found.index, found.index + found[0].length);
  fault(
    row,
    '"words"',
    'words of the answer',
    `a text of ${numberOf([...words].length, 'character')} that is not in it`,
    'copy them from the answer',
  );
  return null;
}

function changedText(file: string, row: number): Problem {
  return {
    severity: 'warning',
    code: 'changed-text',
    file,
    row,
    column: '"text_sha256"',
    expected: 'the answer as it was when the review was written',
    found: 'another text',
    advice:
      'the decision is kept as one on the earlier text, and will not be applied; write the review anew to decide again',
  };
}
