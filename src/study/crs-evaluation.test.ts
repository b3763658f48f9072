import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltInStudy } from './load.ts';
import { joinSelections, questionsOf } from './lookup.ts';
import type { Question, Selection, Study, TableDefinition } from './study.ts';

const PUBLISHED = '../shared/published';
const PATHWAYS = ['WS', 'ACC', 'PWB', 'ETE', 'FBD', 'DR'];

let study: Study;
beforeAll(async () => {
  study = await loadBuiltInStudy();
});

function questionsIn(questionnaire: string, section: string): readonly Question[] {
  const found = study.questionnaires.find((each) => each.id === questionnaire);
  return found?.questions.filter((question) => question.section === section) ?? [];
}

function tableOf(id: string): TableDefinition {
  const table = study.tables.find((each) => each.id === id);
  if (table === undefined) throw new Error(`no table ${id}`);
  return table;
}

/** Every cell of a table that a question answers, with the texts it stands under. */
function cellsOf(table: TableDefinition) {
  return table.rows.flatMap((row) =>
    table.columns.map((column) => ({ row, column, selection: joinSelections(row, column) })),
  );
}

function asks(selection: Selection): boolean {
  return questionsOf(study, selection).length > 0;
}

describe('the CRS evaluation asks what Appendix A lists', () => {
  test('the study is four questionnaires, each of one group of respondents in one phase', () => {
    expect(study.questionnaires.map((each) => [each.id, each.facets])).toEqual([
      ['probation-p1', { respondents: 'probation', phase: '1' }],
      ['crs-p1', { respondents: 'crs', phase: '1' }],
      ['probation-p2', { respondents: 'probation', phase: '2' }],
      ['crs-p2', { respondents: 'crs', phase: '2' }],
    ]);
  });

  test.each(PATHWAYS)(
    'the %s block has routing, 15 items, co-location, six open questions and social value',
    (pathway) => {
      const prefix = pathway.toLowerCase();
      const block = questionsIn('probation-p1', `pathway-${prefix}`);
      expect(block.every((question) => question.facets['pathway'] === pathway)).toBe(true);
      expect(block[0]).toMatchObject({ id: `${prefix}.refers`, routing: true, askedIf: null });
      expect(block.filter((question) => question.kind === 'likert')).toHaveLength(15);
      expect(block.filter((question) => question.kind === 'text')).toHaveLength(6);
      expect(block.at(-1)).toMatchObject({ kind: 'rating', scale: 'social-value' });
      expect(block).toHaveLength(1 + 15 + 1 + 6 + 1);
      const followUp = block.find((question) => question.id === `${prefix}.colocation-wanted`);
      expect(followUp?.askedIf).toEqual({ question: `${prefix}.colocated`, options: ['no'] });
      expect(block.find((question) => question.item === 'money-well-spent')?.askedIf).toEqual({
        question: `${prefix}.refers`,
        options: ['yes'],
      });
    },
  );

  test.each([
    ['probation-p1', 'general', 9],
    ['probation-p1', 'commissioning', 9],
    ['crs-p1', 'referral', 9],
    ['crs-p1', 'delivery', 14],
    ['crs-p1', 'commissioning', 10],
  ])('%s has under %s %i items on the agreement scale', (questionnaire, section, count) => {
    const items = questionsIn(questionnaire, section).filter((question) => question.scale === 'agreement-7');
    expect(items).toHaveLength(count);
  });

  test('the one statement on the agreement scale that no table prints is marked as described', () => {
    const rated = study.questionnaires.flatMap((each) =>
      each.questions.filter((q) => q.scale === 'agreement-7'),
    );
    const described = rated.filter((question) => question.wording === 'described');
    expect(described.map((question) => question.id)).toEqual(['performance-monitoring']);
    const printed = new Set(
      study.tables.filter((t) => t.id.startsWith('B.')).flatMap((t) => t.rows.map((r) => r.item)),
    );
    expect(rated.filter((question) => !printed.has(question.item)).map((question) => question.id)).toEqual([
      'performance-monitoring',
    ]);
  });

  test('everyone consents first, and consent and sample questions alone are no feedback', () => {
    for (const questionnaire of study.questionnaires) {
      expect(questionnaire.questions[0]).toMatchObject({ id: 'consent', consent: ['yes'] });
      expect(questionnaire.sections[0]?.kind).toBe('sample');
      expect(questionnaire.sections.filter((section) => section.kind === 'sample')).toHaveLength(1);
    }
  });

  test('regions are one answer in Phase 1 and several in Phase 2, and give twelve groups', () => {
    const asked = questionsOf(study, { item: 'region', where: {} });
    expect(asked.map(({ question }) => question.kind)).toEqual(['choice', 'choice', 'multi', 'multi']);
    const region = study.dimensions.find((dimension) => dimension.id === 'region');
    expect(region?.groups).toHaveLength(12);
    expect(region?.groups.at(-1)).toMatchObject({
      id: 'yorkshire-and-the-humber',
      label: 'Yorkshire and The Humber',
    });
  });

  test('CRS staff in Phase 2 answer about a type when they ticked it', () => {
    const question = questionsIn('crs-p2', 'pathway-dr')[0];
    expect(question?.askedIf).toEqual({ question: 'crs-type', options: ['DR'] });
  });

  test('what is inferred is marked', () => {
    expect(
      Object.values(study.scales)
        .filter((scale) => scale.labels === 'inferred')
        .map((scale) => scale.id),
    ).toEqual(expect.arrayContaining(['agreement-7', 'working-7', 'extent']));
    expect(study.assumptions.length).toBeGreaterThan(5);
    expect(study.source.credit).toContain('Open Government Licence v3.0');
    expect(study.outOfReach.map((each) => each.id)).toEqual(['A.3', 'B.12', 'B.13', '3.1']);
  });
});

describe('the tables are the report’s', () => {
  test('tables stand in the report’s order, then the regional ones', () => {
    expect(study.tables.map((table) => table.id).join(' ')).toBe(
      'A.1 A.2 B.1 B.2 B.3 B.4 B.5 B.6 B.7 B.8 B.9 B.10 B.11 ' +
        'R.WS R.ACC R.PWB R.ETE R.FBD R.DR R.general R.crs-referral R.crs-delivery R.pooled',
    );
  });

  test('every regional table hides small cells', () => {
    for (const table of study.tables) {
      expect([table.id, table.disclosure]).toEqual([
        table.id,
        table.id.startsWith('R.') ? 'breakdown' : 'published',
      ]);
    }
  });

  test.each([
    ['B.8', 2 * 2],
    ['B.9', 2 * 2],
    ['B.10', 2 * 2],
  ])('%s has %i cells that nobody is asked, printed n/a', (id, count) => {
    const empty = cellsOf(tableOf(id)).filter(({ selection }) => !asks(selection));
    expect(empty).toHaveLength(count);
  });

  test('a pathway’s regional table has 15 items and social value in twelve regions', () => {
    const table = tableOf('R.DR');
    expect(table.rows).toHaveLength(16);
    expect(table.columns).toHaveLength(12);
    expect(table.rows.at(-1)).toMatchObject({ item: 'social-value', show: 'mean' });
    expect(table.columns[0]?.where).toEqual({
      respondents: ['probation'],
      phase: ['1'],
      pathway: ['DR'],
      region: ['east-midlands'],
    });
  });
});

type Row = Readonly<Record<string, string>>;

function published(name: string): Row[] {
  return parse(readFileSync(`${PUBLISHED}/${name}`, 'utf8'), { columns: true, bom: true });
}

describe.skipIf(!existsSync(PUBLISHED))('every published figure has one place', () => {
  test('likert.csv: each percentage and each mean finds one cell', () => {
    for (const row of published('likert.csv')) {
      const tables = (row['table'] ?? '').split('/').map(tableOf);
      const found = tables
        .flatMap(cellsOf)
        .filter(({ row: line, column, selection }) => {
          const statement = line.label.trim() === row['statement']?.trim();
          const respondents = selection.where['respondents']?.includes(row['respondents'] ?? '') === true;
          const pathway = selection.where['pathway'] === undefined || column.label === row['group'];
          return statement && respondents && pathway && asks(selection);
        })
        .map(({ selection }) => selection.show);
      const expected = row['percent_agree'] === '' ? ['mean-sd'] : ['percent', 'mean-sd'];
      expect([row['statement'], row['group'], found]).toEqual([row['statement'], row['group'], expected]);
    }
  });

  test('counts.csv: each count finds one cell', () => {
    for (const row of published('counts.csv')) {
      const found = cellsOf(tableOf(row['table'] ?? '')).filter(({ row: line, selection }) => {
        const texts = [line.label, ...line.stub];
        const wanted = row['table'] === 'B.11' ? [row['statement'], row['row']] : [row['row']];
        const phase = row['table'] === 'A.1' ? texts.includes(row['phase'] ?? '') : true;
        const respondents = selection.where['respondents']?.includes(row['respondents'] ?? '') === true;
        return wanted.every((text) => texts.includes(text ?? '')) && phase && respondents;
      });
      expect([row, found.length]).toEqual([row, 1]);
    }
  });

  test('text-figures.csv: each percentage finds one quoted figure, and there are no others', () => {
    const rows = published('text-figures.csv');
    expect(study.quoted).toHaveLength(rows.length);
    for (const [index, row] of rows.entries()) {
      const figure = study.quoted[index];
      expect([figure?.section, figure?.measure, figure?.group]).toEqual([
        row['section'],
        row['measure'],
        row['group'],
      ]);
      expect(figure?.where).toMatchObject({
        respondents: [row['respondents']],
        phase: [(row['phase'] ?? '').replace('Phase ', '')],
      });
    }
  });
});
