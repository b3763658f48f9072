import { type Exact, formatExact } from '../../exact/ratio.ts';
import type { Figure, Table } from '../../render/contract.ts';
import type { Question, Scale, Study } from '../../study/study.ts';
import { levelIds } from '../published-possible.ts';
import { type Disclosure, disclosureText, FEW_SOLUTIONS } from './disclosure.ts';
import type { PrintedFigures } from './printed-cell.ts';
import { prepareReproducer, type Reproducer } from './reproduce.ts';

/** Own cells of more answers than this are not searched: so many have many sets of answers. */
const MOST_ANSWERS = 100;
/** Fewer on wide scales without a percentage, whose tables grow with the cube of the width. */
const LARGEST_TABLE = 2_000_000;

/**
 * The cells of our own tables that give their answers away, by the same check: all figures of one question and group
 * that the tables print, over however many tables (B.1 prints the percentage, B.2 mean and SD), at the true number of
 * answers, which a reader may know. Suppressed figures give nothing. Tables in order.
 */
export function ownDisclosures(study: Study, tables: readonly Table[]): Disclosure[] {
  const cells = new Map<string, OwnCell>();
  for (const table of tables)
    for (const row of table.rows)
      for (const [index, cell] of row.cells.entries())
        for (const figure of cell.figures) addFigure(cells, figure, table, row.label, index);
  const reproducers = new Map<string, Reproducer>();
  return [...cells.values()].flatMap((cell) => judge(study, cell, reproducers));
}

interface OwnCell {
  readonly name: string;
  tables: string[];
  readonly row: string;
  readonly column: string;
  n: number;
  levels: string;
  figures: PrintedFigures;
}

function addFigure(
  cells: Map<string, OwnCell>,
  figure: Figure,
  table: Table,
  row: string,
  index: number,
): void {
  const match = /^(.+?)\.(?:share\.([^@]*)|mean|sd)(@.*)?$/.exec(figure.result);
  const { exact, measure } = figure;
  if (match === null || exact === null || !(measure === 'percent' || measure === 'mean' || measure === 'sd'))
    return;
  const key = `${match[1]}${match[3] ?? ''}`;
  const column = table.columns[index];
  const known = cells.get(key) ?? {
    name: match[1] ?? '',
    tables: [],
    row,
    column: [column?.group, column?.label].filter((part) => part !== null && part !== undefined).join(' '),
    n: 0,
    levels: '',
    figures: { percent: null, mean: null, sd: null },
  };
  cells.set(key, known);
  if (!known.tables.includes(table.id)) known.tables.push(table.id);
  if (measure !== 'sd') known.n = Number(exact.denominator);
  if (measure === 'percent') known.levels = match[2] ?? '';
  known.figures = { ...known.figures, [measure]: printed(exact, figure) };
}

function printed(exact: Exact, { measure, decimals }: Figure): string {
  return formatExact(
    measure === 'percent' ? { ...exact, numerator: exact.numerator * 100n } : exact,
    decimals,
  );
}

function judge(study: Study, cell: OwnCell, reproducers: Map<string, Reproducer>): Disclosure[] {
  const { figures, n } = cell;
  if (n < 2 || n > MOST_ANSWERS || figures.mean === null) return [];
  const scale = scaleOf(study, cell.name);
  const values = scale === null ? [] : valuesOf(scale, null);
  const low = Math.min(...values);
  const high = Math.max(...values);
  // Levels with gaps between them have fewer sets of answers than this search would find.
  if (scale === null || values.length < 2 || values.length !== high - low + 1) return [];
  const agree = valuesOf(scale, levelIds(scale, cell.levels || null));
  const part = figures.percent === null ? high - low : (high - low) / 2;
  const most = Math.min(MOST_ANSWERS, Math.floor(Math.sqrt(LARGEST_TABLE / part ** 3)));
  if (n > most) return [];
  const key = `${low}|${high}|${agree.join()}|${most}`;
  const reproducer = reproducers.get(key) ?? prepareReproducer([low, high], agree, most);
  reproducers.set(key, reproducer);
  const solutions = reproducer.list(figures, n, FEW_SOLUTIONS).length;
  if (solutions === 0 || solutions >= FEW_SOLUTIONS) return [];
  const { row, column } = cell;
  const text = disclosureText(reproducer, figures, n, solutions);
  return [{ table: cell.tables.join('/'), row, column, n, solutions, text }];
}

function valuesOf(scale: Scale, ids: ReadonlySet<string> | null): number[] {
  return scale.options
    .filter(({ id, missing }) => missing === null && (ids === null || ids.has(id)))
    .flatMap(({ value }) => (value === null || !Number.isSafeInteger(value) ? [] : [value]));
}

/** The scale of the question that a result's name begins with; null where several are pooled. */
function scaleOf(study: Study, name: string): Scale | null {
  for (const questionnaire of study.questionnaires) {
    const question: Question | undefined = questionnaire.questions.find(
      ({ id }) => name === `${questionnaire.id}.${id}`,
    );
    if (question !== undefined)
      return question.scale === null ? null : (study.scales[question.scale] ?? null);
  }
  return null;
}
