import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './testing/run-cli.ts';

const EXPORTS = `${ROOT}fixtures/crs-evaluation/exports`;
const MINUTES = 60_000;

let folder = '';
let packed: {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
};

function npm(args: readonly string[], cwd: string) {
  return spawnSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  // What is built already is packed: building anew would pull dist/ away from under other tests.
  const { status, stdout, stderr } = npm(
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    ROOT,
  );
  if (status !== 0) throw new Error(stderr);
  packed = JSON.parse(stdout)[0];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed tarball', () => {
  it('holds the program, its study, fonts and licences, and neither tests nor fixtures', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'docs/checking.md',
        'package.json',
        'dist/bin/crs-eval.js',
        'dist/src/study/crs-evaluation/study.json',
        'dist/src/render/fonts/DejaVuSans.ttf',
        'dist/src/render/fonts/DejaVuSans-Bold.ttf',
        'dist/src/render/fonts/DejaVuSans-latin.ttf',
        'dist/src/render/fonts/DejaVuSans-Bold-latin.ttf',
        'dist/src/render/paint-worker.js',
        'dist/src/render/fonts/LICENSE',
        'dist/src/render/fonts/widths.json',
        'dist/docx/index.mjs',
        'dist/docx/LICENSE',
      ]),
    );
    expect(
      paths.filter(
        (path) =>
          /\.test\.|\/testing\/|^fixtures|^reports|^bench|\.ts$/.test(path) && !path.endsWith('.d.ts'),
      ),
    ).toEqual([]);
    expect(packed.size).toBeLessThan(2_600_000);
  });

  it('works where it is installed: an empty folder elsewhere', { timeout: 4 * MINUTES }, (context) => {
    const empty = join(folder, 'elsewhere');
    mkdirSync(empty);
    const tarball = join(folder, packed.filename);
    const install = npm(
      ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-save', '--fetch-retries=0', tarball],
      empty,
    );
    if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENOTCACHED|ECONNRESET/.test(install.stderr)) {
      context.skip('the registry can not be reached, and the packages are not in npm’s cache');
    }
    expect(install.status, install.stderr).toBe(0);

    const crsEval = (...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(empty, 'node_modules/crs-eval/dist/bin/crs-eval.js'), ...args],
        { cwd: empty, encoding: 'utf8' },
      );
      expect(status, stderr).toBe(0);
      return stdout;
    };
    expect(existsSync(join(empty, 'node_modules/.bin/crs-eval'))).toBe(true);
    expect(crsEval('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);

    crsEval(
      'analyse',
      `${ROOT}fixtures/second-study/exports/library.csv`,
      '--study',
      `${ROOT}fixtures/second-study/study`,
      '--format',
      'html,docx',
      '--out',
      'library',
    );
    const charts = readdirSync(join(empty, 'library/publish/charts'));
    expect(charts).toEqual(expect.arrayContaining(['L.1-distribution.svg', 'L.1-distribution.png']));
    expect(readFileSync(join(empty, 'library/publish/report.html'), 'utf8')).toContain('<svg');
    // docx comes with us: what it declares, a nanoid for a later Node among it, is not asked for.
    expect(
      ['docx', 'nanoid', '@types/node'].filter((name) => existsSync(join(empty, 'node_modules', name))),
    ).toEqual([]);
    expect(readFileSync(join(empty, 'library/publish/report.docx')).subarray(0, 2).toString()).toBe('PK');

    // One of each phase, kind of respondent and kind of file: what is asked is whether the study, the readers and the tables came along.
    const exports = ['probation-p1.csv', 'crs-p2.xlsx'].map((name) => `${EXPORTS}/${name}`);
    crsEval('analyse', ...exports, '--out', 'crs', '--no-charts', '--format', 'md');
    expect(crsEval('tables', 'B.1', '--from', 'crs')).toContain('Table B.1');
  });
});
