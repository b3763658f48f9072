import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatExact, ratio } from './ratio.ts';

// From fixtures/crs-evaluation/independent/ties.py: rational arithmetic in another language.
const [, ...TIES] = readFileSync('fixtures/crs-evaluation/independent/ties.csv', 'utf8')
  .trimEnd()
  .split('\n');

it('rounds every tie as rational arithmetic does, 23/40, 29/200 and 1001/200 among them', () => {
  const ours = TIES.map((line) => {
    const [kind = '', numerator = '', denominator = '', decimals = ''] = line.split(',');
    const figure = ratio((kind === 'percent' ? 100 : 1) * Number(numerator), Number(denominator));
    const modes = (['half-away', 'half-even', 'truncate'] as const).map((mode) =>
      formatExact(figure, Number(decimals), mode),
    );
    return [kind, numerator, denominator, decimals, ...modes].join(',');
  });
  expect(ours).toEqual(TIES);
  expect(ours.filter((line) => /^percent,(23,40|29,200),|^mean,1001,200,/.test(line))).toEqual([
    'percent,23,40,0,58,58,57',
    'percent,29,200,0,15,14,14',
    'mean,1001,200,2,5.01,5.00,5.00',
  ]);
});
