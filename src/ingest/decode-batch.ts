import type { Problem } from '../study/problem.ts';
import { NOT_ASKED } from '../study/responses.ts';
import type { Questionnaire, Scale, Study } from '../study/study.ts';
import { nameColumn } from './column-name.ts';
import { type CellTally, decodeSingle, decodeTicks, otherWithoutOption } from './decode-columns.ts';
import { type DecodedBatch, hashCells } from './decoded-batch.ts';
import { hasTwoReadings, type OptionCodes, optionCodes } from './option-codes.ts';
import type { RawColumn, RawRow, RawSheet, SystemRole } from './questionpro/raw-sheet.ts';
import type { ClosedColumn } from './rating-codes.ts';
import type { Recognition } from './recognise.ts';
import type { ClaimedColumns } from './responses.ts';

/** How a file's rows become batches: which column holds what. */
export interface BatchPlan {
  readonly file: string;
  readonly questionnaire: Questionnaire;
  readonly columns: readonly RawColumn[];
  readonly system: Readonly<
    Record<'id' | 'status' | 'seconds' | 'sequence' | 'externalReference', number | null>
  >;
  readonly claims: ReadonlyMap<string, ClaimedColumns>;
  readonly closedColumns: readonly ClosedColumn[];
  /** Names of columns whose ratings read two ways. */
  readonly ratingNames: ReadonlySet<string>;
  /** Columns on a scale with a numeral among its labels, where codes can't be told from labels. */
  readonly numbered: ReadonlySet<RawColumn>;
  readonly tallies: ReadonlyMap<RawColumn, CellTally>;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly codes: (as: 'index' | 'values') => ReadonlyMap<string, OptionCodes>;
  /** The row with nothing in the columns of the survey. */
  readonly withoutAnswers: (row: RawRow) => RawRow;
}

/** The plan for a recognised file. */
export function planBatches(
  sheet: RawSheet,
  recognition: Recognition,
  questionnaire: Questionnaire,
  study: Study,
): BatchPlan {
  const claims = new Map(recognition.claimed.map((claim) => [claim.question, claim]));
  const scales = new Map<string, Scale>();
  for (const { id, scale } of questionnaire.questions) {
    const found = scale === null ? undefined : study.scales[scale];
    if (found !== undefined) scales.set(id, found);
  }
  const closedColumns = questionnaire.questions.flatMap((question): ClosedColumn[] => {
    const column = sheet.columns[claims.get(question.id)?.columns[0] ?? -1];
    const scale = scales.get(question.id);
    return column === undefined || scale === undefined || question.kind === 'multi'
      ? []
      : [{ question, scale, column }];
  });
  const role = (wanted: SystemRole) => sheet.columns.find(({ system }) => system === wanted)?.index ?? null;
  const answers = new Set(sheet.columns.filter(({ system }) => system === null).map(({ index }) => index));
  return {
    file: sheet.file,
    questionnaire,
    columns: sheet.columns,
    system: {
      id: role('response-id'),
      status: role('status'),
      seconds: role('seconds'),
      sequence: role('sequence'),
      externalReference: role('external-reference'),
    },
    claims,
    closedColumns,
    ratingNames: new Set(
      closedColumns
        .filter(({ question, scale }) => hasTwoReadings(question, scale))
        .map(({ column }) => nameColumn(column)),
    ),
    numbered: new Set(
      closedColumns
        .filter(({ scale }) => scale.options.some(({ label }) => /^\d+$/.test(label.trim())))
        .map(({ column }) => column),
    ),
    tallies: new Map(closedColumns.map(({ column }) => [column, { codes: 0, labels: 0 }])),
    scales,
    codes: (as) =>
      new Map(
        questionnaire.questions.flatMap((question) => {
          const scale = scales.get(question.id);
          return scale === undefined ? [] : [[question.id, optionCodes(question, scale, as)] as const];
        }),
      ),
    withoutAnswers: ({ fileRow, cells }) => ({
      fileRow,
      cells: cells.map((cell, index) => (answers.has(index) ? '' : cell)),
    }),
  };
}

/**
 * Some rows as typed answers: `rows` as corrected, hashed as they stand in the file (`original`). A closed question no
 * column of the file answers is NOT_ASKED throughout, an open one "".
 */
export function decodeBatch(
  original: readonly RawRow[],
  rows: readonly RawRow[],
  plan: BatchPlan,
  codes: ReadonlyMap<string, OptionCodes>,
  fault: (problem: Problem) => void,
): DecodedBatch {
  const closed = new Map<string, Int16Array>();
  const ticked = new Map<string, readonly Uint8Array[]>();
  const text = new Map<string, readonly string[]>();
  for (const question of plan.questionnaire.questions) {
    const claim = plan.claims.get(question.id);
    const own = codes.get(question.id);
    if (own === undefined) {
      text.set(question.id, texts(rows, claim?.columns[0] ?? null));
      continue;
    }
    const others = question.other ? new Array<string>(rows.length).fill('') : [];
    const sinks = {
      file: plan.file,
      fault,
      otherText: (row: number, said: string) => addText(others, row, said),
    };
    if (question.kind === 'multi') {
      const ticks = own.scale.options.map((_, index) => {
        const column = plan.columns[claim?.columns[index] ?? -1];
        return column === undefined
          ? new Uint8Array(rows.length)
          : decodeTicks(rows, column, index + 1, own, sinks);
      });
      ticked.set(question.id, ticks);
      closed.set(question.id, claim === undefined ? notAsked(rows.length) : anyTicked(ticks, rows.length));
    } else {
      const column = plan.columns[claim?.columns[0] ?? -1];
      const tally = column === undefined ? undefined : plan.tallies.get(column);
      closed.set(
        question.id,
        column === undefined || tally === undefined
          ? notAsked(rows.length)
          : decodeSingle(rows, column, own, tally, sinks),
      );
    }
    if (!question.other) continue;
    for (const index of claim?.other ?? []) {
      for (const [row, said] of texts(rows, index).entries()) {
        addText(others, row, said);
        const column = plan.columns[index];
        const fileRow = rows[row]?.fileRow ?? 0;
        if (said !== '' && own.other === null && column !== undefined)
          fault(otherWithoutOption(plan.file, fileRow, column, said));
      }
    }
    text.set(`${question.id}.other`, others);
  }
  return { ...systemCells(original, plan), closed, ticked, text };
}

function systemCells(rows: readonly RawRow[], { system, questionnaire }: BatchPlan) {
  const column = (index: number | null) =>
    rows.map(({ cells }) => (index === null ? '' : (cells[index] ?? '').trim()));
  return {
    questionnaire: questionnaire.id,
    rows: rows.length,
    fileRow: Int32Array.from(rows, ({ fileRow }) => fileRow),
    id: column(system.id),
    sequence: column(system.sequence),
    status: column(system.status),
    externalReference: column(system.externalReference),
    seconds: Float64Array.from(column(system.seconds), (cell) =>
      /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN,
    ),
    hash: Float64Array.from(rows, ({ cells }) => hashCells(cells)),
  };
}

function texts(rows: readonly RawRow[], index: number | null): string[] {
  return rows.map(({ cells }) => {
    const cell = index === null ? '' : (cells[index] ?? '');
    return cell !== '' && cell.trim() === '' ? '' : cell;
  });
}

function addText(texts: string[], row: number, said: string): void {
  const before = texts[row] ?? '';
  if (said !== '') texts[row] = before === '' ? said : `${before}; ${said}`;
}

function anyTicked(ticks: readonly Uint8Array[], rows: number): Int16Array {
  const out = new Int16Array(rows);
  for (const option of ticks) for (let row = 0; row < rows; row += 1) if (option[row] === 1) out[row] = 1;
  return out;
}

function notAsked(rows: number): Int16Array {
  return new Int16Array(rows).fill(NOT_ASKED);
}
