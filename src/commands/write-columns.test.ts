import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { op, table } from 'arquero';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceFor } from '../likert/evidence.ts';
import { scoresOf } from '../likert/scale.ts';
import { scaleOf } from '../study/lookup.ts';
import { loadRun } from './load-run.ts';
import { FIXTURES } from './testing/fixture-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'crs-eval-columns-'));
const out = join(folder, 'run');
beforeAll(async () => {
  const exports = ['probation-p1.csv', 'crs-p1.csv', 'probation-p2.xlsx', 'crs-p2.xlsx'];
  const args = [
    ...['analyse', ...exports.map((name) => `${FIXTURES}/exports/${name}`)],
    ...['--corrections', `${FIXTURES}/corrections.csv`, '--format', 'columns', '--no-charts', '--out', out],
  ];
  const { code, stderr } = await runHere(args, ROOT);
  expect(code, stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the fixtures as plain columns, by a data frame of another make', () => {
  it('arquero counts the same answers and takes the same mean of every rating, missing answers left out', () => {
    const { study, frequency } = loadRun(out, { stdout: () => {}, stderr: () => {}, cwd: ROOT, env: {} });
    let compared = 0;
    for (const questionnaire of study.questionnaires) {
      const columns: Record<string, (number | string | null)[]> = JSON.parse(
        readFileSync(join(out, `internal/columns/${questionnaire.id}.json`), 'utf8'),
      );
      const frame = table(columns);
      for (const question of questionnaire.questions) {
        const scale = scaleOf(study, question);
        if (scale === null || question.kind === 'multi' || scoresOf(scale) === null) continue;
        const where = Object.fromEntries(
          Object.entries({ ...questionnaire.facets, ...question.facets }).map(([name, group]) => [
            name,
            [group],
          ]),
        );
        const evidence = evidenceFor(study, frequency, { item: question.item, where });
        const { n, mean } = frame
          .rollup({ n: op.valid(question.id), mean: op.mean(question.id) })
          .object() as { n: number; mean: number };
        expect([question.id, n]).toEqual([question.id, evidence?.tally.answered]);
        if (n > 0) expect(mean).toBeCloseTo((evidence?.moments?.sum ?? Number.NaN) / n, 10);
        compared += 1;
      }
    }
    // 90 pathway statements and 6 social values, R&M, 9 and 9; 9, 14, 10 and a social value; the extents of Phase 2.
    expect(compared).toBeGreaterThan(140);
  });
});
