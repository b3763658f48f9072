import { describe, expect, it } from 'vitest';
import { formatExact, ratio } from '../exact/ratio.ts';
import type { Cell, Table } from '../render/contract.ts';
import type {
  Questionnaire,
  Selection,
  Study,
  TableColumn,
  TableDefinition,
  TableRow,
} from '../study/study.ts';
import { countResponses } from './count.ts';
import { mergeFrequencies } from './merge-frequencies.ts';
import { quoteFigures } from './quote-figures.ts';
import { type Tabulated, tabulate } from './tabulate.ts';
import { batchOf, smallStudy } from './testing/small-study.ts';

const study = smallStudy();
const [staff, provider] = study.questionnaires as [Questionnaire, Questionnaire];

const STAFF_ROWS = [
  { area: 1, 'a.clear': 7, 'b.clear': 1, together: 7 },
  { area: 1, 'a.clear': 5, 'b.clear': 8, together: 1 },
  { area: 2, 'a.clear': 1, together: 8 },
  { 'a.clear': 8, 'b.clear': 6 },
];
const PROVIDER_ROWS = [
  { area: [1, 2], together: 6, trained: 1 },
  { area: [2], together: 4 },
];

async function tabulated(definition: Partial<TableDefinition>, of: Study = study): Promise<Tabulated> {
  const table = mergeFrequencies(
    await countResponses(of, staff, [batchOf(of, staff, STAFF_ROWS)]),
    await countResponses(of, provider, [batchOf(of, provider, PROVIDER_ROWS)]),
  );
  const all = { synthetic: false, hidden: new Map() };
  return tabulate({ ...of, tables: [{ ...TABLE, ...definition }] }, table, all);
}

function texts(table: Table | undefined): string[][] {
  return (table?.rows ?? []).map((row) => row.cells.map(textOf));
}

/** As a renderer would print it, shortly. */
function textOf(cell: Cell): string {
  if (cell.pattern === 'none') return 'n/a';
  const figures = cell.figures.map(({ exact, shorthand, measure, decimals }) => {
    if (exact === null) return shorthand ?? '';
    if (measure === 'percent' && exact.kind === 'ratio')
      return formatExact(ratio(exact.numerator * 100n, exact.denominator), decimals);
    return formatExact(exact, decimals);
  });
  return cell.pattern === 'single' ? figures.join() : `${figures[0]} (${figures[1]})`;
}

describe('tables', () => {
  it('join rows and columns, and print n/a where no such question exists', async () => {
    const { tables, results } = await tabulated({
      rows: [row('clear'), row('good'), row('trained')],
      columns: [
        column({ where: { pathway: ['A'] }, show: 'percent', headerN: true }),
        column({ where: { pathway: ['B'] }, show: 'mean-sd', headerN: true }),
        column({ where: { respondents: ['provider'] }, show: 'mean-sd' }),
      ],
    });
    expect(texts(tables[0])).toEqual([
      ['67', '3.50 (3.54)', 'n/a'],
      ['n/a', '[x] ([x])', 'n/a'],
      ['n/a', 'n/a', '5.00 ([u])'],
    ]);
    expect(tables[0]?.rows.map(({ label }) => label)).toEqual([
      'Referral is clear',
      'Support is good',
      'trained',
    ]);
    const headers = tables[0]?.columns.map(({ headerN }) => headerN?.exact);
    expect(headers).toEqual([ratio(3, 1), ratio(2, 1), undefined]);
    const ids = new Set(results.map(({ id }) => id));
    const shown = tables[0]?.rows.flatMap(({ cells }) => cells.flatMap(({ figures }) => figures)) ?? [];
    expect(shown.filter(({ result }) => !ids.has(result))).toEqual([]);
    expect(ids.size).toBe(results.length);
  });

  it('count groups of respondents with a total of respondents, and say who is in none or in several', async () => {
    const { tables } = await tabulated({
      rows: [
        row('area', { label: 'North', levels: ['north'] }),
        row('area', { label: 'East', levels: ['east'] }),
        row(null, { label: 'Total', show: 'respondents' }),
      ],
      columns: [
        column({ where: { respondents: ['staff'] }, show: 'count-percent' }),
        column({ where: { respondents: ['provider'] }, show: 'count-percent' }),
      ],
      disclosure: 'published',
    });
    expect(texts(tables[0])).toEqual([
      ['2 (67)', '1 (50)'],
      ['0 (0)', '0 (0)'],
      ['4', '2'],
    ]);
    expect(tables[0]?.notes).toEqual([
      'area: a respondent can be in several groups and counts in each, so the groups do not add up to the total.',
      'Staff questionnaire: 1 of 4 respondents did not state: area.',
    ]);
    expect(tables[0]?.source).toBe('Staff questionnaire (spring 2024); Provider questionnaire');
    expect(tables[0]?.cleared).toBe(true);
  });

  it('say of pooled answers how many they are and by how many respondents', async () => {
    const { tables } = await tabulated({
      rows: [row('clear')],
      columns: [column({ show: 'percent' }), column({ show: 'answered' }), column({ show: 'respondents' })],
    });
    expect(texts(tables[0])).toEqual([['60', '5', '4']]);
    expect(tables[0]?.notes).toEqual([
      'Answers are pooled over pathway: a respondent counts once for each question answered.',
      'Referral is clear: 5 answers by 4 respondents.',
    ]);
  });

  it('by respondents’ groups are not cleared for publication', async () => {
    const { tables } = await tabulated({
      rows: [row('together')],
      columns: [column({ where: { respondents: ['staff'], area: ['north'] }, show: 'percent' })],
      disclosure: 'breakdown',
    });
    expect(texts(tables[0])).toEqual([['50']]);
    expect(tables[0]?.cleared).toBe(false);
  });
});

it('quoted figures are exact on the base they name, with asked and answered beside', async () => {
  const quoted = {
    section: '1',
    measure: 'm',
    group: 'all',
    item: 'clear',
    levels: null,
    show: 'percent',
    notes: [],
  } as const;
  const where = { pathway: ['B'] };
  const table = await countResponses(study, staff, [batchOf(study, staff, STAFF_ROWS)]);
  const figures = quoteFigures(
    {
      ...study,
      quoted: [
        { ...quoted, where, base: 'answered' },
        { ...quoted, where, base: 'asked' },
        { ...quoted, where: { pathway: ['A'], respondents: ['provider'] }, base: 'answered' },
      ],
    },
    table,
    { synthetic: false },
  );
  expect(figures.map(({ result }) => result?.exact ?? null)).toEqual([ratio(1, 2), ratio(1, 4), null]);
  expect(figures[0]).toMatchObject({ asked: 4, answered: 2, respondents: 4 });
  expect(figures.map(({ of }) => of)).toEqual(['staff', 'staff', '']);
});

const TABLE: TableDefinition = {
  id: 'T.1',
  caption: 'A table',
  section: 'Results',
  stubHeaders: ['Statement'],
  rows: [],
  columns: [],
  headerN: 'largest',
  notes: [],
  disclosure: 'breakdown',
  distribution: false,
};

const OPEN: Selection = { item: null, where: {}, levels: null, show: null };

function row(item: string | null, changes: Partial<TableRow> = {}): TableRow {
  return { ...OPEN, item, label: '', stub: [], ...changes };
}

function column(changes: Partial<TableColumn>): TableColumn {
  return { ...OPEN, label: '', group: null, headerN: false, ...changes };
}
