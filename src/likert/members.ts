import { scaleOf } from '../study/lookup.ts';
import { OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import type { Dimension, Questionnaire, Study } from '../study/study.ts';

/** A breakdown that a questionnaire's respondents can be put in: its cells, and which dimensions they are of. */
export interface Breakdown {
  readonly dimensions: readonly GroupedDimension[];
  /** One a cell, in the order of groups, the last dimension fastest; one empty record for the whole. */
  readonly cells: readonly Readonly<Record<string, string>>[];
}

/** A respondent dimension, with those of its groups that this questionnaire's respondents can be in, and the question. */
export interface GroupedDimension {
  readonly dimension: Dimension;
  readonly question: string;
  readonly multi: boolean;
  /** Group position by option position (1-based); −1 where an option is no group. */
  readonly groupOf: Int32Array;
}

/** Which rows of a batch are in which cells of a breakdown, as pairs; a row in two overlapping groups comes twice. */
export interface Members {
  readonly rows: Int32Array;
  readonly cells: Int32Array;
}

/**
 * The whole, then each breakdown of the study that this questionnaire can give: one whose dimensions all have a
 * closed question in it. A breakdown that names something else than a respondent dimension throws a RangeError.
 */
export function breakdownsOf(study: Study, questionnaire: Questionnaire): Breakdown[] {
  const found: Breakdown[] = [{ dimensions: [], cells: [{}] }];
  for (const names of study.breakdowns) {
    const dimensions = names.map((name) => grouped(study, questionnaire, name));
    const complete = dimensions.filter((dimension) => dimension !== null);
    if (complete.length === names.length) found.push({ dimensions: complete, cells: cross(complete) });
  }
  return found;
}

/** The pairs of one batch. Rows off every base, and rows without a group in one of the dimensions, are in none. */
export function membersOf(batch: ResponseBatch, breakdown: Breakdown, usable: Uint8Array): Members {
  let rows = Int32Array.from(usable.keys()).filter((row) => usable[row] === 1);
  let cells = new Int32Array(rows.length);
  for (const dimension of breakdown.dimensions) {
    const width = dimension.dimension.groups.length;
    const nextRows: number[] = [];
    const nextCells: number[] = [];
    const codes = batch.closed.get(dimension.question);
    const ticked = dimension.multi ? (batch.ticked.get(dimension.question) ?? []) : null;
    for (let pair = 0; pair < rows.length; pair++) {
      const row = rows[pair] as number;
      const before = (cells[pair] as number) * width;
      const code = codes?.[row] ?? 0;
      if (code <= 0) continue;
      const last = ticked === null ? code : ticked.length;
      for (let option = ticked === null ? code : 1; option <= last; option++) {
        if (ticked !== null && ticked[option - 1]?.[row] !== 1) continue;
        const group = dimension.groupOf[option] ?? -1;
        if (group < 0) continue;
        nextRows.push(row);
        nextCells.push(before + group);
      }
    }
    rows = Int32Array.from(nextRows);
    cells = Int32Array.from(nextCells);
  }
  return { rows, cells };
}

/** 1 for each row that is in closed counts; 0 for those who answered the wrong questionnaire. */
export function usableRows(batch: ResponseBatch): Uint8Array {
  const usable = new Uint8Array(batch.rows).fill(1);
  const [codes] = batch.closed.values();
  if (codes !== undefined)
    for (let row = 0; row < batch.rows; row++) if (codes[row] === OFF_BASE) usable[row] = 0;
  return usable;
}

function grouped(study: Study, questionnaire: Questionnaire, name: string): GroupedDimension | null {
  const dimension = study.dimensions.find((candidate) => candidate.id === name);
  if (dimension === undefined || dimension.from !== 'respondent')
    throw new RangeError(`breakdowns: "${name}" is not a dimension of respondents`);
  const question = questionnaire.questions.find((candidate) => candidate.item === dimension.item);
  const scale = question === undefined ? null : scaleOf(study, question);
  if (question === undefined || scale === null) return null;
  // A dimension may have groups that only another questionnaire's respondents can be in.
  const groups = dimension.groups.filter(({ id }) => scale.options.some((option) => option.id === id));
  const ids = groups.map(({ id }) => id);
  const groupOf = Int32Array.from([-1, ...scale.options.map((option) => ids.indexOf(option.id))]);
  return {
    dimension: { ...dimension, groups },
    question: question.id,
    multi: question.kind === 'multi',
    groupOf,
  };
}

function cross(dimensions: readonly GroupedDimension[]): Record<string, string>[] {
  let cells: Record<string, string>[] = [{}];
  for (const { dimension } of dimensions)
    cells = cells.flatMap((cell) => dimension.groups.map((group) => ({ ...cell, [dimension.id]: group.id })));
  return cells;
}
