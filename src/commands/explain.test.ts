import { beforeAll, describe, expect, it } from 'vitest';
import { type Chain, explainCell } from './explain-cell.ts';
import type { Run } from './load-run.ts';
import { loadRun } from './load-run.ts';
import { ROOT } from './testing/run-cli.ts';

let run: Run;
beforeAll(() => {
  const quiet = (): void => undefined;
  run = loadRun('reports/crs-evaluation', { stdout: quiet, stderr: quiet, cwd: ROOT, env: {} });
});

const printed = (chain: Chain): string[] => chain.figures.map((figure) => figure.printed);

describe('explain finds the cell meant', () => {
  it('needs no group where the table has one column, in whatever case its id is', () => {
    expect(printed(explainCell(run, 'b.7', 'Accommodation', undefined))).toEqual(['32%', '16']);
  });

  it('explains %, mean and SD of one statement together, as they come from the same counts', () => {
    const chain = explainCell(run, 'B.8', 'Self-referral', 'CRS');
    expect(printed(chain)).toEqual(['76%', '5.61', '1.67']);
    expect(chain.counts).toHaveLength(1);
    expect(chain.column).toBe('CRS Response · % Agreement; CRS Response · Mean (SD)');
  });

  it('takes the group that was asked where the other was not', () => {
    expect(printed(explainCell(run, 'B.10', 'KPI', undefined))).toEqual(['47%', '3.96', '2.84']);
    expect(() => explainCell(run, 'B.10', 'KPI', 'probation')).toThrow(
      'n/a: no such question was put to "Probation Response"',
    );
  });

  it('does not add up groups of respondents that have no counts of levels', () => {
    expect(() => explainCell(run, 'A.1', 'Phase 1 Total', undefined)).toThrow('expected --group');
    const [figure] = explainCell(run, 'A.1', 'Phase 1 Total', 'crs').figures;
    expect(figure).toMatchObject({ printed: '197', rule: 'the number of respondents, each counted once' });
  });
});
