import { numberOf } from '../exact/number-of.ts';
import { InputError, type Problem } from './problem.ts';
import { type PublishedFigures, type PublishedPlace, type PublishedRow, publishedId } from './published.ts';

/** A parsed CSV file: its records from the header on, every cell as text. */
export interface PublishedSheet {
  readonly file: string;
  readonly records: readonly (readonly string[])[];
}

/** The columns of each kind of file; a file is what its header says it is, whatever its name. */
const PUBLISHED_COLUMNS = {
  likert: [
    'table',
    'respondents',
    'statement',
    'group',
    'header_n',
    'percent_agree',
    'mean',
    'sd',
    'scale_min',
    'scale_max',
  ],
  count: ['table', 'phase', 'row', 'respondents', 'count', 'percent', 'statement'],
  text: ['section', 'phase', 'respondents', 'group', 'measure', 'percent'],
} as const;

/**
 * Published figures from parsed sheets. Rows that are blank throughout are passed over. Throws one InputError with
 * every fault: an unknown header, a row of another length, a figure that is no number, a percentage above 100, a
 * mean off its scale, the same cell given twice.
 */
export function checkPublished(sheets: readonly PublishedSheet[]): PublishedFigures {
  const problems: Problem[] = [];
  const rows = sheets.flatMap((sheet) => checkSheet(sheet, problems));
  problems.push(...repeats(rows));
  if (problems.length > 0) throw new InputError(problems);
  return {
    likert: rows.filter((row) => row.kind === 'likert'),
    counts: rows.filter((row) => row.kind === 'count'),
    texts: rows.filter((row) => row.kind === 'text'),
  };
}

function checkSheet(sheet: PublishedSheet, problems: Problem[]): PublishedRow[] {
  const header = sheet.records[0]?.map((cell) => cell.trim()) ?? [];
  const kind = (['likert', 'count', 'text'] as const).find((name) => {
    const wanted: readonly string[] = PUBLISHED_COLUMNS[name];
    return wanted.length === header.length && wanted.every((column) => header.includes(column));
  });
  if (kind === undefined) {
    const kinds = Object.values(PUBLISHED_COLUMNS).map((columns) => columns.join(','));
    problems.push({
      severity: 'error',
      code: 'published-header',
      file: sheet.file,
      row: 1,
      column: null,
      expected: `one of these headers: ${kinds.join(' or ')}`,
      found: header.length === 0 ? 'an empty file' : `${header.join(',')}`,
      advice: null,
    });
    return [];
  }
  const rows: PublishedRow[] = [];
  for (const [index, record] of sheet.records.entries()) {
    if (index === 0 || record.every((cell) => cell.trim() === '')) continue;
    const cells = rowCells(sheet.file, index + 1, header, record, problems);
    if (record.length !== header.length) {
      cells.fault(
        null,
        `${numberOf(header.length, 'cell')}`,
        `${numberOf(record.length, 'cell')}`,
        'quote a text that has commas',
      );
      continue;
    }
    rows.push(READ[kind](cells, { file: sheet.file, row: index + 1 }));
  }
  return rows;
}

/** A row's cells by column, each read with its own check; what fails is added to the problems. */
interface RowCells {
  readonly text: (column: string) => string;
  readonly number: (column: string, pattern: RegExp, expected: string) => string;
  readonly percent: (column: string) => string;
  readonly optional: (column: string, read: () => string) => string | null;
  readonly fault: (column: string | null, expected: string, found: string, advice: string | null) => void;
}

function rowCells(
  file: string,
  row: number,
  header: readonly string[],
  record: readonly string[],
  problems: Problem[],
): RowCells {
  const cell = (column: string): string => record[header.indexOf(column)]?.trim() ?? '';
  const fault: RowCells['fault'] = (column, expected, found, advice) => {
    problems.push({
      severity: 'error',
      code: 'published-figure',
      file,
      row,
      column,
      expected,
      found: found === '' ? 'nothing' : `"${found}"`,
      advice,
    });
  };
  const text: RowCells['text'] = (column) => {
    if (cell(column) === '') fault(column, 'a text', '', null);
    return cell(column);
  };
  const number: RowCells['number'] = (column, pattern, expected) => {
    if (!pattern.test(cell(column)))
      fault(column, expected, cell(column), 'write figures as printed, as 5.40');
    return cell(column);
  };
  const percent: RowCells['percent'] = (column) => {
    const value = number(column, /^\d+(\.\d+)?$/, 'a percentage');
    if (Number(value) > 100) fault(column, 'a percentage from 0 to 100', value, null);
    return value;
  };
  return { text, number, percent, fault, optional: (column, read) => (cell(column) === '' ? null : read()) };
}

const READ = {
  likert: (cells: RowCells, place: PublishedPlace): PublishedRow => {
    const scaleMin = Number(cells.number('scale_min', /^-?\d+$/, 'a whole number'));
    const scaleMax = Number(cells.number('scale_max', /^-?\d+$/, 'a whole number'));
    if (scaleMin >= scaleMax)
      cells.fault('scale_max', `a number above scale_min (${scaleMin})`, `${scaleMax}`, null);
    const mean = cells.number('mean', DECIMAL, 'a number');
    if (Number(mean) < scaleMin || Number(mean) > scaleMax)
      cells.fault('mean', `a mean on the scale (${scaleMin} to ${scaleMax})`, mean, null);
    return {
      kind: 'likert',
      ...place,
      tables: cells
        .text('table')
        .split('/')
        .map((table) => table.trim()),
      respondents: cells.text('respondents'),
      statement: cells.text('statement'),
      group: cells.text('group'),
      headerN: cells.optional('header_n', () => cells.number('header_n', /^[1-9]\d*$/, 'a number above 0')),
      percent: cells.optional('percent_agree', () => cells.percent('percent_agree')),
      mean,
      sd: cells.number('sd', /^\d+(\.\d+)?$/, 'a number, 0 or more'),
      scaleMin,
      scaleMax,
    };
  },
  count: (cells: RowCells, place: PublishedPlace): PublishedRow => ({
    kind: 'count',
    ...place,
    table: cells.text('table'),
    phase: cells.text('phase'),
    label: cells.text('row'),
    respondents: cells.text('respondents'),
    count: cells.number('count', /^\d+$/, 'a whole number, 0 or more'),
    percent: cells.optional('percent', () => cells.percent('percent')),
    statement: cells.optional('statement', () => cells.text('statement')),
  }),
  text: (cells: RowCells, place: PublishedPlace): PublishedRow => ({
    kind: 'text',
    ...place,
    section: cells.text('section'),
    phase: cells.text('phase'),
    respondents: cells.text('respondents'),
    group: cells.text('group'),
    measure: cells.text('measure'),
    percent: cells.percent('percent'),
  }),
};

const DECIMAL = /^-?\d+(\.\d+)?$/;

function repeats(rows: readonly PublishedRow[]): Problem[] {
  const first = new Map<string, PublishedRow>();
  const problems: Problem[] = [];
  for (const row of rows) {
    const id = `${row.kind}|${publishedId(row)}`;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, row);
    else
      problems.push({
        severity: 'error',
        code: 'published-twice',
        file: row.file,
        row: row.row,
        column: null,
        expected: 'each published cell once',
        found: `the cell of ${earlier.file}:${earlier.row} again`,
        advice: 'remove one of the two rows',
      });
  }
  return problems;
}
