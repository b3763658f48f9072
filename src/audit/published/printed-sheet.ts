import type { Problem } from '../../study/problem.ts';
import { type FoundTable, filled, findTables, isFigure, type PrintedSheet } from './find-tables.ts';
import { type HeaderCell, type Measure, readHeader } from './header-cell.ts';
import { joinTables } from './join-tables.ts';
import type { PrintedCell, PrintedCount, PrintedFault, PrintedTables } from './printed-cell.ts';
import { scaleOfRow } from './scale-statement.ts';
import type { DefaultScale } from './sheet-cells.ts';

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
