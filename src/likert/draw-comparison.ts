import { formatExact, percentOf } from '../exact/ratio.ts';
import type { ComparisonChart, Figure } from '../render/contract.ts';
import type { FigureDefinition, Study } from '../study/study.ts';
import { chartWords } from './chart-words.ts';
import type { FrequencyTable } from './frequency.ts';
import { evidenceIn, type Panel, panelsOf } from './panels.ts';
import { labelOf } from './plan-cells.ts';
import type { Result } from './result.ts';
import { levelsIn, scoresOf } from './scale.ts';
import { type Marks, meanResult, shareResult } from './summarise.ts';
import { nameRows } from './tell-apart.ts';

/**
 * A figure of the report: percentages or means of a table's rows compared over its columns. Rows that have no such
 * measure (no level that agrees, no scores) and groups that are not asked are left out; hidden or empty ones keep their
 * place with their shorthand. Throws a RangeError when the study has no such table.
 */
export function drawComparison(
  study: Study,
  frequency: FrequencyTable,
  figure: FigureDefinition,
  marks: Marks,
  keep: (result: Result) => Result,
): ComparisonChart {
  const table = study.tables.find(({ id }) => id === figure.table);
  if (table === undefined) throw new RangeError(`${figure.id}: the study has no table ${figure.table}`);
  const wanted = table.rows.filter(
    ({ item }) => figure.items.length === 0 || (item !== null && figure.items.includes(item)),
  );
  const definition = { ...table, rows: wanted };
  const panels = panelsOf(study, frequency, definition);
  const names = nameRows(wanted.map((row) => ({ stub: row.stub, label: labelOf(study, row) })));
  const points = panels.flatMap((panel) =>
    panel.cells.flatMap(({ evidence, selection }, row) => {
      const name = names[row];
      if (evidence === null || name === undefined) return [];
      const result = keep(
        figure.show === 'percent'
          ? shareResult(evidence, levelsIn(evidence.scale, selection.levels), marks)
          : meanResult(evidence, marks),
      );
      if (result.shorthand === '[z]') return [];
      return [
        {
          row: name,
          group: panel.label,
          figure: pointFigure(result, figure.show),
          base: result.tally?.answered ?? null,
        },
      ];
    }),
  );
  const has = (row: string) => points.some((point) => point.row === row);
  const rows = names.filter(has);
  const agreeing = panels.every(({ cells }) => cells.every(({ selection }) => selection.levels === null));
  const groups = panels.map(({ label }) => label);
  return {
    kind: 'comparison',
    id: figure.id,
    ...chartWords(study, figure, panels, marks, {
      what: figure.show === 'mean' ? 'mean rating' : agreeing ? '% agreement' : 'percentages',
      measure:
        figure.show === 'percent' ? 'Per cent of those who gave a rating' : 'Mean of those who gave a rating',
      bases: points.flatMap(({ base }) => (base === null ? [] : [base])),
    }),
    notes: [...new Set([...figure.notes, ...table.notes])],
    description: rows
      .map((row) =>
        describe(
          row,
          points.filter((point) => point.row === row),
        ),
      )
      .join(' '),
    table: table.id,
    measure: figure.show,
    domain: figure.show === 'percent' ? [0, 100] : scoreRange(panels),
    groups,
    rows,
    points,
  };
}

function pointFigure(result: Result, measure: 'percent' | 'mean'): Figure {
  const decimals = measure === 'percent' ? 0 : 2;
  return { result: result.id, exact: result.exact, shorthand: result.shorthand, measure, decimals };
}

function scoreRange(panels: readonly Panel[]): [number, number] {
  const scores = evidenceIn(panels)
    .flatMap(({ scale }) => scoresOf(scale) ?? [])
    .filter((score) => score !== null);
  return scores.length === 0 ? [0, 1] : [Math.min(...scores), Math.max(...scores)];
}

function describe(row: string, points: ComparisonChart['points']): string {
  const values = points
    .flatMap(({ group, figure }) => (figure.exact === null ? [] : [{ group, figure, exact: figure.exact }]))
    .sort((a, b) =>
      Number(b.exact.numerator * a.exact.denominator - a.exact.numerator * b.exact.denominator),
    );
  const words = ({ group, figure, exact }: (typeof values)[number]) =>
    figure.measure === 'percent'
      ? `${formatExact(percentOf(exact), 0)} % (${group})`
      : `${formatExact(exact, figure.decimals)} (${group})`;
  const [highest] = values;
  const lowest = values.at(-1);
  if (highest === undefined || lowest === undefined) return `${row}: no value to show.`;
  return highest === lowest
    ? `${row}: ${words(highest)}.`
    : `${row}: highest ${words(highest)}, lowest ${words(lowest)}.`;
}
