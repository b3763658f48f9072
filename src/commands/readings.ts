import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { numberOf } from '../exact/number-of.ts';
import { proposeReading } from '../likert/propose-reading.ts';
import type { Chart, Figure } from '../render/contract.ts';
import { plainField } from '../render/csv.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Io } from './io.ts';
import { readCsvText } from './read-csv-text.ts';

/** A chart's reading as a person confirmed it, and the figures it was confirmed for. */
export interface ConfirmedReading {
  readonly row: number;
  readonly chart: string;
  /** Stands for the figures that were read; see `figuresKey`. */
  readonly figures: string;
  readonly text: string;
}

/** A readings file as it was read. */
export interface Readings {
  readonly file: string;
  readonly sha256: string;
  readonly confirmed: readonly ConfirmedReading[];
}

const COLUMNS = ['chart', 'figures', 'confirmed'] as const;
const ADVICE = 'start from internal/readings.csv of a run and fill in its column "confirmed"';

/**
 * Reads the file of readings given back to `analyse`. Lines without confirmed text are passed over. Throws an InputError with every
 * fault: a missing column, a line of another length, no chart or figures, a chart confirmed twice.
 */
export function readReadings(path: string, io: Io): Readings {
  const file = basename(path);
  const read = readCsvText(resolve(io.cwd, path), path, 'a CSV file of readings');
  if (read.problem !== null) throw new InputError([read.problem]);
  const problems: Problem[] = [];
  const fault = (row: number | null, column: string | null, expected: string, found: string) =>
    problems.push({
      severity: 'error',
      code: 'bad-reading',
      file,
      row,
      column,
      expected,
      found,
      advice: ADVICE,
    });
  const [header = [], ...lines] = parseCsv(read.text, fault);
  const names = header.map((name) => name.trim().toLowerCase());
  if (problems.length === 0) {
    for (const name of COLUMNS)
      if (!names.includes(name)) fault(1, null, `a column "${name}" among ${COLUMNS.join(', ')}`, 'none');
  }
  if (problems.length > 0) throw new InputError(problems);
  const confirmed: ConfirmedReading[] = [];
  for (const [index, line] of lines.entries()) {
    const row = index + 2;
    if (line.length !== header.length) {
      fault(row, null, `${numberOf(header.length, 'field')}`, `${line.length}`);
      continue;
    }
    const cell = (name: (typeof COLUMNS)[number]) => plainField((line[names.indexOf(name)] ?? '').trim());
    const [chart, figures, text] = COLUMNS.map(cell) as [string, string, string];
    if (text === '') continue;
    if (chart === '') fault(row, '"chart"', 'the chart’s id', 'nothing');
    if (figures === '') fault(row, '"figures"', 'the key of the figures that were read', 'nothing');
    const first = confirmed.find((each) => each.chart === chart);
    if (first !== undefined)
      fault(row, null, 'each chart confirmed once', `the chart of row ${first.row} again`);
    else confirmed.push({ row, chart, figures, text: text.replace(/\s+/g, ' ') });
  }
  if (problems.length > 0) throw new InputError(problems);
  return { file, sha256: createHash('sha256').update(read.text).digest('hex'), confirmed };
}

function parseCsv(
  text: string,
  fault: (row: number | null, column: string | null, expected: string, found: string) => void,
): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { readonly lines?: unknown };
    fault(
      typeof lines === 'number' ? lines : null,
      null,
      'a CSV file',
      'a quote that is not closed or stands within a field',
    );
    return [];
  }
}

/** Charts with the readings that hold, what each chart's reading could be, and what became of those that don't hold. */
export interface ReadCharts {
  readonly charts: readonly Chart[];
  /** The lines of `internal/readings.csv`, header first, a chart a line. */
  readonly lines: readonly (readonly string[])[];
  readonly problems: readonly Problem[];
  readonly applied: number;
  readonly withheld: number;
}

/**
 * Puts on each chart the reading that a person confirmed for these very figures. One that was confirmed for other figures is
 * withheld, with a warning, and kept in the column `withheld` for rewording; so is one of a chart that this run
 * does not draw, which has a warning only.
 */
export function applyReadings(charts: readonly Chart[], given: Readings | null): ReadCharts {
  const problems: Problem[] = [];
  const warn = ({ row }: ConfirmedReading, expected: string, found: string, advice: string) =>
    problems.push({
      severity: 'warning',
      code: 'reading-withheld',
      file: given?.file ?? '',
      row,
      column: null,
      expected,
      found,
      advice,
    });
  const confirmed = new Map(given?.confirmed.map((reading) => [reading.chart, reading]));
  let applied = 0;
  const lines: string[][] = [['chart', 'title', 'proposed', 'figures', 'confirmed', 'withheld']];
  const read = charts.map((chart): Chart => {
    const key = figuresKey(chart);
    const reading = confirmed.get(chart.id);
    const holds = reading !== undefined && reading.figures === key;
    lines.push([
      chart.id,
      chart.title,
      proposeReading(chart),
      key,
      holds ? reading.text : '',
      reading === undefined || holds ? '' : reading.text,
    ]);
    if (holds) {
      applied += 1;
      return { ...chart, reading: reading.text };
    }
    if (reading !== undefined)
      warn(
        reading,
        `figures ${reading.figures} in ${chart.id}, for which the reading was confirmed`,
        `other figures (${key}); the reading is withheld`,
        'read the chart again, and confirm a line of this run’s internal/readings.csv',
      );
    return chart;
  });
  const ids = new Set(charts.map(({ id }) => id));
  for (const reading of given?.confirmed ?? []) {
    if (!ids.has(reading.chart))
      warn(reading, 'a chart that this run draws', 'none of that id; its reading is withheld', ADVICE);
  }
  const withheld = (given?.confirmed.length ?? 0) - applied;
  return { charts: read, lines, problems, applied, withheld };
}

/**
 * Stands for all figures of a chart: the first 16 hexadecimal digits of the SHA-256 of its id, its figures (result,
 * printed or exact value, base) and the reading proposed. It changes when any of them does.
 */
function figuresKey(chart: Chart): string {
  const content = JSON.stringify([chart.id, figuresOf(chart), proposeReading(chart)]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

function figuresOf(chart: Chart): unknown {
  switch (chart.kind) {
    case 'distribution':
      return chart.bars.map(({ row, panel, counts, dontKnow, base, result }) => [
        ...[row, panel, result],
        ...[counts, dontKnow, base],
      ]);
    case 'overview':
      return chart.parts.map(figuresOf);
    case 'comparison':
    case 'heat':
      return chart.points.map(({ row, group, figure, base }) => [row, group, base, ...exactly(figure)]);
  }
}

function exactly({ result, exact, shorthand }: Figure): readonly string[] {
  const value = exact === null ? '' : `${exact.kind} ${exact.numerator}/${exact.denominator}`;
  return [result, value, shorthand ?? ''];
}
