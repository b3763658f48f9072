import { describe, expect, it } from 'vitest';
import { ratio } from '../exact/ratio.ts';
import type { Chart, ComparisonChart, DistributionChart } from '../render/contract.ts';
import type {
  FigureDefinition,
  Questionnaire,
  TableColumn,
  TableDefinition,
  TableRow,
} from '../study/study.ts';
import { countResponses } from './count.ts';
import { drawCharts } from './draw-charts.ts';
import { batchOf, smallStudy } from './testing/small-study.ts';

const OPEN = { item: null, where: {}, levels: null, show: null };
const row = (item: string): TableRow => ({ ...OPEN, item, label: '', stub: [] });
const column = (changes: Partial<TableColumn>): TableColumn => ({
  ...OPEN,
  label: '',
  group: null,
  headerN: false,
  ...changes,
});

const TABLE: TableDefinition = {
  id: 'T.1',
  caption: 'Perceptions of referral – % agreement',
  section: '',
  stubHeaders: ['Statement'],
  rows: [row('clear'), row('good'), row('value')],
  columns: [
    column({ label: 'A', where: { pathway: ['A'] } }),
    column({ label: 'B', where: { pathway: ['B'] } }),
  ],
  headerN: 'none',
  notes: ['Rated 1 to 7.'],
  disclosure: 'breakdown',
  distribution: true,
};
const FIGURE: FigureDefinition = {
  id: 'F.1',
  caption: 'Referral',
  table: 'T.1',
  items: [],
  show: 'percent',
  notes: [],
};
const ROWS = [
  { 'a.clear': 7, 'b.clear': 1, 'a.value': 11, area: 1 },
  { 'a.clear': 8, 'b.clear': 6, 'a.value': 1, area: 1 },
  { 'a.clear': 5, 'b.clear': 4, area: 2 },
];

async function charts(
  table: Partial<TableDefinition>,
  figures: FigureDefinition[] = [],
  synthetic = false,
): Promise<readonly Chart[]> {
  const study = smallStudy({ tables: [{ ...TABLE, ...table }], figures });
  const [staff] = study.questionnaires as [Questionnaire];
  const counted = await countResponses(study, staff, [batchOf(study, staff, ROWS)]);
  const drawn = drawCharts(study, counted, { synthetic });
  const ids = new Set(drawn.results.map(({ id }) => id));
  for (const chart of drawn.charts) {
    const shown =
      chart.kind === 'distribution'
        ? chart.bars.map(({ result }) => result)
        : chart.kind === 'comparison'
          ? chart.points.map(({ figure }) => figure.result)
          : [];
    expect(shown.filter((id) => !ids.has(id))).toEqual([]);
  }
  return drawn.charts;
}

describe('distributions', () => {
  it('show every level without don’t know, which stands apart, and a chart a scale', async () => {
    const [overview, ...drawn] = await charts({});
    const [agreement, value, more] = drawn as DistributionChart[];
    expect(overview).toMatchObject({
      kind: 'overview',
      title: '3 statements at a glance – where those who answered stand',
      parts: drawn,
    });
    expect(agreement?.levels.map(({ lean }) => lean)).toEqual([-1, -1, -1, 0, 1, 1, 1]);
    expect(agreement?.panels).toEqual(['A', 'B']);
    // "good" is asked in B, answered by nobody; its bar stays, with a base of 0.
    expect(agreement?.rows).toEqual(['Referral is clear', 'Support is good']);
    expect(agreement?.bars[0]).toEqual({
      row: 'Referral is clear',
      panel: 'A',
      counts: [0, 0, 0, 0, 1, 0, 1],
      dontKnow: 1,
      base: 2,
      result: 'staff-1.a.clear.count.answered',
    });
    expect(agreement?.title).toBe('Perceptions of referral – ratings among those who answered');
    expect(agreement?.subtitle).toBe(
      'Per cent of those who gave a rating; don’t know apart · n=0 to 3 · spring 2024',
    );
    expect(agreement?.description).toBe(
      'Agreement among those who gave a rating. Referral is clear: highest 100 % (A, n=2), lowest 33 % (B, n=3). Support is good: no ratings.',
    );
    expect(value?.id).toBe('T.1-distribution-value');
    expect(value?.bars).toHaveLength(1);
    expect(more).toBeUndefined();
  });

  it('take the columns that show the same answers together, and name the panel by the upper header', async () => {
    const both = ['staff', 'provider'].flatMap((group) => [
      column({ label: '%', group, where: { respondents: [group] }, show: 'percent' }),
      column({ label: 'Mean', group, where: { respondents: [group] }, show: 'mean-sd' }),
    ]);
    const [chart] = (await charts({ rows: [row('together')], columns: both })) as DistributionChart[];
    expect(chart?.panels).toEqual(['staff', 'provider']);
    const [single] = (await charts({
      rows: [row('together')],
      columns: both.slice(0, 2),
    })) as DistributionChart[];
    expect(single?.panels).toEqual(['staff']);
  });

  it('name the panel by the lower header where groups stand below measures, and rows of one label by their stubs', async () => {
    const below = (['percent', 'mean-sd'] as const).flatMap((show) =>
      ['A', 'B'].map((label) => column({ label, group: show, where: { pathway: [label] }, show })),
    );
    const stubbed = ['A', 'B'].map((pathway) => ({
      ...row('clear'),
      stub: [`Pathway ${pathway}`],
      label: 'Clear',
      where: { pathway: [pathway] },
    }));
    const found = await charts({ rows: [row('clear')], columns: below }, [FIGURE]);
    expect((found[0] as DistributionChart).panels).toEqual(['A', 'B']);
    const figure = found.at(-1) as ComparisonChart;
    expect(figure.points.map(({ row: name, group, base }) => [name, group, base])).toEqual([
      ['Referral is clear', 'A', 2],
      ['Referral is clear', 'B', 3],
    ]);
    const named = await charts({ rows: stubbed, columns: [column({ label: '%' })] }, [FIGURE]);
    for (const chart of named) {
      if (chart.kind !== 'distribution' && chart.kind !== 'comparison') continue;
      expect(chart.rows).toEqual(['Pathway A · Clear', 'Pathway B · Clear']);
      const shown = chart.kind === 'distribution' ? chart.bars : chart.points;
      expect(shown.map(({ row: name, base }) => [name, base])).toEqual([
        ['Pathway A · Clear', 2],
        ['Pathway B · Clear', 3],
      ]);
    }
  });

  it('leave out what is hidden, and say that answers are synthetic', async () => {
    const areas = [column({ label: 'North', where: { area: ['north'] } }), column({ label: 'All' })];
    const [chart] = (await charts({ rows: [row('good')], columns: areas }, [], true)) as DistributionChart[];
    expect(chart?.bars.map(({ panel }) => panel)).toEqual(['All']);
    expect(chart?.synthetic).toBe(true);
    expect(chart?.source).toBe('Staff questionnaire (spring 2024)');
  });
});

describe('comparisons', () => {
  it('give percentages of rows that can agree, with their base', async () => {
    const found = await charts({}, [FIGURE]);
    const chart = found.at(-1) as ComparisonChart;
    expect(chart.rows).toEqual(['Referral is clear', 'Support is good']);
    expect(chart.domain).toEqual([0, 100]);
    expect(chart.points.map(({ group, base }) => [group, base])).toEqual([
      ['A', 2],
      ['B', 3],
      ['B', 0],
    ]);
    expect(chart.points.map(({ figure }) => figure.exact)).toEqual([ratio(2, 2), ratio(1, 3), null]);
    expect(chart.description).toBe(
      'Referral is clear: highest 100 % (A), lowest 33 % (B). Support is good: no value to show.',
    );
  });

  it('give means on the scale’s own range', async () => {
    const found = await charts({}, [{ ...FIGURE, items: ['value'], show: 'mean' }]);
    const chart = found.at(-1) as ComparisonChart;
    expect(chart.domain).toEqual([0, 10]);
    expect(chart.points.map(({ figure }) => figure.exact)).toEqual([ratio(10, 2)]);
    expect(chart.description).toBe('Value: 5.00 (A).');
  });

  it('refuse a table that is not there', async () => {
    await expect(charts({}, [{ ...FIGURE, table: 'T.9' }])).rejects.toThrow(
      'F.1: the study has no table T.9',
    );
  });
});
