import { ratio, root } from '../../exact/ratio.ts';
import type {
  Cell,
  ComparisonChart,
  DistributionChart,
  Explorer,
  Figure,
  HeatChart,
  OverviewChart,
  Report,
  Table,
} from '../contract.ts';

/** A percent of a base, printed without decimals. */
function percent(numerator: number, denominator: number): Figure {
  return {
    result: 'sample',
    exact: ratio(numerator, denominator),
    shorthand: null,
    measure: 'percent',
    decimals: 0,
  };
}

function count(value: number): Figure {
  return { result: 'sample', exact: ratio(value, 1), shorthand: null, measure: 'count', decimals: 0 };
}

/** A mean and a standard deviation, given in hundredths. */
function meanSd(mean: number, sd: number): Cell {
  return {
    pattern: 'mean-sd',
    figures: [
      { result: 'sample', exact: ratio(mean, 100), shorthand: null, measure: 'mean', decimals: 2 },
      { result: 'sample', exact: root(sd * sd, 10_000), shorthand: null, measure: 'sd', decimals: 2 },
    ],
  };
}

const hidden: Cell = {
  pattern: 'mean-sd',
  figures: (['mean', 'sd'] as const).map((measure) => ({
    result: 'sample',
    exact: null,
    shorthand: '[c]',
    measure,
    decimals: 2,
  })),
};

/** Two header levels, a question one side wasn't asked, a suppressed cell, and a tie (23 of 40 is 57.5 %). */
export const twoLevelTable: Table = {
  id: 'S.1',
  caption: 'Enforcement',
  section: 'Engagement',
  stubHeaders: ['Statement'],
  columns: [
    { group: 'Probation', label: '% agreement', headerN: count(40) },
    { group: 'Probation', label: 'Mean (SD)', headerN: null },
    { group: 'CRS', label: '% agreement', headerN: count(160) },
    { group: 'CRS', label: 'Mean (SD)', headerN: null },
  ],
  rows: [
    {
      stub: [],
      label: 'Should be enforced',
      cells: [
        { pattern: 'single', figures: [percent(23, 40)] },
        meanSd(540, 210),
        { pattern: 'single', figures: [percent(82, 160)] },
        hidden,
      ],
    },
    {
      stub: [],
      label: 'Is timely',
      cells: [
        { pattern: 'single', figures: [percent(18, 40)] },
        meanSd(419, 203),
        { pattern: 'none', figures: [] },
        { pattern: 'none', figures: [] },
      ],
    },
  ],
  notes: ['Positive responses were 5 to 7.'],
  source: 'Questionnaires, Phase 1.',
  synthetic: true,
  cleared: false,
};

/** Stub columns that repeat, and a percent with its count. */
export const stubTable: Table = {
  id: 'S.2',
  caption: 'Co-location',
  section: 'Co-location',
  stubHeaders: ['Type', 'Who', 'Question'],
  columns: [{ group: null, label: '% present (n)', headerN: null }],
  rows: [
    {
      stub: ['PWB', 'CRS'],
      label: 'First',
      cells: [{ pattern: 'percent-count', figures: [percent(11, 33), count(11)] }],
    },
    {
      stub: ['', 'Probation'],
      label: 'First',
      cells: [{ pattern: 'percent-count', figures: [percent(16, 50), count(16)] }],
    },
    {
      stub: ['D&R', ''],
      label: 'Second',
      cells: [{ pattern: 'percent-count', figures: [percent(13, 31), count(13)] }],
    },
  ],
  notes: [],
  source: '',
  synthetic: false,
  cleared: true,
};

const agreement = [
  ['Strongly disagree', -1],
  ['Disagree', -1],
  ['Neither', 0],
  ['Agree', 1],
  ['Strongly agree', 1],
] as const;

export const distribution: DistributionChart = {
  kind: 'distribution',
  id: 'S.1',
  title: 'Perceptions of referral',
  subtitle: '% of those who gave a rating',
  source: 'Questionnaires, Phase 1.',
  notes: [],
  synthetic: true,
  description: 'Most agree.',
  table: 'S.1',
  levels: agreement.map(([label, lean]) => ({ label, lean })),
  panels: ['WS', 'ACC'],
  rows: ['Everyone is referred', 'Referrals are timely'],
  bars: [
    { row: 'Everyone is referred', panel: 'WS', counts: [1, 2, 4, 8, 5], dontKnow: 3, base: 20, result: 'a' },
    { row: 'Everyone is referred', panel: 'ACC', counts: [0, 0, 0, 0, 7], dontKnow: 0, base: 7, result: 'b' },
    { row: 'Referrals are timely', panel: 'WS', counts: [0, 0, 0, 0, 0], dontKnow: 2, base: 0, result: 'c' },
  ],
};

export const comparison: ComparisonChart = {
  kind: 'comparison',
  id: 'Figure S.1',
  title: 'Perceptions of referral',
  subtitle: '% agreement',
  source: 'Questionnaires, Phase 1.',
  notes: [],
  synthetic: false,
  description: 'ACC is lowest.',
  table: 'S.1',
  measure: 'percent',
  domain: [0, 100],
  groups: ['WS', 'ACC', 'PWB'],
  rows: ['Everyone is referred', 'Referrals are timely'],
  points: [
    { row: 'Everyone is referred', group: 'WS', figure: percent(3, 4), base: 28 },
    { row: 'Everyone is referred', group: 'ACC', figure: percent(3, 4), base: 49 },
    { row: 'Everyone is referred', group: 'PWB', figure: percent(28, 34), base: 34 },
    { row: 'Referrals are timely', group: 'WS', figure: percent(1, 2), base: 27 },
    {
      row: 'Referrals are timely',
      group: 'ACC',
      figure: { result: 'x', exact: null, shorthand: '[c]', measure: 'percent', decimals: 0 },
      base: null,
    },
  ],
};

export const heat: HeatChart = { ...comparison, kind: 'heat', id: 'S.1-heat' };

export const bars: ComparisonChart = {
  ...comparison,
  marks: 'bars',
  id: 'themes',
  synthetic: true,
  reading: 'Waiting times are named most often.',
};

export const overview: OverviewChart = {
  kind: 'overview',
  id: 'overview',
  title: 'Four statements at a glance',
  subtitle: 'Per cent of those who gave a rating',
  source: 'Questionnaires, Phase 1.',
  notes: [],
  synthetic: true,
  description: 'Most agree.',
  table: '',
  parts: [
    { ...distribution, panels: ['WS', 'ACC', 'PWB'] },
    { ...distribution, id: 'S.3', title: 'Delivery – ratings among those who answered' },
    { ...distribution, id: 'S.4', title: 'Value – ratings among those who answered' },
  ],
};

export const explorer: Explorer = {
  dimensions: [
    { label: 'Pathway', breakdown: false, groups: ['WS', 'ACC'] },
    { label: 'Region', breakdown: true, groups: ['North', 'South'] },
  ],
  items: [
    { label: 'Everyone is referred', answer: 'agree' },
    { label: 'Referrals are timely', answer: 'agree' },
  ],
  cells: [
    { item: 0, groups: [0, -1], answered: '20', count: '13', percent: '65', mean: '3.70', sd: '1.13' },
    { item: 0, groups: [1, -1], answered: '7', count: '7', percent: '100', mean: '5.00', sd: '0.00' },
    { item: 0, groups: [0, 0], answered: '[c]', count: '[c]', percent: '[c]', mean: '[c]', sd: '[c]' },
    { item: 0, groups: [0, 1], answered: '14', count: '9', percent: '64', mean: '3.64', sd: '1.15' },
    { item: 1, groups: [0, -1], answered: '0', count: '0', percent: '[x]', mean: '[x]', sd: '[x]' },
  ],
};

export const report: Report = {
  title: 'Evaluation',
  subtitle: 'Tables and figures',
  banner: 'Synthetic data.',
  credit: 'Open Government Licence v3.0.',
  sections: [
    {
      id: 'summary',
      title: 'Summary',
      blocks: [
        { kind: 'paragraph', text: 'Most agree.' },
        { kind: 'list', items: ['One', 'Two'] },
        {
          kind: 'plain-table',
          caption: 'Who was left out',
          headers: ['Reason', 'Rows'],
          rows: [
            ['No consent', '9'],
            ['Test rows', '1,007'],
          ],
        },
      ],
    },
    {
      id: 'tables',
      title: 'Tables',
      blocks: [
        { kind: 'table', table: twoLevelTable },
        { kind: 'table', table: stubTable },
        { kind: 'chart', chart: distribution },
        { kind: 'chart', chart: comparison },
      ],
    },
  ],
};

/** Texts that would do something in one format or another if a renderer let them. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '</style></title></svg><img src=x onerror=alert(1)>',
  '" onload="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '<!-- --> ]]> <![CDATA[ &amp; &#x3c; &lt;b&gt;',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '+1+2',
  '-2+3',
  "'=1+1",
  '\t=1+1',
  '  =1+1',
  '＝1+1',
  'a | b || c \\| d \\',
  '| --- | --- |',
  'line one\nline two\r\nline three\rline four',
  '"quoted", with; separators,\tand tab',
  '[x](javascript:alert(1)) ![y](http://example.org/z.png) `code` **b** __i__ ~~s~~ $m$',
  '# heading\n- list\n> quote\n1. one\n---\n```',
  'left \u202Eright to left\u202C \u2066isolate\u2069 \u200Fmark',
  'nul \u0000 bell \u0007 escape \u001B[31mred\u001B[0m delete \u007F csi \u009B31m',
  'lone \uD800 surrogate, non-character \uFFFF, pair 😀, ﷽, é',
  '{{mustache}} <%= erb %> #{ruby}',
  '$& $1 $` $$',
  '',
  ' ',
  'A word and a word '.repeat(1700),
  'x'.repeat(30_000),
];
