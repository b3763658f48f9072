import { describe, expect, it } from 'vitest';
import type { Tally } from '../../likert/frequency.ts';
import { cellKey, type FrequencyCell, type FrequencyTable, usableKey } from '../../likert/frequency.ts';
import { countFixtures } from '../testing/fixture-run.ts';
import { reconcileCounts } from './reconcile-counts.ts';

describe('the counts of the fixtures', async () => {
  const { study, frequency } = await countFixtures();
  const role = [...frequency.cells.values()].find(
    ({ address }) => address.questionnaire === 'crs-p1' && address.item === 'role',
  );
  const changed = (change: (tally: Tally) => Partial<Tally>): FrequencyTable => {
    if (role === undefined) throw new Error('no cell of the role question');
    const cells = new Map<string, FrequencyCell>(frequency.cells);
    cells.set(cellKey(role.address), { ...role, tally: { ...role.tally, ...change(role.tally) } });
    return { ...frequency, cells };
  };

  it('add up, every cell of them', () => {
    const found = reconcileCounts(study, frequency);
    expect(found.tallies.checked).toBe(frequency.cells.size);
    expect(found.groups.checked).toBeGreaterThan(0);
    for (const each of Object.values(found)) expect(each.failed).toBe(0);
  });

  it('are found out where one blank is lost, one level is counted twice, or one respondent is in no group', () => {
    expect(
      reconcileCounts(
        study,
        changed(({ blank }) => ({ blank: blank + 1 })),
      ).tallies.failed,
    ).toBe(1);
    const twice = changed(({ counts }) => ({
      counts: counts.map((count, at) => (at === 0 ? count + 1 : count)),
    }));
    expect(reconcileCounts(study, twice).levels.failed).toBe(1);
    expect(
      reconcileCounts(
        study,
        changed(({ notAsked }) => ({ notAsked: notAsked + 1 })),
      ).respondents.failed,
    ).toBe(1);
    const usable = new Map(frequency.usable);
    const manager = usableKey('crs-p1', { role: 'manager' });
    usable.set(manager, (usable.get(manager) ?? 0) + 1);
    expect(reconcileCounts(study, { ...frequency, usable }).groups.failed).toBe(1);
  });
});
