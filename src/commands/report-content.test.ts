import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from './testing/run-cli.ts';

const html = readFileSync(`${ROOT}reports/crs-evaluation/publish/report.html`, 'utf8');
const text = html.replace(/<[^>]+>/g, '\t').replace(/\t+/g, '\t');

describe('the demo’s report', () => {
  it('says whose each quoted percentage is', () => {
    const measure = 'There are unmet needs not covered by existing CRS/GMIRS \\(agree\\)';
    const lines = [...text.matchAll(new RegExp(`${measure}\t([^\t]+)\t(\\d+)\t(\\d+)\t(\\d+)\t(\\d+)`, 'g'))];
    expect(lines.map(([, ...cells]) => cells)).toEqual([
      ['Probation staff, Phase 1', '78', '69', '89', '173'],
      ['CRS staff, Phase 1', '78', '116', '149', '197'],
    ]);
    expect(text).toContain('refers people to this CRS (yes): The report does not state the base');
  });

  it('does not print a table whose every figure is suppressed, and says so', () => {
    expect(text).toContain(
      'Table R.WS: Women&#39;s Services: probation staff perceptions by region – % agreement – not printed',
    );
    expect(html).not.toContain('id="table-r-ws"');
    expect(html).toContain('id="table-r-acc"');
  });
});
