import type { Problem } from '../../study/problem.ts';
import { type HeaderCell, isFigureHeader, type Measure, readHeader } from './header-cell.ts';
import { joinTables } from './join-tables.ts';
import type { PrintedCell, PrintedCount, PrintedFault, PrintedTables } from './printed-cell.ts';
import { type StatedScale, scaleOfRow, statedScales } from './scale-statement.ts';
import type { DefaultScale } from './sheet-cells.ts';

/** A sheet as it looks: every cell as the text it shows. Rows count from 1 at the first. */
export interface PrintedSheet {
  readonly file: string;
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/**
 * Finds the tables of a sheet as reports print them and reads their cells: "5.75 (1.82)", "75", "33 (11)", `(n=28)` in
 * the heading. A table begins at a row with two cells or more of which one names a measure or an n, with a caption
 * above it ("Table B.1: …"), and ends at the next caption, heading or note. A second heading row above names groups.
 * Its scale is the one that its notes state, else the one given. Tables of which one prints the percentages and the
 * next mean and SD of the same rows and columns are joined. What can't be read is a fault with table, row, column.
 */
export function readPrintedSheet(sheet: PrintedSheet, scale: DefaultScale): PrintedTables {
  const found = findTables(sheet);
  const read = found.map((table) => readTable(sheet, table, scale));
  return {
    cells: joinTables(read.flatMap(({ cells }) => cells)),
    counts: read.flatMap(({ counts }) => counts),
    quotes: [],
    faults: read.flatMap(({ faults }) => faults),
  };
}

interface FoundTable {
  readonly id: string;
  /** First row of its heading, from 0; `body` is where figures begin, `end` the row after the last. */
  readonly header: number;
  readonly body: number;
  readonly end: number;
  readonly scales: readonly StatedScale[];
}

const CAPTION = /^\W*table\s+([A-Z]?[\d.]*\d[a-z]?|[A-Z](?:\.\d+)*)\b/i;

function filled(row: readonly string[] | undefined): readonly string[] {
  return (row ?? []).filter((text) => text.trim() !== '');
}

function isHeader(row: readonly string[] | undefined): boolean {
  const cells = filled(row);
  return cells.length >= 2 && cells.slice(0).some(isFigureHeader) && !cells.slice(1).some(isFigure);
}

function isFigure(text: string): boolean {
  return /^-?\d+(\.\d+)?\s*%?\s*(\(\s*-?\d+(\.\d+)?\s*%?\s*\))?$/.test(text.trim());
}

function findTables({ rows, name }: PrintedSheet): FoundTable[] {
  const found: FoundTable[] = [];
  let caption: string | null = null;
  let captionText = '';
  for (let at = 0; at < rows.length; at += 1) {
    const [only, ...others] = filled(rows[at]);
    const match = others.length === 0 ? CAPTION.exec(only ?? '') : null;
    if (match !== null) {
      caption = match[1] ?? '';
      captionText = only ?? '';
      continue;
    }
    if (!isHeader(rows[at])) continue;
    let body = at + 1;
    while (isHeader(rows[body])) body += 1;
    let end = body;
    let last = body;
    while (end < rows.length && !isHeader(rows[end]) && !startsAnother(rows, end)) {
      if (filled(rows[end]).length >= 2) last = end + 1;
      end += 1;
    }
    const above = filled(rows[at - 1]);
    const groupRow = above.length >= 1 && !isHeader(rows[at - 1]) && isGroupRow(rows[at - 1], rows[at]);
    const notes = rows.slice(last, end).flatMap((row) => (filled(row).length === 1 ? filled(row) : []));
    found.push({
      id: caption ?? (found.length === 0 ? name : `${name} (${found.length + 1})`),
      header: groupRow ? at - 1 : at,
      body,
      end: last,
      scales: statedScales([captionText, ...notes].join('. ')),
    });
    caption = null;
    captionText = '';
    at = end - 1;
  }
  return found;
}

/** Stub columns may be headed in the row of groups ("Statement") and not beneath it. */
const STUBS_NAMED_ABOVE = 3;

/** Groups over a heading: two columns or more named above, within the heading's width, none of it a caption. */
function isGroupRow(above: readonly string[] | undefined, header: readonly string[] | undefined): boolean {
  const texts = filled(above);
  return (
    texts.length >= 2 &&
    !texts.some((text) => CAPTION.test(text)) &&
    texts.length <= filled(header).length + STUBS_NAMED_ABOVE
  );
}

function startsAnother(rows: readonly (readonly string[])[], at: number): boolean {
  const cells = filled(rows[at]);
  if (cells.length === 1 && CAPTION.test(cells[0] ?? '')) return true;
  // A row of group names belongs to the heading beneath it.
  return (
    cells.length >= 2 && !cells.some(isFigure) && isHeader(rows[at + 1]) && isGroupRow(rows[at], rows[at + 1])
  );
}

interface Column extends HeaderCell {
  readonly index: number;
  readonly group: string;
}

function readTable(
  sheet: PrintedSheet,
  table: FoundTable,
  scale: DefaultScale,
): Pick<PrintedTables, 'cells' | 'counts' | 'faults'> {
  const columns = columnsOf(sheet, table);
  const firstFigure = Math.min(...columns.map(({ index }) => index));
  const cells: PrintedCell[] = [];
  const counts: PrintedCount[] = [];
  const faults: PrintedFault[] = [];
  const stub: string[] = [];
  for (let line = table.body; line < table.end; line += 1) {
    const row = sheet.rows[line] ?? [];
    if (filled(row).length < 2) continue;
    for (let index = 0; index < firstFigure; index += 1) {
      const text = (row[index] ?? '').trim();
      if (text !== '') stub[index] = text;
    }
    const label = stub.filter((text) => text !== undefined && text !== '').join(', ');
    readRow({ sheet, table, line: line + 1, row, label, columns, scale }, cells, counts, faults);
  }
  return { cells, counts, faults };
}

/** The columns of figures, each with its group filled in from the left and the n that its group's heading gives. */
function columnsOf({ rows }: PrintedSheet, table: FoundTable): Column[] {
  const heading = rows.slice(table.header, table.body);
  const lowest = heading[heading.length - 1] ?? [];
  const bodyRows = rows.slice(table.body, table.end);
  const width = Math.max(lowest.length, ...bodyRows.map((row) => row.length));
  const columns: Column[] = [];
  let group = '';
  for (let index = 0; index < width; index += 1) {
    const texts = heading.map((row) => (row[index] ?? '').trim());
    const upper = texts.slice(0, -1).filter((text) => text !== '');
    if (upper.length > 0) group = upper.map((text) => readHeader(text).label || text).join(' ');
    const own = readHeader(texts[texts.length - 1] ?? '');
    const upperN = upper.map((text) => readHeader(text).n).find((n) => n !== null) ?? null;
    const hasFigures = bodyRows.some((row) => isFigure(row[index] ?? ''));
    // A heading with an n or a measure promises figures; what stands there instead is a fault of its cell.
    const promised = own.n !== null || own.measure !== null || upperN !== null;
    if (!promised && (!hasFigures || index === 0)) continue;
    columns.push({ ...own, n: own.n ?? upperN, index, group });
  }
  // "% agreement (n=197)" and "Mean (SD)" beside it are of the same people.
  return columns.map((column, at) => {
    if (column.n !== null) return column;
    const before = columns.slice(0, at).reverse();
    const same = before.find(
      ({ group: other, label, n }) => n !== null && other === column.group && label === column.label,
    );
    return { ...column, n: same?.n ?? null };
  });
}

interface RowPlace {
  readonly sheet: PrintedSheet;
  readonly table: FoundTable;
  readonly line: number;
  readonly row: readonly string[];
  readonly label: string;
  readonly columns: readonly Column[];
  readonly scale: DefaultScale;
}

function readRow(
  place: RowPlace,
  cells: PrintedCell[],
  counts: PrintedCount[],
  faults: PrintedFault[],
): void {
  const { sheet, table, row, label } = place;
  const groups = new Map<string, Gathered>();
  for (const column of place.columns) {
    const text = (row[column.index] ?? '').trim();
    if (text === '' || /^(n\/?a|-|–|—|\[\w\]|\*|not asked)$/i.test(text)) continue;
    const name = [column.group, column.label].filter((part) => part !== '').join(' ');
    const gathered = groups.get(name) ?? {
      column: name,
      n: column.n,
      count: null,
      values: {},
      broken: false,
    };
    groups.set(name, gathered);
    gathered.n ??= column.n;
    const taken = takeFigures(text, column.measure);
    if (taken === null) {
      faults.push(faultAt(place, column, name, `"${text}"`, 'a figure such as 75, 5.75 (1.82) or 33 (11)'));
      gathered.broken = true;
      continue;
    }
    if (taken.n !== undefined) gathered.n = Number(taken.n);
    if (taken.count !== undefined) gathered.count = Number(taken.count);
    Object.assign(gathered.values, taken.figures);
  }
  for (const { column, n, count, values, broken } of groups.values()) {
    if (broken) continue;
    const where = {
      file: sheet.file,
      line: place.line,
      table: table.id,
      row: label,
      column,
      respondents: '',
    };
    const { percent = null, mean = null, sd = null } = values;
    if (count !== null) counts.push({ ...where, phase: '', statement: '', count, percent, n });
    else cells.push(...settle(place, where, n, { percent, mean, sd }, faults));
  }
}

interface Gathered {
  readonly column: string;
  n: number | null;
  count: number | null;
  readonly values: { percent?: string; mean?: string; sd?: string };
  broken: boolean;
}

function settle(
  place: RowPlace,
  where: Omit<PrintedCell, 'n' | 'figures' | 'scale'>,
  n: number | null,
  figures: PrintedCell['figures'],
  faults: PrintedFault[],
): PrintedCell[] {
  const { percent, mean, sd } = figures;
  if (percent === null && mean === null && sd === null) return [];
  const stated = scaleOfRow(where.row, place.table.scales) ?? place.scale;
  // A percentage alone is of any two-way answer; its scale does not matter.
  const scale = stated ?? (mean === null && sd === null ? ([0, 1] as const) : null);
  const say = (expected: string, found: string): void => {
    faults.push(faultAt(place, null, where.column, found, expected));
  };
  if (n === null || n === 0) say('an n above 0 in the heading, as (n=28)', n === null ? 'none' : 'n = 0');
  else if (scale === null) say('the scale in a note ("scored on a 1-7 scale"), or --scale 1..7', 'none');
  else if (sd !== null && mean === null) say('a mean beside the SD', 'an SD alone');
  else if (mean !== null && (Number(mean) < scale[0] || Number(mean) > scale[1]))
    say(`a mean on the scale (${scale[0]} to ${scale[1]})`, mean);
  else if (percent !== null && Number(percent) > 100) say('a percentage from 0 to 100', percent);
  else return [{ ...where, n, figures, scale }];
  return [];
}

/** The figures of one cell's text; what the heading does not say, the text's form does. Null for no figures. */
function takeFigures(
  text: string,
  measure: Measure | null,
): { figures: Gathered['values']; count?: string; n?: string } | null {
  const match = /^(-?\d+(?:\.\d+)?)\s*(%?)\s*(?:\(\s*(-?\d+(?:\.\d+)?)\s*(%?)\s*\))?$/.exec(
    text.replace(/(?<=\d),(?=\d{3}\b)/g, ''),
  );
  if (match === null) return null;
  const [, first = '', sign, second, secondSign] = match;
  if (second !== undefined) {
    if (measure === 'count-percent' || secondSign === '%')
      return { figures: { percent: second }, count: first };
    const whole = !first.includes('.') && !second.includes('.');
    if (measure === 'percent-count' || sign === '%' || (whole && measure !== 'pair' && measure !== 'mean'))
      return { figures: { percent: first }, count: second };
    return { figures: { mean: first, sd: second } };
  }
  if (sign === '%') return { figures: { percent: first } };
  switch (measure) {
    case 'mean':
    case 'pair':
      return { figures: { mean: first } };
    case 'sd':
      return { figures: { sd: first } };
    case 'n':
      return { figures: {}, n: first };
    case 'count':
    case 'count-percent':
      return { figures: {}, count: first };
    default:
      return first.includes('.') && measure === null
        ? { figures: { mean: first } }
        : { figures: { percent: first } };
  }
}

function faultAt(
  { sheet, table, line, label }: RowPlace,
  column: Column | null,
  name: string,
  found: string,
  expected: string,
): PrintedFault {
  const problem: Problem = {
    severity: 'error',
    code: 'audit-figure',
    file: sheet.file,
    row: line,
    column: column === null ? null : `column ${letter(column.index)}`,
    expected,
    found: `${found} (table ${table.id}, row “${label}”, column ${name || 'without a name'})`,
    advice: null,
  };
  return { table: table.id, row: label, column: name, problem };
}

function letter(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;
}
