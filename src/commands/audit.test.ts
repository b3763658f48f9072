import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runCli } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const PUBLISHED = `${ROOT}fixtures/crs-evaluation/published`;
const HEADER = 'table,statement,group,n,percent,mean,sd,scale_min,scale_max';

let folder = '';
const file = (name: string, ...rows: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('crs-eval audit', () => {
  it('prints JSON in the shape that the manual describes', () => {
    const { code, stdout } = runCli([
      'audit',
      file('one.csv', 'T.1,Works well,WS,28,75,5.75,1.82,1,7'),
      '--json',
    ]);
    expect(code).toBe(0);
    const { assumptions, ...rest } = JSON.parse(stdout) as { assumptions: string[] };
    expect(assumptions.join(' ')).toMatch(/SD: sample.*ties.*Scale 1 to 7.*Base:.*Range searched/);
    // Twenty-eight answers: 2 + 4·5 + 5·4 + 7·17 = 161 = 28 · 5.75, 21 of them 5 to 7.
    expect(rest).toEqual({
      summary: { at_n: 1, smaller: 0, larger: 0, none: 0 },
      cells: [
        {
          table: 'T.1',
          row: 'Works well',
          column: 'WS',
          scale: [1, 7],
          n: 28,
          figures: { percent: '75', mean: '5.75', sd: '1.82' },
          search: 'at_n',
          ns: [12, 24, 28],
          searched: [2, 28],
          explanations: [],
          witness: [2, 0, 0, 5, 4, 0, 17],
          solutions: 10,
          catch_rate: 0.741,
        },
      ],
      columns: [],
      conflicts: [],
    });
  });

  it('writes every view, the page self-contained and marked in words', async () => {
    const out = join(folder, 'views');
    expect((await runHere(['audit', PUBLISHED, '--out', out], ROOT)).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'audit.csv',
      'audit.html',
      'audit.json',
      'audit.junit.xml',
      'audit.md',
    ]);
    const html = readFileSync(join(out, 'audit.html'), 'utf8');
    expect(html).not.toMatch(/<script|<link|<img|https?:|@import|url\(/);
    for (const mark of ['✓ at n', '↓ fewer', '↑ more', '✗ none']) expect(html).toContain(`${mark}</`);
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.length).toBe(72);
    for (const target of targets) expect(html).toContain(`<dt id="${target}">`);
    expect(readFileSync(join(out, 'audit.csv'), 'utf8').split('\r\n').length).toBe(148);
    expect(readFileSync(join(out, 'audit.junit.xml'), 'utf8')).toContain('tests="147" failures="0"');
    const text = html + readFileSync(join(out, 'audit.md'), 'utf8');
    expect(text).not.toMatch(/\b(is|are) wrong\b(?!: check)/);
  });

  it('finds the same in a workbook of printed tables as in the transcription', async () => {
    const read = async (path: string): Promise<Report> =>
      JSON.parse((await runHere(['audit', path, '--json'], ROOT)).stdout);
    const book = await read('fixtures/audit/draft-tables.xlsx');
    const files = await read(PUBLISHED);
    expect(book.summary).toEqual({ at_n: 74, smaller: 52, larger: 8, none: 12 });
    expect(book.cells.map(figuresOf).sort()).toEqual(files.cells.map(figuresOf).sort());
    expect(files.conflicts.map(({ text }) => text.slice(0, 47))).toEqual([
      '57 % cannot stand beside 4 (44 %) in B.11 for a',
    ]);
  });

  it('exits with 0 whatever it finds, and with 1 for what --fail-on names', async () => {
    const good = file('good.csv', 'T,a,x,28,75,5.75,1.82,1,7');
    const fewer = file('fewer.csv', 'T,a,x,29,75,5.75,1.82,1,7');
    const none = file('none.csv', 'T,a,x,28,75,5.76,9.99,1,7');
    const codes = async (path: string) => {
      const runs = ['none', 'n', 'conflict'].map((on) => runHere(['audit', path, '--fail-on', on], ROOT));
      return (await Promise.all(runs)).map(({ code }) => code);
    };
    expect(await codes(good)).toEqual([0, 0, 0]);
    expect(await codes(fewer)).toEqual([0, 1, 0]);
    expect(await codes(none)).toEqual([0, 1, 1]);
    expect(runCli(['audit', none, '--fail-on', 'conflict']).code).toBe(1);
  });

  it('says what it left out on standard error and audits the rest', () => {
    const path = file('bad.csv', 'T,a,x,28,75,5.75,1.82,1,7', 'T,b,x,28,75,9.75,1.82,1,7');
    const { code, stdout, stderr } = runCli(['audit', path]);
    expect(code).toBe(0);
    expect(stderr).toBe(
      'left out: bad.csv:3: mean: expected a mean on the scale (1 to 7), found 9.75 (table T, row “b”, column x) — no answers on this scale can have it: check the figure and the scale\n',
    );
    expect(stdout).toContain('1 cell audited');
  });

  it('refuses what it cannot open, and options it does not know', () => {
    const missing = runCli(['audit', 'nowhere.csv']);
    expect([missing.code, missing.stderr.split('\n')[0]]).toEqual([
      1,
      'error: nowhere.csv: expected a file or folder of published tables, found no such file — check the path',
    ]);
    const path = file('good.csv', 'T,a,x,28,75,5.75,1.82,1,7');
    for (const options of [
      ['--range', '5'],
      ['--base', 'WS'],
      ['--agree', 'x'],
      ['--sd', 'other'],
      ['--fail-on', 'all'],
      ['--format', 'pdf'],
    ])
      expect(runCli(['audit', path, ...options]).code, options.join(' ')).toBe(2);
  });
});

interface Report {
  readonly summary: Record<string, number>;
  readonly cells: readonly { readonly figures: object; readonly search: string; readonly n: number }[];
  readonly conflicts: readonly { readonly text: string }[];
}

function figuresOf({ figures, search, n }: Report['cells'][number]): string {
  return JSON.stringify([figures, search, n]);
}
