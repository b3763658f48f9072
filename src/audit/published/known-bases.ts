import { ratio, roundToUnits } from '../../exact/ratio.ts';
import { parsePrinted } from '../printed-interval.ts';
import type { PrintedCell, PrintedCount, PrintedTables } from './printed-cell.ts';

/** The base that is known of a column's block, and how. */
export interface KnownBase {
  readonly n: number;
  /** Such as `B.7`, `11 (33 %)`. */
  readonly from: string;
  /** A sentence for the list of assumptions. */
  readonly words: string;
}

/**
 * The bases known of cells: those given by column, else those that a table of counts with percentages implies. Such
 * a table serves when its rows are, one each, the columns of the cell's table (`Women's Services` is `WS`) and the
 * respondents are the same where both say; 11 (33 %) can only be of 33. Where several bases are possible the largest
 * counts; one beyond half as many again as the column's n is no base of this block and is passed over.
 */
export function knownBases(
  tables: PrintedTables,
  given: ReadonlyMap<string, number>,
): ReadonlyMap<PrintedCell, KnownBase> {
  const known = new Map<PrintedCell, KnownBase>();
  const blocks = group(tables.cells, ({ table, respondents }) => `${table}\n${respondents}`);
  const counted = group(
    tables.counts.filter(({ percent }) => percent !== null),
    ({ table, phase, respondents }) => `${table}\n${phase}\n${respondents}`,
  );
  for (const cells of blocks) {
    const columns = [...new Set(cells.map(({ column }) => column))];
    const sources = counted
      .filter(([first]) => sameRespondents(first?.respondents ?? '', cells[0]?.respondents ?? ''))
      .map((counts) => matchRows(counts, columns))
      .filter((match) => match !== null);
    for (const cell of cells) {
      const own = given.get(cell.column);
      if (own !== undefined) {
        known.set(cell, {
          n: own,
          from: 'given',
          words: `Base of ${cell.column}: ${own}, as given.`,
        });
        continue;
      }
      for (const source of sources) {
        const count = source.get(cell.column);
        const implied = count === undefined ? [] : impliedBases(count, Math.floor(1.5 * cell.n) + 1);
        const n = implied[implied.length - 1];
        if (count === undefined || n === undefined || n <= (known.get(cell)?.n ?? 0)) continue;
        const printed = `${count.count} (${count.percent} %)`;
        known.set(cell, {
          n,
          from: `${count.table}: ${printed}`,
          words: `Base of ${cell.column}: up to ${n}, which ${printed} in ${count.table} (“${count.row}”) implies.`,
        });
      }
    }
  }
  return known;
}

/** Every base up to `largest` of which the count is the percentage, ascending. */
export function impliedBases(count: PrintedCount, largest: number): number[] {
  if (count.percent === null) return [];
  const { units, decimals } = parsePrinted(count.percent);
  return Array.from(
    { length: Math.max(0, largest - count.count + 1) },
    (_, index) => count.count + index,
  ).filter((n) => n > 0 && roundToUnits(ratio(100 * count.count, n), decimals) === units);
}

/** Each column with the one row that names it; null unless that is so for every column and every row. */
function matchRows(
  counts: readonly PrintedCount[],
  columns: readonly string[],
): ReadonlyMap<string, PrintedCount> | null {
  if (counts.length !== columns.length || counts.length < 2) return null;
  const pairs = columns.map((column) => {
    const rows = counts.filter(({ row }) => names(row, column));
    return [column, rows.length === 1 ? rows[0] : undefined] as const;
  });
  const found = new Map(
    pairs.flatMap(([column, row]) => (row === undefined ? [] : [[column, row] as const])),
  );
  return found.size === columns.length && new Set(found.values()).size === counts.length ? found : null;
}

const SMALL_WORDS = new Set(['and', 'of', 'the', 'for', 'in', 'to']);

/**
 * Whether a short heading stands for a label: the same words, or letters of the label in their order that begin
 * with its first and include each word's first: `ETE` for "Employment, Training and Education", `ACC` for
 * "Accommodation", `D&R` for "Dependency and Recovery".
 */
export function names(label: string, heading: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[’']/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  if (plain(label) === plain(heading)) return true;
  const letters = plain(heading).replaceAll(' ', '');
  const words = plain(label)
    .split(' ')
    .filter((word) => !SMALL_WORDS.has(word));
  if (letters.length < 2 || letters.length > 6 || words[0]?.[0] !== letters[0]) return false;
  return spells(words, letters);
}

/** Whether the letters can be shared out among the words, each word giving its first letter and others in order. */
function spells(words: readonly string[], letters: string): boolean {
  const [word, ...rest] = words;
  if (word === undefined) return letters === '';
  if (letters[0] !== word[0]) return false;
  for (let taken = 1; taken <= letters.length; taken += 1) {
    if (within(word, letters.slice(0, taken)) && spells(rest, letters.slice(taken))) return true;
  }
  return false;
}

function within(word: string, letters: string): boolean {
  let at = -1;
  return [...letters].every((letter) => {
    at = word.indexOf(letter, at + 1);
    return at >= 0;
  });
}

function sameRespondents(a: string, b: string): boolean {
  return a === '' || b === '' || a === b;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
