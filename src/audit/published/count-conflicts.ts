import { formatExact, ratio } from '../../exact/ratio.ts';
import { parsePrinted } from '../printed-interval.ts';
import type { Conflict } from './audit-report.ts';
import { impliedBases } from './known-bases.ts';
import type { PrintedCount } from './printed-cell.ts';

const TOTAL = /^(grand )?(total|overall|all|all respondents|total respondents)$/i;

/**
 * Counts that contradict their percentages, the n over them or their totals. A total is a row so called in the same
 * table, column, phase and group of respondents.
 */
export function countConflicts(counts: readonly PrintedCount[]): Conflict[] {
  return [...counts.flatMap(countAgainstPercent), ...totalsOf(counts)];
}

/** The largest base for which a count can be the percentage; beyond it the share is too small. */
export function largestImplied({ count, percent }: PrintedCount): number {
  if (percent === null || count === 0) return count;
  const { units, decimals } = parsePrinted(percent);
  const least = Number(2n * units - 1n) / (2 * 10 ** decimals);
  return least <= 0 ? 2 * 100 * count * 10 ** decimals : Math.ceil((100 * count) / least) + 1;
}

function countAgainstPercent(count: PrintedCount): Conflict[] {
  if (count.percent === null || count.count === 0) {
    return count.count === 0 && count.percent !== null && Number(count.percent) > 0
      ? [conflict('count-percent', count, `0 people are 0 %, not ${count.percent} %. ${SOURCE}`)]
      : [];
  }
  const bases = impliedBases(count, largestImplied(count));
  const printed = `${count.count} (${count.percent} %)`;
  if (bases.length === 0)
    return [
      conflict(
        'count-percent',
        count,
        `${printed}: ${count.count} is ${count.percent} % of no whole number of people. ${SOURCE}`,
      ),
    ];
  if (count.n === null || bases.includes(count.n)) return [];
  const share = count.count > count.n ? null : formatExact(ratio(100 * count.count, count.n), 1);
  return [
    conflict(
      'count-base',
      count,
      `${printed} implies a base of ${rangeText(bases)}, and n = ${count.n} is printed${share === null ? '' : `, of which ${count.count} is ${share} %`}. ${SOURCE}`,
    ),
  ];
}

const SOURCE = 'Source: arithmetic of shares (the GRIM idea, Brown & Heathers 2017).';

function totalsOf(counts: readonly PrintedCount[]): Conflict[] {
  const groups = new Map<string, PrintedCount[]>();
  for (const count of counts) {
    const key = [count.table, count.phase, count.column, count.respondents, count.statement].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), count]);
  }
  const found: Conflict[] = [];
  const lone: PrintedCount[] = [];
  const totals: PrintedCount[] = [];
  for (const group of groups.values()) {
    const total = group.find(({ row }) => TOTAL.test(row));
    const parts = group.filter(({ row }) => !TOTAL.test(row));
    if (total === undefined) continue;
    if (parts.length === 0) {
      lone.push(total);
      continue;
    }
    totals.push(total);
    found.push(...againstTotal(parts, total));
  }
  return [...found, ...lone.flatMap((whole) => againstTotals(whole, totals))];
}

function againstTotal(parts: readonly PrintedCount[], total: PrintedCount): Conflict[] {
  const sum = parts.reduce((all, { count }) => all + count, 0);
  const found: Conflict[] = [];
  if (sum !== total.count) {
    const overlap =
      sum > total.count ? ' (people may count in several rows; then the table should say so)' : '';
    found.push(
      conflict(
        'sum-of-counts',
        total,
        `The ${parts.length} rows add up to ${sum}; the total printed is ${total.count}${overlap}. Source: addition.`,
      ),
    );
  }
  for (const part of parts) {
    if (part.percent === null || part.count === 0 || total.count < part.count) continue;
    const bases = impliedBases(part, largestImplied(part));
    if (bases.length > 0 && part.n === null && !bases.includes(total.count))
      found.push(
        conflict(
          'count-base',
          part,
          `${part.count} (${part.percent} %) implies a base of ${rangeText(bases)}; the total printed is ${total.count}, of which it is ${formatExact(ratio(100 * part.count, total.count), 1)} %. ${SOURCE}`,
        ),
      );
  }
  const printed = parts.flatMap(({ percent }) => (percent === null ? [] : [parsePrinted(percent)]));
  if (sum === total.count && printed.length === parts.length && parts.length > 1) {
    const all = printed.reduce((add, { units, decimals }) => add + Number(units) / 10 ** decimals, 0);
    const slack = printed.reduce((add, { decimals }) => add + 0.5 / 10 ** decimals, 0);
    if (Math.abs(all - 100) > slack + 1e-9)
      found.push(
        conflict(
          'sum-of-percentages',
          total,
          `The percentages add up to ${Number(all.toFixed(6))}; rounding ${parts.length} of them can make ${Number((100 - slack).toFixed(6))} to ${Number((100 + slack).toFixed(6))}. Source: addition.`,
        ),
      );
  }
  return found;
}

/** A total that stands alone, such as of two phases, against the totals of the same table and respondents. */
function againstTotals(whole: PrintedCount, totals: readonly PrintedCount[]): Conflict[] {
  const parts = totals.filter(
    ({ table, column, respondents }) =>
      table === whole.table && column === whole.column && respondents === whole.respondents,
  );
  const sum = parts.reduce((all, { count }) => all + count, 0);
  if (parts.length < 2 || sum === whole.count) return [];
  return [
    conflict(
      'sum-of-counts',
      whole,
      `The totals ${parts.map(({ phase, count }) => `${count} (${phase})`).join(' and ')} add up to ${sum}; printed is ${whole.count}. Source: addition.`,
    ),
  ];
}

function rangeText(bases: readonly number[]): string {
  const first = bases[0] ?? 0;
  const last = bases[bases.length - 1] ?? 0;
  return first === last ? String(first) : `${first} to ${last}`;
}

function conflict(
  kind: string,
  { table, phase, row, statement, column, respondents }: PrintedCount,
  text: string,
): Conflict {
  return {
    kind,
    table,
    row: [phase, row, statement].filter((part) => part !== '').join(', '),
    column: column || respondents,
    text,
  };
}
