import { formatExact, ratio } from '../../exact/ratio.ts';
import { parsePrinted } from '../printed-interval.ts';
import type { Conflict } from './audit-report.ts';
import { largestImplied } from './count-conflicts.ts';
import { impliedBases } from './known-bases.ts';
import type { PrintedCell, PrintedCount, PrintedQuote, PrintedTables } from './printed-cell.ts';
import { sameStatement } from './same-statement.ts';

/**
 * Figures of the running text that a table, or another place of the text, rules out: the same answers (or all the
 * others) of the same respondents to the same statement, and no share that rounds to both. Statements are matched by
 * their words; a match is named so that a reader can judge it. A figure pooled over columns must lie among theirs.
 */
export function quoteConflicts({ cells, counts, quotes }: PrintedTables): Conflict[] {
  return quotes.flatMap((quote, index) => [
    ...quotes.slice(index + 1).flatMap((other) => againstQuote(quote, other)),
    ...counts.flatMap((count) => againstCount(quote, count)),
    ...againstCells(quote, cells),
  ]);
}

/** The same row and column printed in two tables with figures that no one value rounds to. */
export function repeatConflicts(cells: readonly PrintedCell[]): Conflict[] {
  const first = new Map<string, PrintedCell>();
  return cells.flatMap((cell) => {
    const key = [cell.respondents, cell.column, cell.n, cell.scale, cell.row.toLowerCase()].join('\n');
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, cell);
      return [];
    }
    return (['percent', 'mean', 'sd'] as const).flatMap((name) => {
      const [mine, theirs] = [cell.figures[name], earlier.figures[name]];
      if (mine === null || theirs === null || canBeSame(mine, theirs)) return [];
      const words = { percent: '%', mean: 'mean', sd: 'SD' }[name];
      return [
        {
          kind: 'quoted-differently',
          table: cell.table,
          row: cell.row,
          column: cell.column,
          text: `${words} ${mine} is printed here and ${theirs} in ${earlier.table} (${earlier.file}:${earlier.line}) for the same row, column and n. Source: comparison.`,
        },
      ];
    });
  });
}

function againstQuote(quote: PrintedQuote, other: PrintedQuote): Conflict[] {
  if (!sameOf(quote, other) || plain(quote.group) !== plain(other.group)) return [];
  const relation = sameStatement(quote.measure, other.measure) ?? sameStatement(other.measure, quote.measure);
  if (relation === null || answerOf(quote.measure) !== answerOf(other.measure)) return [];
  const fits =
    relation === 'same'
      ? canBeSame(quote.percent, other.percent)
      : canBeComplement(quote.percent, other.percent);
  return fits
    ? []
    : [
        conflict(
          quote,
          `${quote.percent} % cannot stand beside ${other.percent} % in section ${other.section} for ${relationWords(relation)} (“${other.measure}”).`,
        ),
      ];
}

function againstCount(quote: PrintedQuote, count: PrintedCount): Conflict[] {
  if (count.percent === null || !sameOf(quote, count)) return [];
  const answer = answerOf(quote.measure);
  const label = count.statement === '' ? count.row : count.statement;
  const relation = answer === 'agree' ? null : sameStatement(quote.measure, label);
  if (relation === null) return [];
  if (
    !isAll(quote.group) &&
    plain(quote.group) !== plain(count.row) &&
    plain(quote.group) !== plain(count.column)
  )
    return [];
  const bases = impliedBases(count, largestImplied(count));
  const shares = bases.map((n) => ({ k: relation === 'same' ? count.count : n - count.count, n }));
  const { units, decimals } = parsePrinted(quote.percent);
  if (shares.some(({ k, n }) => formatExact(ratio(100 * k, n), decimals) === quote.percent)) return [];
  const [own] = shares;
  const would =
    own === undefined
      ? ''
      : `: ${own.k} of ${own.n} is ${formatExact(ratio(100 * own.k, own.n), Math.max(decimals, 1))} %, not ${Number(units) / 10 ** decimals} %`;
  return [
    conflict(
      quote,
      `${quote.percent} % cannot stand beside ${count.count} (${count.percent} %) in ${count.table} for ${relationWords(relation)} (“${label}”)${would}.`,
    ),
  ];
}

function againstCells(quote: PrintedQuote, all: readonly PrintedCell[]): Conflict[] {
  if (answerOf(quote.measure) === 'yes') return [];
  const matching = all.filter(
    (cell) =>
      cell.figures.percent !== null &&
      (quote.respondents === '' || cell.respondents === '' || cell.respondents === quote.respondents) &&
      sameStatement(quote.measure, cell.row) !== null,
  );
  if (/^pooled/i.test(quote.group)) return againstPool(quote, matching);
  const cells = isAll(quote.group)
    ? new Set(matching.map(({ column }) => column)).size === 1
      ? matching
      : []
    : matching.filter(({ column }) => plain(column) === plain(quote.group));
  return cells.flatMap((cell) => {
    const relation = sameStatement(quote.measure, cell.row) ?? 'same';
    const printed = cell.figures.percent ?? '';
    const fits =
      relation === 'same' ? canBeSame(quote.percent, printed) : canBeComplement(quote.percent, printed);
    return fits
      ? []
      : [
          conflict(
            quote,
            `${quote.percent} % cannot stand beside ${printed} % in ${cell.table}, ${cell.column}, for ${relationWords(relation)} (“${cell.row}”).`,
          ),
        ];
  });
}

/** A share over several groups together lies between the smallest and the largest of theirs. */
function againstPool(quote: PrintedQuote, cells: readonly PrintedCell[]): Conflict[] {
  const printed = cells.flatMap(({ figures }) => (figures.percent === null ? [] : [figures.percent]));
  if (printed.length < 2) return [];
  const sorted = [...printed].sort((a, b) => Number(a) - Number(b));
  const [low = '', high = ''] = [sorted[0], sorted[sorted.length - 1]];
  const inside =
    (Number(quote.percent) >= Number(low) && Number(quote.percent) <= Number(high)) ||
    canBeSame(quote.percent, low) ||
    canBeSame(quote.percent, high);
  return inside
    ? []
    : [
        conflict(
          quote,
          `${quote.percent} % over all groups together cannot stand beside ${low} % to ${high} % of the ${printed.length} groups in ${cells[0]?.table}: a pooled share lies between them.`,
        ),
      ];
}

/** Whether one value can be printed as both; values half way between two go either way, so that ends that touch count. */
function canBeSame(a: string, b: string): boolean {
  return (
    Math.abs(Number(a) - Number(b)) <= halfStep(a) + halfStep(b) &&
    (sameDecimals(a, b) ? Number(a) === Number(b) : true)
  );
}

function canBeComplement(a: string, b: string): boolean {
  return Math.abs(Number(a) + Number(b) - 100) <= halfStep(a) + halfStep(b) + 1e-9;
}

function halfStep(printed: string): number {
  return 0.5 / 10 ** parsePrinted(printed).decimals;
}

function sameDecimals(a: string, b: string): boolean {
  return parsePrinted(a).decimals === parsePrinted(b).decimals;
}

function sameOf(
  a: { phase: string; respondents: string },
  b: { phase: string; respondents: string },
): boolean {
  const same = (x: string, y: string): boolean => x === '' || y === '' || plain(x) === plain(y);
  return same(a.phase, b.phase) && same(a.respondents, b.respondents);
}

function answerOf(measure: string): string {
  return /\(([^)]*)\)\s*$/.exec(measure)?.[1]?.toLowerCase() ?? '';
}

function isAll(group: string): boolean {
  return /^(all|total|overall|both|)$/i.test(group.trim());
}

function relationWords(relation: 'same' | 'complement'): string {
  return relation === 'same' ? 'the same answers' : 'all the other answers';
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

function conflict(quote: PrintedQuote, text: string): Conflict {
  return {
    kind: 'text-contradicts-table',
    table: `section ${quote.section}`,
    row: quote.measure,
    column: [quote.respondents, quote.group].filter((part) => part !== '').join(', '),
    text: `${text} Source: comparison of shares; the statements were matched by their words, so compare them.`,
  };
}
