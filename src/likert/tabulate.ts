import type { Cell, Figure, Table } from '../render/contract.ts';
import { questionnairesOf } from '../study/lookup.ts';
import type { Selection, Show, Study, TableColumn, TableDefinition } from '../study/study.ts';
import { type Evidence, groupChoices } from './evidence.ts';
import type { FrequencyTable } from './frequency.ts';
import { labelOf, type PlannedCell, planCells } from './plan-cells.ts';
import type { Result, Shorthand } from './result.ts';
import { levelsIn } from './scale.ts';
import {
  answeredResult,
  countResult,
  distinctResult,
  type Marks,
  meanResult,
  medianResult,
  respondentsResult,
  sdResult,
  shareResult,
} from './summarise.ts';
import { hiddenCells, maskWith, type Why } from './suppress.ts';
import { tableNotes } from './table-notes.ts';
import { tableSource } from './table-source.ts';

export interface Tabulated {
  readonly tables: readonly Table[];
  /** Every Result that a figure of the tables points to, once, in order of appearance. */
  readonly results: readonly Result[];
  /** The same Results before masking. */
  readonly full: readonly Result[];
}

/**
 * The study's tables, or those given, in the report's arrangement. A cell joins its row's and its column's selection,
 * the row's word going first. Where no such question exists it is `none` ("n/a"); where nobody answered its figures
 * say `[x]`. The header n of a column is the largest answered base among its cells. `hidden` says which cells of
 * counts no table may show (see `hiddenCells`): those of the study's rule unless told otherwise, an empty map for none.
 */
export function tabulate(
  study: Study,
  frequency: FrequencyTable,
  options: Marks & {
    readonly definitions?: readonly TableDefinition[];
    readonly hidden?: ReadonlyMap<string, Why>;
  },
): Tabulated {
  const mask = maskWith(options.hidden ?? hiddenCells(study, frequency, study.rules.suppressBelow));
  const results = new Map<string, Result>();
  const full = new Map<string, Result>();
  const keep = (result: Result): Result => {
    const known = results.get(result.id) ?? mask(result);
    results.set(result.id, known);
    full.set(result.id, result);
    return known;
  };
  const tables = (options.definitions ?? study.tables).map((definition) =>
    tabulateOne(study, frequency, definition, options, keep),
  );
  return { tables, results: [...results.values()], full: [...full.values()] };
}

function tabulateOne(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
  marks: Marks,
  keep: (result: Result) => Result,
): Table {
  const planned = planCells(study, frequency, definition);
  const byRespondents = planned.flat().some(({ selection }) => namesRespondentGroups(study, selection));
  const columns = definition.columns.map((column, at) => ({
    group: column.group,
    label: column.label,
    headerN: headerN(definition, column, planned, at, marks, keep),
  }));
  const rows = definition.rows.map((row, at) => ({
    stub: newStub(row.stub, definition.rows[at - 1]?.stub ?? []),
    label: labelOf(study, row),
    cells: (planned[at] ?? []).map((cell) => drawCell(study, frequency, cell, marks, keep)),
  }));
  return {
    id: definition.id,
    caption: definition.caption,
    section: definition.section,
    stubHeaders: definition.stubHeaders,
    columns,
    rows,
    notes: [...tableNotes(study, frequency, definition, planned), ...shorthandNotes(columns, rows)],
    source: tableSource(study, planned),
    synthetic: marks.synthetic,
    cleared: definition.disclosure === 'published' || !byRespondents,
  };
}

/** A row's stub as printed: blank up to where it begins to differ from the row above. */
function newStub(stub: readonly string[], above: readonly string[]): string[] {
  const differs = stub.findIndex((text, at) => text !== above[at]);
  return stub.map((text, at) => (differs < 0 || at < differs ? '' : text));
}

/** What each shorthand of a table stands for, for those it has. */
function shorthandNotes(columns: Table['columns'], rows: Table['rows']): string[] {
  const shown = new Set([
    ...columns.map(({ headerN }) => headerN?.shorthand),
    ...rows.flatMap(({ cells }) => cells.flatMap(({ figures }) => figures.map(({ shorthand }) => shorthand))),
  ]);
  return Object.entries(SHORTHAND_WORDS).flatMap(([mark, words]) =>
    shown.has(mark) ? [`${mark} ${words}`] : [],
  );
}

// A record, so that a new shorthand won't compile until it has its words.
const SHORTHAND_WORDS: Readonly<Record<Shorthand, string>> = {
  '[c]': 'suppressed: too few answers, or a figure with too few could be had by subtraction.',
  '[x]': 'nobody answered.',
  '[z]': 'not applicable.',
  '[u]': 'undefined: one answer has no standard deviation.',
};

function headerN(
  definition: TableDefinition,
  column: TableColumn,
  planned: readonly (readonly PlannedCell[])[],
  at: number,
  marks: Marks,
  keep: (result: Result) => Result,
): Figure | null {
  if (!column.headerN || definition.headerN === 'none') return null;
  let largest: Evidence | null = null;
  for (const row of planned) {
    const evidence = row[at]?.evidence ?? null;
    if (evidence !== null && (largest === null || evidence.tally.answered > largest.tally.answered))
      largest = evidence;
  }
  return largest === null ? null : figureOf(keep(answeredResult(largest, marks)), 'count', 0);
}

function drawCell(
  study: Study,
  frequency: FrequencyTable,
  cell: PlannedCell,
  marks: Marks,
  keep: (result: Result) => Result,
): Cell {
  const { selection, evidence } = cell;
  const show: Show = selection.show ?? 'percent';
  if (selection.item === null && show === 'respondents') {
    const questionnaires = questionnairesOf(study, selection.where);
    const [dims, second] = groupChoices(study, selection.where);
    // Groups of respondents that overlap have no number of people together.
    if (questionnaires.length === 0 || dims === undefined || second !== undefined) return NONE;
    const result = keep(respondentsResult(frequency, questionnaires, marks, dims));
    return { pattern: 'single', figures: [figureOf(result, 'count', 0)] };
  }
  if (evidence === null) return NONE;
  const percent = () =>
    figureOf(keep(shareResult(evidence, levelsIn(evidence.scale, selection.levels), marks)), 'percent', 0);
  const count = () =>
    figureOf(keep(countResult(evidence, levelsIn(evidence.scale, selection.levels), marks)), 'count', 0);
  const mean = () => figureOf(keep(meanResult(evidence, marks)), 'mean', 2);
  const sd = () => figureOf(keep(sdResult(evidence, marks)), 'sd', 2);
  // A record, so that a new way to show a cell won't compile until it is handled.
  const draw: Record<Show, () => Cell> = {
    percent: () => ({ pattern: 'single', figures: [percent()] }),
    mean: () => ({ pattern: 'single', figures: [mean()] }),
    sd: () => ({ pattern: 'single', figures: [sd()] }),
    median: () => ({
      pattern: 'single',
      figures: [figureOf(keep(medianResult(evidence, marks)), 'median', 1)],
    }),
    'mean-sd': () => ({ pattern: 'mean-sd', figures: [mean(), sd()] }),
    'percent-count': () => ({ pattern: 'percent-count', figures: [percent(), count()] }),
    'count-percent': () => ({ pattern: 'count-percent', figures: [count(), percent()] }),
    count: () => ({ pattern: 'single', figures: [count()] }),
    answered: () => ({
      pattern: 'single',
      figures: [figureOf(keep(answeredResult(evidence, marks)), 'count', 0)],
    }),
    respondents: () => ({
      pattern: 'single',
      figures: [figureOf(keep(distinctResult(evidence, marks)), 'count', 0)],
    }),
  };
  return draw[show]();
}

const NONE: Cell = { pattern: 'none', figures: [] };

function figureOf(result: Result, measure: Figure['measure'], decimals: number): Figure {
  return { result: result.id, exact: result.exact, shorthand: result.shorthand, measure, decimals };
}

function namesRespondentGroups(study: Study, selection: Selection): boolean {
  return study.dimensions.some(({ id, from }) => from === 'respondent' && selection.where[id] !== undefined);
}
