import { didYouMean, oneOf } from '../../study/fault.ts';
import type { Problem } from '../../study/problem.ts';
import { answerId } from '../coding.ts';
import { questionName } from './coded-answers.ts';
import type { CodingVocabulary } from './coding-vocabulary.ts';
import { type AddFault, faultsOf, readCsvTable, shown } from './csv-table.ts';

/** One line of a codings file: a coder gave an answer a code, or read it and found that none applies. */
export interface CodedRow {
  readonly file: string;
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly coder: string;
  /** `answerId` of the answer, as long as `tellRowsApart` makes it no `rowId`. */
  readonly answer: string;
  /** The row of the export that the answer stands in; null where the file does not say. */
  readonly fileRow: number | null;
  /** `questionName` of its question. */
  readonly question: string;
  /** Null: no code applies. */
  readonly code: string | null;
  /** What part of the answers it belongs to, such as held-out; null where the file does not say. */
  readonly set: string | null;
}

const NEEDED = ['questionnaire', 'response_id', 'question', 'code'] as const;
const OPTIONAL = ['coder', 'set', 'row'] as const;
type Column = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];

/**
 * The codings of a CSV with columns questionnaire, response_id, question and code in any order, and perhaps coder, set and
 * row (of the export, which tells answers of one respondent apart); other columns are ignored. Without a coder column, `coder` is whose all are. Faults come back as problems (errors:
 * missing or doubled columns, lines of another length, nothing where an id belongs, an unknown questionnaire, question
 * or code; warnings: a code that does not apply to the question, whose line then only says that the answer was read) with the rows that have none.
 */
export function parseCodings(
  text: string,
  file: string,
  coder: string,
  vocabulary: CodingVocabulary,
): { readonly rows: readonly CodedRow[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const fault = faultsOf(file, 'bad-coding', problems);
  const table = readCsvTable(text, fault);
  if (table === null) return { rows: [], problems };
  const names = table.header.map((name) => name.toLowerCase());
  if (!columnsFit(names, fault)) return { rows: [], problems };
  const hasCoder = names.includes('coder');

  const rows: CodedRow[] = [];
  for (const { row, cells } of table.rows) {
    const cell = (column: Column) => cells[names.indexOf(column)] ?? '';
    const before = problems.length;
    if (!/^[^\r\n]+$/.test(cell('response_id')))
      fault(row, '"response_id"', 'the id of a response', shown(cell('response_id')));
    if (hasCoder && cell('coder') === '') fault(row, '"coder"', "the coder's name", 'nothing');
    checkQuestion(cell('questionnaire'), cell('question'), row, vocabulary, fault);
    const code = cell('code');
    if (code !== '' && !vocabulary.codes.includes(code)) {
      const advice = vocabulary.former.get(code) ?? didYouMean(code, vocabulary.codes);
      fault(row, '"code"', 'a code of the codebook, or nothing where none applies', shown(code), advice);
    }
    if (problems.length > before) continue;
    const question = questionName(cell('questionnaire'), cell('question'));
    const applies = code === '' || vocabulary.applies(code, question);
    if (!applies) problems.push(outside(file, row, code, question));
    rows.push({
      file,
      row,
      coder: hasCoder ? cell('coder') : coder,
      answer: answerId({
        questionnaire: cell('questionnaire'),
        responseId: cell('response_id'),
        question: cell('question'),
      }),
      fileRow: /^\d{1,9}$/.test(cell('row')) ? Number(cell('row')) : null,
      question,
      code: code === '' ? null : code,
      set: cell('set') === '' ? null : cell('set'),
    });
  }
  return { rows, problems };
}

function columnsFit(names: readonly string[], fault: AddFault): boolean {
  let fit = true;
  for (const name of [...NEEDED, ...OPTIONAL]) {
    const found = names.filter((one) => one === name).length;
    if (found === 1 || (found === 0 && !NEEDED.some((needed) => needed === name))) continue;
    fit = false;
    const expected = found === 0 ? `a column "${name}" among ${NEEDED.join(', ')}` : `one column "${name}"`;
    fault(1, null, expected, found === 0 ? 'none' : `${found}`);
  }
  return fit;
}

/** Reports a questionnaire or question that the study does not have. */
export function checkQuestion(
  questionnaire: string,
  question: string,
  row: number,
  { questionnaires, questions }: CodingVocabulary,
  fault: AddFault,
): void {
  const known = questions.get(questionnaire);
  if (known === undefined) {
    const advice = didYouMean(questionnaire, questionnaires);
    fault(row, '"questionnaire"', oneOf('questionnaire', questionnaires), shown(questionnaire), advice);
  } else if (known === null ? question === '' : !known.includes(question)) {
    const advice = didYouMean(question, known ?? []);
    fault(row, '"question"', `a question of ${questionnaire}`, shown(question), advice);
  }
}

function outside(file: string, row: number, code: string, question: string): Problem {
  return {
    severity: 'warning',
    code: 'code-does-not-apply',
    file,
    row,
    column: '"code"',
    expected: `a code that applies to ${question}`,
    found: `"${code}"`,
    advice: 'the coding is left out; if it belongs there, add the question to the code in the codebook',
  };
}
