import { describe, expect, it } from 'vitest';
import { loadBuiltInStudy } from './load.ts';
import { locatePublished } from './locate-published.ts';
import { formatProblem } from './problem.ts';
import type { PublishedCount, PublishedLikert, PublishedText } from './published.ts';
import { readPublished } from './read-published.ts';
import { smallStudy } from './testing/small-study.ts';

const RATING: PublishedLikert = {
  kind: 'likert',
  file: 'likert.csv',
  row: 2,
  tables: ['T.1', 'T.2'],
  respondents: 'staff',
  statement: 'The service works well',
  group: 'DC',
  headerN: '20',
  percent: '75',
  mean: '4.00',
  sd: '1.00',
  scaleMin: 1,
  scaleMax: 5,
};
const COUNT: PublishedCount = {
  kind: 'count',
  file: 'counts.csv',
  row: 2,
  table: 'T.3',
  phase: 'Wave 1',
  label: 'Both',
  respondents: 'staff',
  count: '4',
  percent: '44',
  statement: 'Prefers joint services',
};
const TEXT: PublishedText = {
  kind: 'text',
  file: 'text.csv',
  row: 2,
  section: '1.1',
  phase: 'Wave 1',
  respondents: 'staff',
  group: 'all',
  measure: 'Does not prefer joint services.',
  percent: '57',
};

function locate(row: PublishedLikert | PublishedCount | PublishedText) {
  return locatePublished(smallStudy(), {
    likert: row.kind === 'likert' ? [row] : [],
    counts: row.kind === 'count' ? [row] : [],
    texts: row.kind === 'text' ? [row] : [],
  });
}

describe('locatePublished', () => {
  it('finds a rating in each table that prints it, and the question it counts', () => {
    expect(locate(RATING).located).toMatchObject([
      {
        places: [
          { table: 'T.1', rowIndex: 0, columnIndexes: [1] },
          { table: 'T.2', rowIndex: 0, columnIndexes: [1] },
        ],
        questions: [{ questionnaire: 'staff-1', question: 'day-centre.works' }],
        quotedIndex: null,
      },
    ]);
  });

  it('knows a row without a label by its item, and a group by its name or its short name', () => {
    const row = { ...RATING, statement: 'the service  is timely', group: 'Hostel' };
    expect(locate(row).located[0]?.questions).toEqual([
      { questionnaire: 'staff-1', question: 'hostel.timely' },
    ]);
  });

  it('finds a count by its statement and a quoted figure by its measure, whatever the case and full stop', () => {
    expect(locate(COUNT).located[0]).toMatchObject({
      places: [{ table: 'T.3', rowIndex: 0, columnIndexes: [0] }],
    });
    expect(locate(TEXT).located[0]).toMatchObject({ places: [], quotedIndex: 0 });
  });

  it.each([
    [
      { ...RATING, tables: ['T.9'] },
      `likert.csv:2: table: expected one of the study's tables (T.1, T.2, T.3), found "T.9"`,
    ],
    [
      { ...RATING, statement: 'The services work well' },
      'likert.csv:2: statement: expected a row of table T.1, found "The services work well" — the nearest is "The service works well"',
    ],
    [
      { ...COUNT, statement: 'Unheard of' },
      'counts.csv:2: row: expected a row of table T.3, found "Unheard of"',
    ],
    [
      { ...TEXT, measure: 'does not prefer joined services' },
      'text.csv:2: measure: expected a figure the study quotes, found "does not prefer joined services" — the nearest is "does not prefer joint services"',
    ],
    [{ ...RATING, group: 'Kitchen' }, 'likert.csv:2: expected one cell of table T.1, found "2 that fit"'],
  ])('says where a row that stands nowhere is, and the nearest there is', (row, message) => {
    const { located, problems } = locate(row);
    expect(located).toEqual([]);
    expect(problems.map(formatProblem)).toEqual([message]);
  });

  it('places every figure of the CRS evaluation: 140 triples, 6 pairs, 81 counts, 18 quoted', async () => {
    const study = await loadBuiltInStudy();
    const { located, problems } = locatePublished(
      study,
      readPublished(['fixtures/crs-evaluation/published']),
    );
    expect(problems.map(formatProblem)).toEqual([]);
    expect(located).toHaveLength(245);
    // Each to cells of its own: no two published rows are the same place.
    const places = located.map(({ places, quotedIndex }) => JSON.stringify([places, quotedIndex]));
    expect(new Set(places).size).toBe(245);
  });
});
