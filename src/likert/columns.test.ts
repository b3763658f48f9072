import { op, table } from 'arquero';
import { expect, it } from 'vitest';
import { toNumber } from '../exact/ratio.ts';
import type { Questionnaire } from '../study/study.ts';
import { toColumns } from './columns.ts';
import { countResponses } from './count.ts';
import { summarise } from './summarise.ts';
import { batchOf, NOT_ASKED, OFF_BASE, smallStudy } from './testing/small-study.ts';

const study = smallStudy();
const [staff, provider] = study.questionnaires as [Questionnaire, Questionnaire];

it('gives scores, option ids and ticks; null for every missing answer, with the reason beside it', async () => {
  const batch = batchOf(study, staff, [
    { together: 1, 'a.value': 1, area: 2 },
    { together: 8, 'a.value': NOT_ASKED, job: 3 },
    Object.fromEntries(staff.questions.map(({ id }) => [id, OFF_BASE])),
  ]);
  const columns = await toColumns([batch], study, staff);
  const { together, area } = columns;
  expect(together).toEqual([1, null]);
  expect(area).toEqual(['south', null]);
  expect(columns['together.missing']).toEqual([null, 'dont_know']);
  expect(columns['a.value']).toEqual([0, null]);
  expect(columns['a.value.missing']).toEqual([null, 'not_asked']);
  expect(columns['job.missing']).toEqual(['blank', 'prefer_not_to_say']);
  expect(Object.keys(columns)).not.toContain('comments');
  const ticks = await toColumns([batchOf(study, provider, [{ area: [1] }, {}])], study, provider);
  expect(ticks['area.north']).toEqual([1, null]);
  expect(ticks['area.south']).toEqual([0, null]);
});

it('arquero counts and averages the same: 1, 3 and don’t know make 2', async () => {
  const rows = [1, 3, 8, 7, 7, 2, 0, 5, 6].map((together, at) => ({ together, area: (at % 3) + 1 }));
  const batch = batchOf(study, staff, rows);
  const results = summarise(study, await countResponses(study, staff, [batch]), { synthetic: false });
  const frame = table(await toColumns([batch], study, staff))
    .groupby('area')
    .rollup({ mean: op.mean('together'), answered: op.valid('together') });
  expect(frame.numRows()).toBe(3);
  for (const { area, mean, answered } of frame.objects() as {
    area: string;
    mean: number;
    answered: number;
  }[]) {
    const ours = results.find(({ id }) => id === `staff-1.together.mean@area=${area}`);
    expect(ours?.denominator).toBe(answered);
    expect(ours?.exact && toNumber(ours.exact)).toBeCloseTo(mean, 12);
  }
});
