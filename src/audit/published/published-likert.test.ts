import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { AuditReport } from './audit-report.ts';
import { type AuditOptions, auditTables, DEFAULT_AUDIT } from './audit-tables.ts';
import { parseRange } from './range.ts';
import { readTextSheet } from './sheet-cells.ts';

const FOLDER = ['fixtures/crs-evaluation/published', '../shared/published'].find((folder) =>
  existsSync(`${folder}/likert.csv`),
);

function audit(options: Partial<AuditOptions>, files = ['likert.csv']): AuditReport {
  const read = files.map((file) =>
    readTextSheet({ file, records: parse(readFileSync(`${FOLDER}/${file}`), { bom: true }) }, null),
  );
  return auditTables(
    {
      cells: read.flatMap(({ cells }) => cells),
      counts: read.flatMap(({ counts }) => counts),
      quotes: read.flatMap(({ quotes }) => quotes),
      faults: read.flatMap(({ faults }) => faults),
    },
    { ...DEFAULT_AUDIT, ...options },
  );
}

function tally(report: AuditReport, percent: boolean): Record<string, number> {
  const found = { at_n: 0, smaller: 0, larger: 0, none: 0 };
  for (const { cell, search } of report.cells)
    if ((cell.figures.percent !== null) === percent) found[search] += 1;
  return found;
}

describe.skipIf(FOLDER === undefined)('the published Likert tables of the CRS evaluation', () => {
  let made: AuditReport | null = null;
  const near = (): AuditReport => {
    made ??= audit({ range: parseRange('N-12..N+3') });
    return made;
  };

  it('with n − 12 to n + 3: 70 triples at n, 49 smaller, 7 larger, 14 none', () => {
    const report = near();
    expect(tally(report, true)).toEqual({ at_n: 70, smaller: 49, larger: 7, none: 14 });
    expect(tally(report, false)).toEqual({ at_n: 4, smaller: 2, larger: 0, none: 0 });
  });

  it('says that the seven larger ones are one column, all at n = 29 and nowhere else', () => {
    const report = near();
    const larger = report.cells.filter(({ search }) => search === 'larger');
    expect(larger.map(({ cell, ns }) => `${cell.column} ${cell.n} ${ns}`)).toEqual(Array(7).fill('WS 28 29'));
    expect(report.columns.filter(({ kind }) => kind === 'other-n')).toEqual([
      {
        table: 'B.1/B.2, B.4/B.5',
        column: 'WS',
        respondents: 'probation',
        kind: 'other-n',
        n: 29,
        finding:
          '7 of the 16 cells fit at neither the printed n = 28 nor fewer, but only at n = 29; the n may be 29 (9 of the 16 have answers for 29)',
      },
    ]);
  });

  it('with the default range and the bases that B.7 implies: 70, 50, 8, 12; the bases read from B.7 itself', () => {
    const report = audit({}, ['likert.csv', 'counts.csv']);
    expect(tally(report, true)).toEqual({ at_n: 70, smaller: 50, larger: 8, none: 12 });
    expect(tally(report, false)).toEqual({ at_n: 4, smaller: 2, larger: 0, none: 0 });
    const bases = new Map(report.cells.map(({ cell, searched }) => [cell.column, searched[1]]));
    expect(['WS', 'ACC', 'PWB', 'ETE', 'FBD', 'D&R'].map((column) => bases.get(column))).toEqual([
      33, 50, 39, 38, 32, 31,
    ]);
    const given = new Map([...bases].filter(([column]) => column.length <= 3 && column !== 'CRS'));
    expect(audit({ bases: given }).summary).toEqual(report.summary);
  });

  it('takes under five seconds on one core', () => {
    const before = process.cpuUsage();
    audit({}, ['likert.csv', 'counts.csv']);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(5);
  });
});

it('audits a single cell at n = 200 in under a second', () => {
  const from = process.cpuUsage();
  const cell = { file: 'a.csv', line: 2, table: 'T', row: 'r', column: 'c', respondents: '', n: 200 };
  const report = auditTables({
    cells: [{ ...cell, figures: { percent: '55', mean: '4.42', sd: '1.93' }, scale: [1, 7] }],
    counts: [],
    quotes: [],
    faults: [],
  });
  const { user, system } = process.cpuUsage(from);
  expect(report.cells.map(({ search, solutions }) => [search, solutions])).toEqual([['at_n', 1000]]);
  expect((user + system) / 1e6).toBeLessThan(1);
});
