import { didYouMean } from '../../study/fault.ts';
import type { Problem } from '../../study/problem.ts';
import { questionName } from '../agreement/coded-answers.ts';
import type { CodingVocabulary } from '../agreement/coding-vocabulary.ts';
import { type AddFault, faultsOf, shown } from '../agreement/csv-table.ts';
import { checkQuestion } from '../agreement/parse-codings.ts';
import { DECISION_COLUMNS, type Decision, type DecisionColumn, type Verdict } from './decision.ts';
import { isDate } from './is-date.ts';

/** Rows of a file as a spreadsheet numbers them, the header first. */
export interface Records {
  readonly file: string;
  readonly records: readonly (readonly string[])[];
}

const MAY_LACK: readonly DecisionColumn[] = ['start', 'end', 'memo', 'when', 'adjudicates', 'codebook'];
const VERDICTS: readonly Verdict[] = ['keep', 'remove', 'add', 'none'];

/**
 * The decisions of a file with the columns of `DECISION_COLUMNS` in any order; blank rows and further columns are passed
 * over. Faults come back as problems, with the decisions that have none: missing or doubled columns, an unknown
 * questionnaire, question, code (former ones are known) or decision, nothing where an id or name belongs, a code where none
 * applies, a hash, date or span that is none, an adjudication without its reason. Whether coders contradict themselves is not looked at.
 */
export function parseDecisions(
  { file, records }: Records,
  vocabulary: CodingVocabulary,
): { readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = faultsOf(file, 'bad-decision', problems);
  const [header = [], ...lines] = records;
  const names = header.map((name) => name.trim().toLowerCase());
  for (const name of DECISION_COLUMNS) {
    const count = names.filter((one) => one === name).length;
    if (count === 1 || (count === 0 && MAY_LACK.includes(name))) continue;
    const expected = count === 0 ? `a column "${name}" of a decisions file` : `one column "${name}"`;
    fault(1, null, expected, count === 0 ? 'none' : `${count}`);
  }
  if (problems.length > 0) return { decisions: [], problems };
  const places = new Map(DECISION_COLUMNS.map((name) => [name, names.indexOf(name)]));
  const decisions: Decision[] = [];
  for (const [index, cells] of lines.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const before = problems.length;
    const raw = (name: DecisionColumn) => cells[places.get(name) ?? -1] ?? '';
    const decision = readDecision({ file, row: index + 2 }, raw, vocabulary, fault);
    if (problems.length === before) decisions.push(decision);
  }
  return { decisions, problems };
}

function readDecision(
  { file, row }: { readonly file: string; readonly row: number },
  raw: (name: DecisionColumn) => string,
  vocabulary: CodingVocabulary,
  fault: AddFault,
): Decision {
  const cell = (name: DecisionColumn) => raw(name).trim();
  const answer = {
    questionnaire: cell('questionnaire'),
    responseId: cell('response_id'),
    question: cell('question'),
  };
  if (answer.responseId === '') fault(row, '"response_id"', 'the id of a response', 'nothing');
  checkQuestion(answer.questionnaire, answer.question, row, vocabulary, fault);
  const verdict = VERDICTS.find((one) => one === cell('decision').toLowerCase());
  if (verdict === undefined)
    fault(row, '"decision"', 'keep, remove, add or none', shown(cell('decision')), null);
  const code = cell('code');
  if (verdict === 'none') {
    if (code !== '') fault(row, '"code"', 'nothing, as no code applies', shown(code));
  } else if (!vocabulary.codes.includes(code) && !vocabulary.former.has(code)) {
    const advice = didYouMean(code, vocabulary.codes) ?? GONE;
    fault(row, '"code"', 'a code of the codebook or of a former one', shown(code), advice);
  }
  if (cell('coder') === '') fault(row, '"coder"', "the coder's name", 'nothing');
  if (!/^[0-9a-f]{64}$/.test(cell('text_sha256')))
    fault(
      row,
      '"text_sha256"',
      'the SHA-256 of the answer, 64 hexadecimal digits',
      shown(cell('text_sha256')),
    );
  if (cell('when') !== '' && !isDate(cell('when')))
    fault(row, '"when"', 'a date such as 2025-03-14, or nothing', shown(cell('when')));
  const adjudicates = cell('adjudicates');
  if (adjudicates !== '' && cell('memo') === '')
    fault(row, '"memo"', 'the reason of an adjudication', 'nothing');
  return {
    file,
    row,
    answer,
    code: code === '' ? null : code,
    verdict: verdict ?? 'none',
    span: readSpan(cell('start'), cell('end'), row, fault),
    memo: raw('memo').trim(),
    coder: cell('coder'),
    when: cell('when'),
    adjudicates,
    textSha256: cell('text_sha256'),
    codebook: cell('codebook'),
  };
}

const GONE = 'if it was taken out of the codebook, say there what became of it (codeChanges)';

function readSpan(start: string, end: string, row: number, fault: AddFault): Decision['span'] {
  if (start === '' && end === '') return null;
  const [from, to] = [Number(start), Number(end)];
  if (/^\d{1,9}$/.test(start) && /^\d{1,9}$/.test(end) && from < to) return { start: from, end: to };
  fault(
    row,
    '"start", "end"',
    'two whole numbers, the first less than the second, or nothing',
    `${shown(start)} and ${shown(end)}`,
  );
  return null;
}

/** Whether a code may be given to answers to the question of an answer. */
export function mayHave(
  { applies }: CodingVocabulary,
  code: string,
  answer: Pick<Decision['answer'], 'questionnaire' | 'question'>,
): boolean {
  return applies(code, questionName(answer.questionnaire, answer.question));
}
