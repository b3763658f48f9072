import type { DistributionBar, DistributionChart } from '../render/contract.ts';
import { positionsOf } from '../study/lookup.ts';
import type { Scale, Study, TableDefinition } from '../study/study.ts';
import { chartWords, percentText } from './chart-words.ts';
import type { FrequencyTable } from './frequency.ts';
import { evidenceIn, type Panel, panelsOf } from './panels.ts';
import { labelOf } from './plan-cells.ts';
import type { Result } from './result.ts';
import { answeredResult, type Marks } from './summarise.ts';
import { nameRows } from './tell-apart.ts';

/**
 * The full distribution of each Likert item of a table: every level in scale order, don't know apart, one panel a group. Rows
 * on different scales stand in charts of their own. A group that is not asked, or whose counts `keep` hides, has no bar.
 * `keep` is what every Result goes through before it is shown. Empty where the table has no such rows.
 */
export function drawDistribution(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
  marks: Marks,
  keep: (result: Result) => Result,
): DistributionChart[] {
  const panels = panelsOf(study, frequency, definition);
  const scales = new Set(
    evidenceIn(panels)
      .map(({ scale }) => scale)
      .filter(({ kind }) => kind === 'ordered'),
  );
  return [...scales].map((scale, at) => drawScale(study, definition, panels, scale, at, marks, keep));
}

function drawScale(
  study: Study,
  definition: TableDefinition,
  panels: readonly Panel[],
  scale: Scale,
  number: number,
  marks: Marks,
  keep: (result: Result) => Result,
): DistributionChart {
  const levels = scale.options.filter((option) => option.missing === null);
  const names = nameRows(definition.rows.map((row) => ({ stub: row.stub, label: labelOf(study, row) })));
  const bars = panels.flatMap((panel) =>
    panel.cells.flatMap(({ evidence }, row): DistributionBar[] => {
      const name = names[row];
      if (evidence === null || evidence.scale !== scale || name === undefined) return [];
      const { id, tally } = keep(answeredResult(evidence, marks));
      if (tally === null) return [];
      const counts = tally.counts.filter((_, option) => scale.options[option]?.missing === null);
      return [
        {
          row: name,
          panel: panel.label,
          counts,
          dontKnow: tally.dontKnow,
          base: tally.answered,
          result: id,
        },
      ];
    }),
  );
  const asked = new Set(bars.map(({ row }) => row));
  const rows = names.filter((row) => asked.has(row));
  const shown = panels.map(({ label }) => label).filter((label) => bars.some(({ panel }) => panel === label));
  return {
    kind: 'distribution',
    id: number === 0 ? `${definition.id}-distribution` : `${definition.id}-distribution-${scale.id}`,
    ...chartWords(study, definition, panels, marks, {
      what: 'ratings',
      measure: 'Per cent of those who gave a rating; don’t know apart',
      bases: bars.map(({ base }) => base),
    }),
    notes: definition.notes,
    description: describe(rows, bars, scale),
    table: definition.id,
    levels: levels.map(({ label, lean }) => ({ label, lean: lean ?? 0 })),
    panels: shown,
    rows,
    bars,
  };
}

function describe(rows: readonly string[], bars: readonly DistributionBar[], scale: Scale): string {
  const levels = { ...scale, options: scale.options.filter((option) => option.missing === null) };
  const agree = positionsOf(levels, 'agree');
  if (agree.length === 0) return `Distribution of answers to: ${rows.join('; ')}.`;
  const lines = rows.map((row) => {
    const shares = bars
      .filter((bar) => bar.row === row && bar.base > 0)
      .map((bar) => ({ bar, agreed: agree.reduce((sum, level) => sum + (bar.counts[level] ?? 0), 0) }))
      // Cross-multiplied, so that ties are ties.
      .sort((a, b) => b.agreed * a.bar.base - a.agreed * b.bar.base);
    const words = ({ bar, agreed }: (typeof shares)[number]) =>
      `${percentText(agreed, bar.base)} (${bar.panel}, n=${bar.base})`;
    const [highest] = shares;
    const lowest = shares.at(-1);
    if (highest === undefined || lowest === undefined) return `${row}: no ratings`;
    return highest === lowest
      ? `${row}: ${words(highest)}`
      : `${row}: highest ${words(highest)}, lowest ${words(lowest)}`;
  });
  return `Agreement among those who gave a rating. ${lines.join('. ')}.`;
}
