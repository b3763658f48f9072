import fc from 'fast-check';
import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { formatExact, ratio, toNumber } from '../exact/ratio.ts';
import type { Questionnaire } from '../study/study.ts';
import { countResponses } from './count.ts';
import { mergeFrequencies } from './merge-frequencies.ts';
import type { Result } from './result.ts';
import { resultsFor, summarise } from './summarise.ts';
import { batchOf, smallStudy } from './testing/small-study.ts';

const study = smallStudy();
const [staff, provider] = study.questionnaires as [Questionnaire, Questionnaire];
const real = { synthetic: false };

async function results(rows: readonly Record<string, number | number[]>[], of = staff): Promise<Result[]> {
  return summarise(study, await countResponses(study, of, [batchOf(study, of, rows)]), real);
}

function times(count: number, row: Record<string, number>): Record<string, number>[] {
  return new Array(count).fill(row);
}

function find(list: readonly Result[], id: string): Result {
  const found = list.find((result) => result.id === id);
  if (found === undefined) throw new Error(`no result ${id}`);
  return found;
}

function printed(result: Result, decimals: number, factor = 1): string {
  if (result.exact === null) return result.shorthand ?? '';
  if (result.exact.kind === 'root') return formatExact(result.exact, decimals);
  return formatExact(ratio(result.exact.numerator * BigInt(factor), result.exact.denominator), decimals);
}

describe('figures that binary floats round wrong', () => {
  it.each([
    [23, 40, '58'],
    [29, 200, '15'],
  ])('%d of %d agreeing is %s %%', async (agree, base, percent) => {
    const list = await results([...times(agree, { together: 5 }), ...times(base - agree, { together: 4 })]);
    expect(printed(find(list, 'staff-1.together.share.agree'), 0, 100)).toBe(percent);
  });

  it('a mean of 1001/200 is 5.01', async () => {
    const list = await results([...times(199, { together: 5 }), { together: 6 }]);
    expect(printed(find(list, 'staff-1.together.mean'), 2)).toBe('5.01');
  });
});

describe('figures worked by hand', () => {
  it('1, 3 and don’t know: mean 2 of two answers, SD √2, median 2', async () => {
    const list = await results([{ together: 1 }, { together: 3 }, { together: 8 }]);
    expect(printed(find(list, 'staff-1.together.mean'), 2)).toBe('2.00');
    expect(printed(find(list, 'staff-1.together.sd'), 2)).toBe('1.41');
    expect(printed(find(list, 'staff-1.together.median'), 1)).toBe('2.0');
    expect(printed(find(list, 'staff-1.together.count.dk'), 0)).toBe('1');
    expect(find(list, 'staff-1.together.share.agree')).toMatchObject({
      numerator: 0,
      denominator: 2,
      sum: 4,
      sumSquares: 10,
    });
  });

  it('2, 4, 4, 4, 5, 5, 7 and 9 on 0–10 (positions one higher): SD √(32/7) = 2.14', async () => {
    const list = await results([2, 4, 4, 4, 5, 5, 7, 9].map((value) => ({ 'a.value': value + 1 })));
    expect(printed(find(list, 'staff-1.a.value.sd'), 2)).toBe('2.14');
    expect(printed(find(list, 'staff-1.a.value.mean'), 2)).toBe('5.00');
    expect(printed(find(list, 'staff-1.a.value.median'), 1)).toBe('4.5');
  });

  it('a reversed, unbalanced 5-point scale goes by lean and value, not position', async () => {
    const list = await results(
      [{ trained: 1 }, { trained: 3 }, { trained: 4 }, { trained: 5 }, { trained: 6 }],
      provider,
    );
    expect(printed(find(list, 'provider-1.trained.share.agree'), 0, 100)).toBe('50');
    expect(printed(find(list, 'provider-1.trained.share.top'), 0, 100)).toBe('25');
    expect(printed(find(list, 'provider-1.trained.mean'), 2)).toBe('2.75');
    expect(find(list, 'provider-1.trained.count.option:agree').numerator).toBe(0);
  });

  it('shares of a multi are of those who ticked anything, and may add up to more than 1', async () => {
    const list = await results([{ area: [1, 2] }, { area: [2] }, { area: [] }], provider);
    expect(find(list, 'provider-1.area.share.south')).toMatchObject({ numerator: 2, denominator: 2 });
    expect(find(list, 'provider-1.area.share.north')).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe('where there is no value there is a reason', () => {
  it('nobody answered: [x], never 0; one answer has no SD: [u]', async () => {
    const list = await results([{ together: 8, 'a.clear': 6 }]);
    for (const statistic of ['share.agree', 'mean', 'sd', 'median'])
      expect(find(list, `staff-1.together.${statistic}`)).toMatchObject({ exact: null, shorthand: '[x]' });
    expect(find(list, 'staff-1.together.count.a7').exact).toEqual(ratio(0, 1));
    expect(find(list, 'staff-1.a.clear.sd')).toMatchObject({ exact: null, shorthand: '[u]' });
  });
});

describe('naming and pooling', () => {
  it('ids are unique, and say dimensions in name order', async () => {
    const list = await results([{ area: 1, together: 5 }]);
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    expect(find(list, 'staff-1.a.clear.mean@area=north')).toMatchObject({
      pathway: 'A',
      dims: 'area=north;pathway=A;respondents=staff',
    });
    expect(find(list, 'staff-1.pooled.clear.mean').pathway).toBe('A+B');
    expect(find(list, 'staff-1.respondents')).toMatchObject({ numerator: 1, respondents: 'staff' });
  });

  it('a selection over two questionnaires pools their counts', async () => {
    const table = mergeFrequencies(
      await countResponses(study, staff, [batchOf(study, staff, [{ together: 7 }, { together: 1 }])]),
      await countResponses(study, provider, [batchOf(study, provider, [{ together: 7 }])]),
    );
    const pooled = resultsFor(study, table, { item: 'together', where: {} }, real);
    expect(find(pooled, 'staff-1.together+provider-1.together.share.agree')).toMatchObject({
      numerator: 2,
      denominator: 3,
      unit: 'share',
      respondents: 'staff+provider',
    });
    const one = resultsFor(study, table, { item: 'together', where: { respondents: ['provider'] } }, real);
    expect(find(one, 'provider-1.together.share.agree').denominator).toBe(1);
    expect(resultsFor(study, table, { item: 'good', where: { pathway: ['A'] } }, real)).toEqual([]);
  });

  it('refuses a dimension that the study does not have', async () => {
    const table = await countResponses(study, staff, []);
    expect(() => resultsFor(study, table, { item: 'together', where: { town: ['x'] } }, real)).toThrow(
      'the study has no dimension "town"',
    );
  });
});

it('agrees with simple-statistics on mean, sample SD and median', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 2, maxLength: 40 }),
      async (values) => {
        const list = await results(values.map((value) => ({ 'a.value': value + 1 })));
        const number = (id: string) => {
          const { exact } = find(list, id);
          return exact === null ? Number.NaN : toNumber(exact);
        };
        expect(number('staff-1.a.value.mean')).toBeCloseTo(mean(values), 10);
        expect(number('staff-1.a.value.sd')).toBeCloseTo(sampleStandardDeviation(values), 10);
        expect(number('staff-1.a.value.median')).toBe(median(values));
      },
    ),
    { numRuns: 50 },
  );
});
