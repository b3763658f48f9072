import { numberOf } from '../exact/number-of.ts';
import type { Problem } from '../study/problem.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import {
  type AppliedCorrection,
  type CorrectedFile,
  type CorrectionLedger,
  correctRow,
  openLedger,
} from './apply-corrections.ts';
import { nameColumn } from './column-name.ts';
import { type BatchPlan, decodeBatch, planBatches } from './decode-batch.ts';
import type { DecodedBatch } from './decoded-batch.ts';
import { startFaultList } from './fault-list.ts';
import { isTestRow } from './is-test-row.ts';
import type { RawRow, RawSheet } from './questionpro/raw-sheet.ts';
import { watchRatings } from './rating-codes.ts';
import { type Recognition, unclaimedProblems } from './recognise.ts';
import type { Provenance } from './responses.ts';

export interface ReadOptions {
  /** `--codes`: how ratings whose values are not their positions read. */
  readonly codes?: 'index' | 'values' | undefined;
  readonly ledger?: CorrectionLedger | undefined;
}

/** One file's answers as a stream, and what is known of them once it has ended. */
export interface Reading {
  /** Once only. Rows of withdrawn respondents and test rows come with every answer blank. Never throws for what is in the file. */
  readonly batches: AsyncIterable<DecodedBatch>;
  /** What follows is complete when `batches` has ended. */
  readonly provenance: () => Provenance;
  readonly problems: () => readonly Problem[];
  readonly corrections: () => readonly AppliedCorrection[];
}

/** So many rows are held back at most while it is open how ratings read; after them the file is read twice. */
const HELD = 5000;

/**
 * Reads the rows of a recognised file as typed answers, in file order: codes or labels as they come, ratings by evidence
 * in the file, corrections made first. Faults don't stop it: a cell that is no option is blank and listed, so that all
 * are found in one reading; whoever uses the answers must look at `problems()` before anything is written.
 */
export function readResponses(
  sheet: RawSheet,
  recognition: Recognition,
  questionnaire: Questionnaire,
  study: Study,
  options: ReadOptions = {},
): Reading {
  const plan = planBatches(sheet, recognition, questionnaire, study);
  const faults = startFaultList();
  const applied: AppliedCorrection[] = [];
  const filled = new Map<number, number>();
  const ledger = options.ledger ?? openLedger([]);
  let ratings: Provenance['ratings'] = { as: 'none', evidence: 'no rows read' };

  async function* batches(): AsyncGenerator<DecodedBatch> {
    const chunks = sheet.rows()[Symbol.asyncIterator]();
    const watch = watchRatings(sheet.file, plan.closedColumns, options.codes);
    const held: (readonly RawRow[])[] = [];
    let rows = 0;
    let next = await chunks.next();
    while (next.done !== true) {
      held.push(next.value);
      watch.see(next.value);
      rows += next.value.length;
      if (watch.settled() || rows >= HELD) break;
      next = await chunks.next();
    }
    if (next.done !== true && !watch.settled()) for await (const chunk of sheet.rows()) watch.see(chunk);
    const decision = watch.decide();
    if (decision.problem !== null) faults.add(decision.problem);
    ratings = decision.ratings ?? { as: 'none', evidence: 'undecided' };
    // Undecided ratings are an error already; read as values they add none for every 0 or 11.
    const codes = plan.codes(ratings.as === 'index' ? 'index' : 'values');
    const source: CorrectedFile = {
      file: sheet.file,
      questionnaire,
      columns: sheet.columns,
      claimed: plan.claims,
      codes,
    };
    const decode = (chunk: readonly RawRow[]) => {
      const corrected = prepare(chunk, plan, source, ledger, applied, faults.add);
      countFilled(corrected, recognition, filled);
      return decodeBatch(
        chunk,
        corrected,
        plan,
        codes,
        decision.problem === null ? faults.add : ignoreRatings,
      );
    };
    const ignoreRatings = (problem: Problem) => {
      if (problem.code !== 'unknown-option' || !plan.ratingNames.has(problem.column ?? ''))
        faults.add(problem);
    };
    for (const chunk of held) yield decode(chunk);
    held.length = 0;
    if (next.done !== true) {
      for (next = await chunks.next(); next.done !== true; next = await chunks.next()) {
        watch.see(next.value);
        yield decode(next.value);
      }
      const late = watch.decide();
      if (decision.problem === null && late.problem !== null) faults.add(late.problem);
      if (ratings.as === 'none' && late.ratings !== null) ratings = late.ratings;
    }
    for (const problem of [...mixedCells(sheet, plan), ...unclaimedProblems(recognition, filled)])
      faults.add(problem);
  }

  return {
    batches: { [Symbol.asyncIterator]: batches },
    provenance: () => provenanceOf(sheet, plan, ratings),
    problems: () => [...recognition.problems, ...faults.list()],
    corrections: () => applied,
  };
}

/** The rows with corrections made, and those that are not to be read, the withdrawn and the tests, with no answers. */
function prepare(
  chunk: readonly RawRow[],
  plan: BatchPlan,
  source: CorrectedFile,
  ledger: CorrectionLedger,
  applied: AppliedCorrection[],
  fault: (problem: Problem) => void,
): readonly RawRow[] {
  const { questionnaire } = source;
  const withdrawn = new Set(questionnaire.withdrawn);
  return chunk.map((row) => {
    const id = (row.cells[plan.system.id ?? -1] ?? '').trim();
    const corrections = ledger.byId.get(id);
    for (const correction of corrections ?? []) ledger.met.add(correction);
    const reference = row.cells[plan.system.externalReference ?? -1] ?? '';
    if (withdrawn.has(id) || isTestRow(reference)) return plan.withoutAnswers(row);
    return corrections === undefined
      ? row
      : correctRow(row, corrections, source, (one) => applied.push(one), fault);
  });
}

function countFilled(rows: readonly RawRow[], { unclaimed }: Recognition, filled: Map<number, number>): void {
  for (const { column } of unclaimed) {
    let count = 0;
    for (const { cells } of rows) if ((cells[column.index] ?? '').trim() !== '') count += 1;
    filled.set(column.index, (filled.get(column.index) ?? 0) + count);
  }
}

/** Columns, and the file, where some answers are codes and others labels: read all the same, but it is not what the platform writes. */
function mixedCells(sheet: RawSheet, plan: BatchPlan): readonly Problem[] {
  const warn = (column: string | null, expected: string, found: string): Problem => ({
    severity: 'warning',
    code: 'codes-and-labels',
    file: sheet.file,
    row: null,
    column,
    expected,
    found,
    advice: 'both were read; check whether answers were typed in by hand',
  });
  const columns = [...plan.tallies.entries()].filter(([column]) => !plan.numbered.has(column));
  const mixed = columns.filter(([, { codes, labels }]) => codes > 0 && labels > 0);
  const problems = mixed.map(([column, { codes, labels }]) =>
    warn(nameColumn(column), 'codes only or labels only', `codes (${codes}) and labels (${labels})`),
  );
  const coded = columns.filter(([, { codes, labels }]) => codes > 0 && labels === 0);
  const labelled = columns.filter(([, { codes, labels }]) => labels > 0 && codes === 0);
  const [fewer] = (coded.length < labelled.length ? coded : labelled).map(([column]) => nameColumn(column));
  if (coded.length === 0 || labelled.length === 0) return problems;
  const found = `codes in ${numberOf(coded.length, 'column')} and labels in ${labelled.length}, such as ${fewer}`;
  return [...problems, warn(null, 'one kind of answers in all columns', found)];
}

function provenanceOf(sheet: RawSheet, plan: BatchPlan, ratings: Provenance['ratings']): Provenance {
  let codes = 0;
  let labels = 0;
  for (const tally of plan.tallies.values()) {
    codes += tally.codes;
    labels += tally.labels;
  }
  const {
    file,
    sha256,
    format,
    sheet: name,
    preambleRows,
    headerRows,
    generated,
    surveyId,
    surveyName,
  } = sheet;
  return {
    file,
    sha256,
    platform: 'QuestionPro',
    format,
    sheet: name,
    preambleRows,
    headerRows,
    codes: labels > codes ? 'labels' : 'codes',
    ratings,
    generated,
    surveyId,
    surveyName,
    synthetic: sheet.synthetic,
  };
}
