import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runCli } from './testing/run-cli.ts';

const STUDY = ['--study', `${ROOT}fixtures/second-study/study`];
const EXPORT = `${ROOT}fixtures/second-study/exports/library.csv`;
/** Libraries that only some formats need, by what the path of a loaded file has. */
const HEAVY = {
  docx: /[/\\]docx[/\\]/,
  hucre: /[/\\]hucre[/\\]/,
  'vega-lite': /[/\\]vega-lite[/\\]/,
  fflate: /[/\\]fflate[/\\]/,
  sax: /[/\\]sax[/\\]/,
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loaded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Which of the libraries a call loads, as Node's own record of the files it ran says. */
function loadedBy(name: string, args: readonly string[]): string[] {
  const coverage = join(folder, `${name}-coverage`);
  const { code, stderr } = runCli(args, { env: { NODE_V8_COVERAGE: coverage } });
  if (code !== 0) throw new Error(stderr);
  const urls = readdirSync(coverage).flatMap((file) => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as {
      readonly result: readonly { readonly url: string }[];
    };
    return result.map(({ url }) => url);
  });
  expect(urls.some((url) => url.endsWith('/dist/bin/crs-eval.js'))).toBe(true);
  return Object.entries(HEAVY).flatMap(([library, path]) =>
    urls.some((url) => path.test(url)) ? [library] : [],
  );
}

describe('a format loads its library only when asked for', () => {
  it.each([
    ['csv,html', []],
    ['xlsx', ['hucre', 'fflate']],
    ['ods', ['fflate']],
    ['docx', ['docx', 'fflate']],
  ])('--format %s', (format, libraries) => {
    const out = join(folder, format);
    const args = ['analyse', EXPORT, ...STUDY, '--no-charts', '--format', format, '--out', out];
    expect(loadedBy(format, args)).toEqual(
      Object.keys(HEAVY).filter((each) => libraries.some((library) => library === each)),
    );
  });

  it('charts alone load what draws them, and help nothing', () => {
    const out = join(folder, 'charts');
    expect(loadedBy('charts', ['analyse', EXPORT, ...STUDY, '--format', 'csv', '--out', out])).toEqual([
      'vega-lite',
    ]);
    expect(loadedBy('help', ['tables', '--help'])).toEqual([]);
  });
});
