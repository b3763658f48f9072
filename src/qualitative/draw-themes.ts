import { formatExact, percentOf } from '../exact/ratio.ts';
import { type Evidence, evidenceFor } from '../likert/evidence.ts';
import { levelsIn } from '../likert/scale.ts';
import { type Marks, shareResult } from '../likert/summarise.ts';
import type { Why } from '../likert/suppress.ts';
import type { ComparisonChart, Table } from '../render/contract.ts';
import { joinSelections } from '../study/lookup.ts';
import type { Study, TableDefinition, TableRow } from '../study/study.ts';
import type { ThemeCounts } from './count-themes.ts';
import { UNCODED } from './theme-study.ts';

/** No chart has more bars a group. */
const MOST_ROWS = 12;
/** Nor is one drawn of fewer coded answers. */
const LEAST_CODED = 10;

/**
 * Bars of a table of themes: the shares of its first twelve codes by column, hidden columns left out. Null where the columns
 * shown hold fewer than ten answers with a code.
 */
export function drawThemes(
  themes: Study,
  counts: ThemeCounts,
  definition: TableDefinition,
  table: Pick<Table, 'source'>,
  options: Marks & { readonly hidden: ReadonlyMap<string, Why> },
): ComparisonChart | null {
  const rows = definition.rows.filter(({ levels }) => !isUncoded(levels)).slice(0, MOST_ROWS);
  const columns = definition.columns.flatMap((column) => {
    const evidence = evidenceFor(themes, counts.frequency, joinSelections(rows[0] ?? NO_ROW, column));
    return evidence === null || evidence.cells.some((cell) => options.hidden.has(cell))
      ? []
      : [{ column, evidence }];
  });
  if (columns.reduce((sum, { evidence }) => sum + codedIn(evidence), 0) < LEAST_CODED) return null;
  const several = new Set(columns.map(({ column }) => column.group)).size > 1;
  const groups = columns.map(({ column: { group, label } }) =>
    several && group !== null ? `${group}: ${label}` : label,
  );
  const points = rows.flatMap((row) =>
    columns.map(({ evidence }, at) => {
      const result = shareResult(evidence, levelsIn(evidence.scale, row.levels), options);
      return {
        row: row.label,
        group: groups[at] ?? '',
        figure: {
          result: result.id,
          exact: result.exact,
          shorthand: result.shorthand,
          measure: 'percent' as const,
          decimals: 0,
        },
        base: evidence.tally.answered,
      };
    }),
  );
  const bases = columns.map(({ evidence }) => evidence.tally.answered);
  const [least, most] = [Math.min(...bases), Math.max(...bases)];
  const all = definition.rows.length - 1;
  return {
    kind: 'comparison',
    marks: 'bars',
    id: definition.id,
    title: definition.caption,
    subtitle: `Per cent of those who answered whose answer was given the theme · ${least === most ? `n=${least}` : `n=${least} to ${most}`}`,
    source: table.source,
    notes: all > rows.length ? [`The ${rows.length} most frequent of ${all} themes.`] : [],
    synthetic: options.synthetic,
    description: rows.map(({ label }) => describe(label, points)).join(' '),
    table: definition.id,
    measure: 'percent',
    domain: [0, highest(points)],
    groups,
    rows: rows.map(({ label }) => label),
    points,
  };
}

const NO_ROW: TableRow = { item: null, where: {}, levels: null, show: null, label: '', stub: [] };

function isUncoded(levels: TableRow['levels']): boolean {
  return Array.isArray(levels) && levels[0] === UNCODED;
}

/** The end of the axis: the largest share, up to the next ten per cent. */
function highest(points: ComparisonChart['points']): number {
  const percents = points.map(({ figure }) =>
    figure.exact === null ? 0 : Number(formatExact(percentOf(figure.exact), 1)),
  );
  return Math.max(10, Math.ceil(Math.max(0, ...percents) / 10) * 10);
}

function codedIn({ scale, tally }: Evidence): number {
  const uncoded = scale.options.findIndex(({ id }) => id === UNCODED);
  return tally.answered - (tally.counts[uncoded] ?? 0);
}

function describe(row: string, points: ComparisonChart['points']): string {
  const texts = points.flatMap(({ row: of, group, figure }) =>
    of !== row || figure.exact === null ? [] : [`${formatExact(percentOf(figure.exact), 0)} % (${group})`],
  );
  return `${row}: ${texts.join(', ')}.`;
}
