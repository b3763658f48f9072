import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../study/problem.ts';
import { csvLines, fieldsOf, firstField } from './csv-lines.ts';

/** One of a run's two lists of figures. */
export type FigureListName = 'results' | 'themes';

/** A run's results.csv or themes.csv: in full, and which of its figures `publish/` hides. */
export interface FigureList {
  readonly columns: readonly string[];
  /** The line of each figure by its id, in the file's order. */
  readonly lines: ReadonlyMap<string, string>;
  /** Ids that the published list gives as `[c]` or leaves out; null where there is no published list. */
  readonly hidden: ReadonlySet<string> | null;
  /** Ids of which the published list says something else than the internal one, neither the figure nor `[c]`. */
  readonly edited: readonly string[];
}

/**
 * Reads both forms of a list. Null where the run has none (a study without a codebook has no themes). Throws an InputError
 * where the header is not one of a list of figures, or a figure stands there twice.
 */
export function readFigures(place: string, folder: string, name: FigureListName): FigureList | null {
  const internal = join(place, 'internal', `${name}.csv`);
  if (!existsSync(internal)) return null;
  const [header = '', ...rows] = csvLines(readFileSync(internal, 'utf8'));
  const columns = fieldsOf(header);
  const file = `${folder}/internal/${name}.csv`;
  if (!['id', 'item', 'statistic', 'value', 'shorthand'].every((column) => columns.includes(column)))
    throw damaged(file, 'the columns of a list of figures', 'others');
  const lines = new Map<string, string>();
  for (const [at, line] of rows.entries()) {
    const id = firstField(line);
    if (lines.has(id)) throw damaged(file, 'each figure once', `"${id}" twice`, at + 2);
    lines.set(id, line);
  }
  const published = join(place, 'publish', `${name}.csv`);
  if (!existsSync(published)) return { columns, lines, hidden: null, edited: [] };
  return { columns, lines, ...compareForms(columns, lines, csvLines(readFileSync(published, 'utf8'))) };
}

/** What the published form hides, and where it is not what a run writes. */
function compareForms(
  columns: readonly string[],
  lines: ReadonlyMap<string, string>,
  [header = '', ...published]: readonly string[],
): { readonly hidden: ReadonlySet<string>; readonly edited: readonly string[] } {
  const edited: string[] = header === columns.join(',') ? [] : ['(header)'];
  const hidden = new Set<string>();
  // Published figures stand in the order of the internal ones, so both lists are walked side by side.
  let at = 0;
  let next = published[at];
  // The base of a cell stands before its other figures, which are not all listed where it is hidden.
  let base = '';
  for (const [id, line] of lines) {
    if (id.includes(ANSWERED)) base = id;
    if (next === line) next = published[++at];
    else {
      hidden.add(id);
      if (next !== undefined && firstField(next) === id) {
        if (!isMasked(columns, fieldsOf(line), fieldsOf(next))) edited.push(id);
        next = published[++at];
      } else if (isOfCell(id, base) && !hidden.has(base)) edited.push(id);
    }
  }
  if (at < published.length) edited.push(...published.slice(at).map(firstField));
  return { hidden, edited };
}

/** Whether a figure is of the cell that has this base. */
function isOfCell(id: string, base: string): boolean {
  const cut = base.indexOf(ANSWERED);
  return id.startsWith(base.slice(0, cut + 1)) && id.endsWith(base.slice(cut + ANSWERED.length));
}

const ANSWERED = '.count.answered';
const NUMBERS = new Set(
  'value numerator denominator sum sum_squares asked answered dont_know blank not_asked base'.split(' '),
);

/** Whether `shown` is the figure as suppression leaves it: `[c]`, no number, all else the same. */
function isMasked(columns: readonly string[], full: readonly string[], shown: readonly string[]): boolean {
  return columns.every((column, at) => {
    if (column === 'shorthand') return shown[at] === '[c]';
    return NUMBERS.has(column) ? shown[at] === '' : shown[at] === full[at];
  });
}

function damaged(file: string, expected: string, found: string, row: number | null = null): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'broken-run',
      file,
      row,
      column: null,
      expected,
      found,
      advice: 'run "crs-eval analyse" again',
    },
  ]);
}
