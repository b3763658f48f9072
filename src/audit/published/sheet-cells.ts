import { numberOf } from '../../exact/number-of.ts';
import type { Problem } from '../../study/problem.ts';
import type { PrintedCell, PrintedCount, PrintedFault, PrintedQuote, PrintedTables } from './printed-cell.ts';

/** A parsed CSV file: its records from the header on, every cell as text. */
export interface TextSheet {
  readonly file: string;
  readonly records: readonly (readonly string[])[];
}

/** What a column is called, ours first; case, spaces and punctuation do not count. */
const COLUMNS = {
  table: ['table', 'tables'],
  statement: ['statement', 'item', 'question'],
  label: ['row', 'label'],
  column: ['group', 'column', 'pathway'],
  respondents: ['respondents', 'respondent', 'participants'],
  n: ['header_n', 'n', 'base'],
  percent: ['percent_agree', 'percent', '%', '% agreement', 'agreement', 'pct'],
  mean: ['mean', 'm', 'average'],
  sd: ['sd', 'std', 'standard deviation', 'stdev'],
  low: ['scale_min', 'min', 'scale low'],
  high: ['scale_max', 'max', 'scale high'],
  count: ['count', 'frequency'],
  phase: ['phase', 'wave'],
  section: ['section', 'chapter'],
  measure: ['measure'],
} as const;

type Name = keyof typeof COLUMNS;

/** Scale limits where the file has no columns for them. */
export type DefaultScale = readonly [number, number] | null;

/**
 * Reads one file: ratings where its header has a mean or SD (or a percentage with n and scale), counts where it has a
 * count, figures of the running text where it has a measure. Figures stay as printed. What can't be read is a fault
 * with its table, row and column; the cell it is of is left out and the rest read.
 */
export function readTextSheet(sheet: TextSheet, scale: DefaultScale): PrintedTables {
  const header = sheet.records[0] ?? [];
  const at = new Map<Name, number>();
  for (const name of Object.keys(COLUMNS) as Name[]) {
    const index = COLUMNS[name]
      .map((wanted) => header.findIndex((cell) => plain(cell) === plain(wanted)))
      .find((found) => found >= 0);
    if (index !== undefined) at.set(name, index);
  }
  const has = (...names: Name[]): boolean => names.every((name) => at.has(name));
  const kind = has('measure', 'percent')
    ? 'quote'
    : has('count')
      ? 'count'
      : has('n') && (has('mean') || has('sd') || has('percent')) && (has('low', 'high') || scale !== null)
        ? 'cell'
        : null;
  if (kind === null) return { ...NOTHING, faults: [unreadableHeader(sheet, header, scale)] };
  const cells: PrintedCell[] = [];
  const counts: PrintedCount[] = [];
  const quotes: PrintedQuote[] = [];
  const faults: PrintedFault[] = [];
  let above: Partial<Record<Name, string>> = {};
  for (const [index, record] of sheet.records.entries()) {
    if (index === 0 || record.every((text) => text.trim() === '')) continue;
    const text = (name: Name): string => record[at.get(name) ?? -1]?.trim() ?? '';
    above = { table: text('table') || above.table || '' };
    const row = {
      sheet,
      line: index + 1,
      text,
      header: (name: Name) => header[at.get(name) ?? -1]?.trim() ?? name,
      table: above.table ?? '',
      scale,
      faults,
    };
    if (record.length > header.length) {
      fault(row, null, numberOf(header.length, 'cell'), `${record.length}`, 'quote a text that has commas');
      continue;
    }
    if (kind === 'cell') cells.push(...readCell(row));
    else if (kind === 'count') counts.push(...readCount(row));
    else quotes.push(...readQuote(row));
  }
  return { cells, counts, quotes, faults };
}

export const NOTHING: PrintedTables = { cells: [], counts: [], quotes: [], faults: [] };

interface Row {
  readonly sheet: TextSheet;
  readonly line: number;
  readonly text: (name: Name) => string;
  readonly header: (name: Name) => string;
  readonly table: string;
  readonly scale: DefaultScale;
  readonly faults: PrintedFault[];
}

function readCell(row: Row): PrintedCell[] {
  const before = row.faults.length;
  const figure = (name: 'percent' | 'mean' | 'sd'): string | null => {
    const printed = row.text(name).replace(name === 'percent' ? /\s*%$/ : /$^/, '');
    if (printed === '' || /^(n\/a|na|-|–|—)$/i.test(printed)) return null;
    if (/^-?\d+(\.\d+)?$/.test(printed)) return printed;
    fault(row, name, 'a figure as printed, such as 5.40', `"${printed}"`, 'correct the transcription');
    return null;
  };
  const whole = (name: 'low' | 'high', otherwise: number | undefined): number => {
    const text = row.text(name);
    if (text === '' && otherwise !== undefined) return otherwise;
    if (!/^-?\d+$/.test(text)) fault(row, name, 'a whole number, an end of the scale', `"${text}"`, null);
    return Number(text);
  };
  const percent = figure('percent');
  const mean = figure('mean');
  const sd = figure('sd');
  const low = whole('low', row.scale?.[0]);
  const high = whole('high', row.scale?.[1]);
  const n = row
    .text('n')
    .replace(/^\(?\s*n\s*=\s*/i, '')
    .replace(/\)$/, '')
    .replace(/,(?=\d{3}$)/, '');
  if (!/^\d+$/.test(n) || Number(n) === 0)
    fault(
      row,
      'n',
      'a number of respondents above 0',
      n === '' ? 'nothing' : `"${n}"`,
      'without n nothing can be said of the cell',
    );
  if (row.faults.length === before) {
    if (low >= high) fault(row, 'high', `a number above ${low}`, String(high), 'give the lowest score first');
    else if (mean !== null && (Number(mean) < low || Number(mean) > high))
      fault(
        row,
        'mean',
        `a mean on the scale (${low} to ${high})`,
        mean,
        'no answers on this scale can have it: check the figure and the scale',
      );
    if (percent !== null && (Number(percent) > 100 || Number(percent) < 0))
      fault(row, 'percent', 'a percentage from 0 to 100', percent, null);
    if (sd !== null && Number(sd) < 0) fault(row, 'sd', 'an SD of 0 or more', sd, null);
    if (sd !== null && mean === null)
      fault(row, 'sd', 'a mean beside the SD', 'an SD alone', 'add the mean, or leave the SD out');
  }
  if (row.faults.length > before || (percent === null && mean === null)) return [];
  return [
    {
      file: row.sheet.file,
      line: row.line,
      table: row.table,
      row: row.text('statement') || row.text('label'),
      column: row.text('column'),
      respondents: row.text('respondents'),
      n: Number(n),
      figures: { percent, mean, sd },
      scale: [low, high],
    },
  ];
}

function readCount(row: Row): PrintedCount[] {
  const before = row.faults.length;
  const count = row.text('count').replace(/,(?=\d{3}$)/, '');
  if (!/^\d+$/.test(count)) fault(row, 'count', 'a whole number, 0 or more', `"${count}"`, null);
  const percent = percentOf(row);
  if (row.faults.length > before) return [];
  const n = row.text('n');
  return [
    {
      file: row.sheet.file,
      line: row.line,
      table: row.table,
      phase: row.text('phase'),
      row: row.text('label') || row.text('statement'),
      statement: row.text('label') === '' ? '' : row.text('statement'),
      column: row.text('column'),
      respondents: row.text('respondents'),
      count: Number(count),
      percent: percent === '' ? null : percent,
      n: /^[1-9]\d*$/.test(n) ? Number(n) : null,
    },
  ];
}

function readQuote(row: Row): PrintedQuote[] {
  const before = row.faults.length;
  const percent = percentOf(row);
  if (percent === '') fault(row, 'percent', 'a percentage', 'nothing', null);
  if (row.faults.length > before) return [];
  return [
    {
      file: row.sheet.file,
      line: row.line,
      section: row.text('section'),
      phase: row.text('phase'),
      respondents: row.text('respondents'),
      group: row.text('column'),
      measure: row.text('measure'),
      percent,
    },
  ];
}

function percentOf(row: Row): string {
  const percent = row.text('percent').replace(/\s*%$/, '');
  if (percent !== '' && (!/^\d+(\.\d+)?$/.test(percent) || Number(percent) > 100))
    fault(row, 'percent', 'a percentage from 0 to 100', `"${percent}"`, null);
  return percent;
}

function fault(row: Row, name: Name | null, expected: string, found: string, advice: string | null): void {
  const column = row.text('column') || row.text('respondents');
  const label = row.text('statement') || row.text('label') || row.text('measure');
  row.faults.push({
    table: row.table,
    row: label,
    column,
    problem: problem(
      row.sheet.file,
      row.line,
      name === null ? null : row.header(name),
      expected,
      `${found} (table ${row.table || 'without a name'}, row “${label}”, column ${column || 'without a name'})`,
      advice,
    ),
  });
}

function unreadableHeader(sheet: TextSheet, header: readonly string[], scale: DefaultScale): PrintedFault {
  const found = header.every((cell) => cell.trim() === '') ? 'an empty file' : `"${header.join(',')}"`;
  const limits = scale === null ? ', scale_min, scale_max' : '';
  return {
    table: '',
    row: '(header)',
    column: '',
    problem: problem(
      sheet.file,
      1,
      null,
      `a header with table, statement, group, n, percent and/or mean and sd${limits}; or a count; or a measure and percent`,
      found,
      scale === null ? 'name the columns so, or give the scale with --scale 1..7' : 'name the columns so',
    ),
  };
}

function problem(
  file: string,
  row: number,
  column: string | null,
  expected: string,
  found: string,
  advice: string | null,
): Problem {
  return { severity: 'error', code: 'audit-figure', file, row, column, expected, found, advice };
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/^\ufeff/, '')
    .replace(/[\s_.-]+/g, '');
}
