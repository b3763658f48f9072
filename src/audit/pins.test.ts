import { describe, expect, it } from 'vitest';
import { cellKey, type FrequencyTable, type Tally } from '../likert/frequency.ts';
import { summarise } from '../likert/summarise.ts';
import { smallStudy } from '../study/testing/small-study.ts';
import { comparePins, pinsFailed } from './compare-pins.ts';
import { pinResults, renderPins } from './pins.ts';

const ASKED = { asked: 10, dontKnow: 1, otherMissing: 0, blank: 1, notAsked: 2, respondents: 8 };

// Levels 1 to 5 chosen 1, 0, 1, 3, 3 times: 6 of 8 agree (75 %), Σx 31, Σx² 133, mean 3.875, SD √(103/56) = 1.3562,
// median of 1 3 4 4 4 5 5 5 is 4.
function run(counts = [1, 0, 1, 3, 3, 1]): FrequencyTable {
  const works = { questionnaire: 'staff-1', question: 'hostel.works', item: 'works', dims: {} };
  const joint = { questionnaire: 'staff-1', question: 'prefers-joint', item: 'prefers-joint', dims: {} };
  const tally = (values: readonly number[], answered: number): Tally => ({
    counts: values,
    answered,
    ...ASKED,
  });
  return {
    cells: new Map([
      [cellKey(works), { address: works, tally: tally(counts, 8) }],
      [cellKey(joint), { address: joint, tally: tally([3, 5], 8) }],
    ]),
    usable: new Map([['staff-1|', 12]]),
  };
}

const pinned = (frequency = run()) => pinResults(summarise(smallStudy(), frequency, { synthetic: true }));

describe('pins', () => {
  it('hold the counts and every figure of each lot of counts, sorted, one a line', () => {
    expect(renderPins(pinned())).toBe(
      [
        'id,asked,answered,counts,shares,sum,sum_squares,mean,sd,median',
        'staff-1|,,12,,,,,,,',
        'staff-1|hostel.works|,10,8,1;0;1;3;3;1,agree=6/8=75,31,133,3.88,1.36,4.0',
        // 3/8 is 37.5 %, 5/8 is 62.5 %: both away from zero.
        'staff-1|prefers-joint|,10,8,3;5,no=5/8=63;yes=3/8=38,,,,,',
        '',
      ].join('\n'),
    );
  });

  it('are the same whatever the order of the results, and with any of them given twice', () => {
    const results = summarise(smallStudy(), run(), { synthetic: true });
    expect(pinResults([...results].reverse().concat(results))).toEqual(pinned());
  });
});

describe('comparePins', () => {
  it('lists each cell that changed: one answer moved from 4 to 5', () => {
    const comparison = comparePins(pinned(), pinned(run([1, 0, 1, 2, 4, 1])));
    const id = 'staff-1|hostel.works|';
    expect(comparison).toEqual({
      same: 2,
      new: [],
      gone: [],
      changed: [
        { id, column: 'counts', pinned: '1;0;1;3;3;1', now: '1;0;1;2;4;1' },
        { id, column: 'sum', pinned: '31', now: '32' },
        { id, column: 'sum_squares', pinned: '133', now: '142' },
        { id, column: 'mean', pinned: '3.88', now: '4.00' },
        { id, column: 'sd', pinned: '1.36', now: '1.41' },
        { id, column: 'median', pinned: '4.0', now: '4.5' },
      ],
    });
    expect(pinsFailed(comparison)).toBe(true);
  });

  it('fails on what is gone but not on what is new', () => {
    const all = pinned();
    const gone = comparePins(all, all.slice(1));
    expect([gone.gone, pinsFailed(gone)]).toEqual([['staff-1|'], true]);
    const added = comparePins(all.slice(1), all);
    expect([added.new, pinsFailed(added)]).toEqual([['staff-1|'], false]);
  });
});
