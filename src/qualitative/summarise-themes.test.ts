import { describe, expect, it } from 'vitest';
import { cellKey } from '../likert/frequency.ts';
import type { Table } from '../render/contract.ts';
import { coOccurrence } from './co-occurrence.ts';
import { themeCounter } from './count-themes.ts';
import { coverageOf } from './coverage.ts';
import { type SummarisedThemes, showThemes, summariseThemes } from './summarise-themes.ts';
import { codedBatch, codedStudy, type Row } from './testing/coded-study.ts';
import { themeStudy } from './theme-study.ts';

const MARKS = { synthetic: true };
const WELSH = 'Mae’r rhestr aros yn rhy hir ac mae angen mwy o staff yn yr ardal';

function summarised(rows: readonly Row[], below = 3): SummarisedThemes {
  const study = codedStudy();
  const { questionnaire, batch, coded } = codedBatch(study, rows);
  const counter = themeCounter(study, themeStudy(study), questionnaire);
  counter.add(batch, coded);
  return summariseThemes(study, counter.counts(), below);
}

/** Rows of a table as printed, bases first. */
function printed({ columns, rows }: Table): string[][] {
  const number = (
    figure:
      | { readonly exact: { readonly numerator: bigint } | null; readonly shorthand: string | null }
      | undefined,
  ) =>
    figure?.exact === null || figure?.exact === undefined
      ? (figure?.shorthand ?? '')
      : String(figure.exact.numerator);
  return [
    ['n', ...columns.map(({ headerN }) => number(headerN ?? undefined))],
    ...rows.map(({ label, cells }) => [label, ...cells.map(({ figures }) => number(figures[0]))]),
  ];
}

const repeat = (times: number, row: Row): readonly Row[] => Array.from({ length: times }, () => row);

describe('tables of themes', () => {
  const rows: readonly Row[] = [
    ...repeat(2, { closed: { area: 1, 'a.clear': 1 }, text: { 'a.why': 'too far' } }),
    ...repeat(5, {
      closed: { area: 2, 'a.clear': 6, 'b.clear': 7 },
      text: { 'a.why': 'we wait', 'b.why': 'nothing' },
    }),
    { text: { 'b.why': 'access' } },
    { text: { 'b.why': WELSH } },
  ];

  it('have a column a question, the codes that were given with the most respondents first, and those without one last', () => {
    const { study, counts, hidden } = summarised(rows);
    const [table, bySide] = showThemes({ study, counts, hidden }, MARKS).tables;
    expect(table?.id).toBe('T.why');
    expect(table?.caption).toBe('Why?');
    expect(table?.columns.map(({ group, label }) => [group, label])).toEqual([
      ['staff', 'A'],
      ['staff', 'B'],
    ]);
    expect(table === undefined ? [] : printed(table)).toEqual([
      ['n', '7', '6'],
      ['Access', '7', '1'],
      ['Waiting', '5', '0'],
      ['Distance', '2', '0'],
      ['No theme found', '0', '5'],
    ]);
    expect(table?.notes).toContain('1 answer in another language set aside, off the base.');
    expect(table?.cleared).toBe(true);
    // Two of seven disagree: fewer than three, and nothing to compare the rest with.
    expect(bySide).toBeUndefined();
  });

  it('compare those who disagree with those who agree, not cleared, where enough do', () => {
    const more = [
      ...rows,
      ...repeat(3, { closed: { 'a.clear': 2 }, text: { 'a.why': 'far away' } }),
      ...repeat(2, { closed: { 'a.clear': 4 }, text: { 'a.why': 'a queue' } }),
    ];
    const tables = showThemes(summarised(more), MARKS).tables;
    const bySide = tables.find(({ id }) => id === 'T.why.clear');
    expect(bySide?.caption).toBe('Why? By agreement with “Referral is clear”');
    expect(bySide?.columns.map(({ label }) => label)).toEqual(['Disagree', 'Neither', 'Agree']);
    expect(bySide === undefined ? [] : printed(bySide).slice(0, 3)).toEqual([
      ['n', '5', '[c]', '10'],
      ['Access', '5', '[c]', '5'],
      ['Waiting', '0', '[c]', '5'],
    ]);
    expect(bySide?.cleared).toBe(false);
  });

  it('hide a question that few answered, and do not take its codes into rows or their order', () => {
    const few = [
      ...repeat(2, { text: { 'b.why': 'far away' } }),
      ...repeat(4, { text: { comments: 'staff' } }),
      ...repeat(9, { text: { 'a.why': 'we wait' } }),
    ];
    const themes = summarised(few);
    // A and B are pooled too: what A and the pooled show would give B away, so that one of them is hidden with it.
    const key = (question: string | null, item: string) =>
      cellKey({ questionnaire: 'staff-1', question, item, dims: {} });
    expect(themes.hidden.get(key('b.why.codes', 'why.codes'))).toBe('few');
    expect(themes.hidden.get(key('a.why.codes', 'why.codes'))).toBe('linked');
    expect(themes.hidden.has(key('comments.codes', 'comments.codes'))).toBe(false);
    expect(showThemes(themes, MARKS).tables.map(({ id }) => id)).toEqual(['T.comments']);
  });

  it('are drawn as bars where ten answers were coded, hidden columns left out', () => {
    const many = [
      ...repeat(9, { text: { comments: 'staff, far' } }),
      { text: { comments: 'a queue' } },
      { text: { comments: 'fine' } },
    ];
    const [chart] = showThemes(summarised(many), MARKS).charts;
    expect(chart).toMatchObject({
      kind: 'comparison',
      marks: 'bars',
      id: 'T.comments',
      domain: [0, 100],
      groups: ['staff'],
      synthetic: true,
      rows: ['Access', 'Distance', 'Staff', 'Waiting'],
    });
    expect(chart?.subtitle).toContain('n=11');
    expect(chart?.description).toBe(
      'Access: 91 % (staff). Distance: 82 % (staff). Staff: 82 % (staff). Waiting: 9 % (staff).',
    );
    expect(showThemes(summarised(many.slice(0, 9)), MARKS).charts).toEqual([]);
  });

  it('are none where nobody was given a code', () => {
    expect(showThemes(summarised(repeat(20, { text: { comments: 'fine' } })), MARKS)).toEqual({
      tables: [],
      charts: [],
    });
  });
});

it('coverage is answers with a code of those on the base, an item’s questions together', () => {
  const rows = [{ text: { 'a.why': 'far', 'b.why': 'fine' } }, { text: { 'b.why': WELSH, comments: 'ok' } }];
  const { study, counts } = summarised(rows);
  expect(coverageOf(study, counts)).toMatchObject([
    { questionnaire: 'staff-1', item: 'comments', answers: 1, coded: 0, setAside: 0 },
    { questionnaire: 'staff-1', item: 'why', answers: 2, coded: 1, setAside: 1 },
  ]);
});

it('pairs of codes are added up over questions; few answers have no number and no place in the order', () => {
  const rows = [
    ...repeat(3, { text: { comments: 'staff wait' } }),
    { text: { comments: 'staff, far' } },
    { text: { 'a.why': 'wait, far' } },
    { text: { comments: 'wait, far' } },
  ];
  expect(coOccurrence(summarised(rows).counts, 3)).toEqual([
    { a: 'staff', b: 'waiting', answers: 3 },
    { a: 'distance', b: 'staff', answers: null },
    { a: 'distance', b: 'waiting', answers: null },
  ]);
});
