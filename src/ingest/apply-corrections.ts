import { fold, foldTight } from '../study/fold.ts';
import type { Problem } from '../study/problem.ts';
import type { Question, Questionnaire } from '../study/study.ts';
import { nameColumn } from './column-name.ts';
import { bracketed, CORRECTED, listOptions, type OptionCodes, readCell } from './option-codes.ts';
import type { Correction } from './parse-corrections.ts';
import type { RawColumn, RawRow } from './questionpro/raw-sheet.ts';
import type { ClaimedColumns, ScreeningReport } from './responses.ts';

/** Corrections over all files of a run, and which of them met their respondent. */
export interface CorrectionLedger {
  readonly byId: ReadonlyMap<string, readonly Correction[]>;
  readonly met: Set<Correction>;
}

/** What a file's corrections need to know of it. */
export interface CorrectedFile {
  readonly file: string;
  readonly questionnaire: Questionnaire;
  readonly columns: readonly RawColumn[];
  readonly claimed: ReadonlyMap<string, ClaimedColumns>;
  readonly codes: ReadonlyMap<string, OptionCodes>;
}

export type AppliedCorrection = ScreeningReport['corrections'][number];

/** A ledger in which no correction has met its respondent yet. */
export function openLedger(corrections: readonly Correction[]): CorrectionLedger {
  const byId = new Map<string, Correction[]>();
  for (const correction of corrections) {
    const list = byId.get(correction.id);
    if (list === undefined) byId.set(correction.id, [correction]);
    else list.push(correction);
  }
  return { byId, met: new Set() };
}

/** An error for each correction whose respondent was in none of the files. Ask once every file is read. */
export function unmetCorrections({ byId, met }: CorrectionLedger): readonly Problem[] {
  return [...byId.values()]
    .flat()
    .flatMap((correction) =>
      met.has(correction)
        ? []
        : [
            faultOf(
              correction,
              'id',
              'a Response ID of the exports',
              `"${correction.id}", which is in none of them`,
            ),
          ],
    );
}

/**
 * The row with its corrections made on the raw cells, before anything reads them; the row itself where it has none. What
 * was changed and what could not be goes to `applied` and `fault`.
 */
export function correctRow(
  row: RawRow,
  corrections: readonly Correction[],
  source: CorrectedFile,
  applied: (correction: AppliedCorrection) => void,
  fault: (problem: Problem) => void,
): RawRow {
  const cells = [...row.cells];
  for (const correction of corrections) {
    const question = questionOf(correction, source.questionnaire);
    if (typeof question === 'string') {
      fault(
        faultOf(
          correction,
          'question',
          `a question of ${source.questionnaire.id}, by id or wording`,
          question,
        ),
      );
      continue;
    }
    const refused = correctAnswer(cells, row.fileRow, correction, question, source);
    if (refused !== null) fault(refused);
    else {
      const { id, from, to, reason, who } = correction;
      applied({ id, row: row.fileRow, question: question.id, from, to, reason, who });
    }
  }
  return { fileRow: row.fileRow, cells };
}

function questionOf({ question }: Correction, { id, questions }: Questionnaire): Question | string {
  const byId = questions.find(
    (candidate) => candidate.id === question || `${id}.${candidate.id}` === question,
  );
  if (byId !== undefined) return byId;
  const wording = foldTight(question);
  const matches = questions.filter(({ text, aliases }) =>
    [text, ...aliases].some((said) => foldTight(said) === wording),
  );
  const [only, ...more] = matches;
  if (only === undefined) return `"${question.slice(0, 60)}"`;
  return more.length === 0 ? only : `a wording of ${matches.map((match) => match.id).join(', ')}`;
}

function correctAnswer(
  cells: string[],
  row: number,
  correction: Correction,
  question: Question,
  source: CorrectedFile,
): Problem | null {
  const claim = source.claimed.get(question.id);
  const codes = source.codes.get(question.id);
  if (claim === undefined) {
    return faultOf(correction, 'question', `a question that ${source.file} has a column for`, question.id);
  }
  const at = findAnswer(cells, correction.from, question, claim, codes);
  if (at === null) {
    const [first] = [...claim.columns, ...claim.other].filter((index) => index !== null);
    const place = first === undefined ? undefined : source.columns[first];
    const where = `${source.file}:${row}${place === undefined ? '' : `: ${nameColumn(place)}`}`;
    return faultOf(correction, 'from', `the answer in ${where}`, foundInstead(cells[first ?? -1] ?? ''));
  }
  if (codes === undefined) {
    cells[at] = correction.to;
    return null;
  }
  const to = optionOf(correction.to, codes);
  if (to === null) return faultOf(correction, 'to', listOptions(codes.scale), foundInstead(correction.to));
  const target = question.kind === 'multi' ? (claim.columns[to - 1] ?? null) : (claim.columns[0] ?? null);
  if (to > 0 && target === null) {
    return faultOf(correction, 'to', `an option that ${source.file} has a column for`, 'one it has none for');
  }
  cells[at] = '';
  for (const index of claim.other)
    if (same(cells[index] ?? '', otherText(correction.from))) cells[index] = '';
  if (to > 0 && target !== null) cells[target] = question.kind === 'multi' ? '1' : `${CORRECTED}${to}`;
  return null;
}

/** The column in which the respondent's answer is `from`: the same text, or the same option. */
function findAnswer(
  cells: readonly string[],
  from: string,
  question: Question,
  claim: ClaimedColumns,
  codes: OptionCodes | undefined,
): number | null {
  const all = [...claim.columns, ...claim.other].filter((index) => index !== null);
  const alike = all.find(
    (index) => same(cells[index] ?? '', from) || same(cells[index] ?? '', otherText(from)),
  );
  if (from === '')
    return question.kind === 'multi'
      ? (all[0] ?? null)
      : all[0] !== undefined && (cells[all[0]] ?? '').trim() === ''
        ? all[0]
        : null;
  if (alike !== undefined) return alike;
  const meant = codes === undefined ? undefined : codes.labels.get(foldTight(from));
  if (codes === undefined || meant === undefined) return null;
  if (question.kind === 'multi') {
    const column = claim.columns[meant - 1] ?? null;
    return column !== null && (cells[column] ?? '').trim() !== '' ? column : null;
  }
  const column = claim.columns[0] ?? null;
  return column !== null && readCell(codes, cells[column] ?? '')?.position === meant ? column : null;
}

function optionOf(to: string, codes: OptionCodes): number | null {
  return codes.labels.get(foldTight(to)) ?? (to === '' ? 0 : (codes.known.get(to) ?? null));
}

function otherText(from: string): string {
  return bracketed(from)?.text ?? from;
}

function same(cell: string, from: string): boolean {
  return from !== '' && fold(cell) === fold(from);
}

function foundInstead(text: string): string {
  const { length } = [...text];
  return text.trim() === ''
    ? 'a blank'
    : `another answer, of ${length} ${length === 1 ? 'character' : 'characters'}`;
}

function faultOf(correction: Correction, column: string, expected: string, found: string): Problem {
  const { file, row } = correction;
  return {
    severity: 'error',
    code: 'bad-correction',
    file,
    row,
    column: `"${column}"`,
    expected,
    found,
    advice: null,
  };
}
