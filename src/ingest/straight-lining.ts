import type { Questionnaire } from '../study/study.ts';

/** Likert items of one section on one scale and of the same groups: what stands in one matrix. */
export interface Matrix {
  readonly section: string;
  readonly title: string;
  readonly questions: readonly string[];
}

/** Fewer same answers than this are common among honest ones. */
const LEAST = 8;

/** The matrices of a questionnaire with at least 8 items. */
export function matricesOf({ sections, questions }: Questionnaire): readonly Matrix[] {
  const byKey = new Map<string, { section: string; title: string; questions: string[] }>();
  for (const { id, kind, section, scale, facets } of questions) {
    if (kind !== 'likert') continue;
    const key = JSON.stringify([section, scale, Object.entries(facets).sort()]);
    const title = sections.find((candidate) => candidate.id === section)?.title ?? section;
    const matrix = byKey.get(key) ?? { section, title, questions: [] };
    byKey.set(key, matrix);
    matrix.questions.push(id);
  }
  return [...byKey.values()].filter((matrix) => matrix.questions.length >= LEAST);
}

/**
 * Whether a row gave the same answer to all the items it answered in a matrix, 8 at least: how many, else 0. `columns` are
 * the answers to its items. A don't know is an answer here: fifteen in a row are straight-lining too.
 */
export function straightLined(columns: readonly Int16Array[], row: number): number {
  let answered = 0;
  let first = 0;
  for (const column of columns) {
    const state = column[row] ?? 0;
    if (state <= 0) continue;
    if (answered === 0) first = state;
    else if (state !== first) return 0;
    answered += 1;
  }
  return answered >= LEAST ? answered : 0;
}
