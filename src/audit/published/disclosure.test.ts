import { describe, expect, it } from 'vitest';
import { cureFor, disclosureText } from './disclosure.ts';
import { prepareReproducer } from './reproduce.ts';

const reproducer = prepareReproducer([1, 7], [5, 6, 7], 40);

describe('what figures give away', () => {
  it('everybody the same: one set of answers, and no coarsening but leaving mean and SD out hides it', () => {
    // 34 answers of 7: mean 7.00, SD 0.00. With the percentage alone, 34 on three levels: 630 sets.
    const figures = { percent: '100', mean: '7.00', sd: '0.00' };
    expect(reproducer.list(figures, 34, 10)).toEqual([[0, 0, 0, 0, 0, 0, 34]]);
    expect(disclosureText(reproducer, figures, 34, 1)).toBe(
      'Only one set of answers of 34 gives these figures: publishing them publishes every answer. Cure: giving the percentage alone (100 or more sets of answers then).',
    );
  });

  it('names the mildest cure: the published 100 %, 6.71 (0.52) of 34', () => {
    // 6.71 is Σ = 228; with one decimal and no SD, Σ from 227 to 229 on the three agreeing levels: 17 sets.
    expect(cureFor(reproducer, { percent: '100', mean: '6.71', sd: '0.52' }, 34)).toBe(
      'Cure: leaving out the SD and giving the mean with one decimal (17 sets of answers then).',
    );
  });

  it('says suppression where nothing else helps: two people', () => {
    expect(cureFor(reproducer, { percent: '100', mean: '7.00', sd: '0.00' }, 2)).toBe(
      'Cure: suppression; no coarser rounding leaves ten sets of answers.',
    );
  });
});
