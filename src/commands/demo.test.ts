import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ARGUMENTS, DEMO_EXPORTS, demoRun } from './testing/demo-run.ts';
import { analyseKept, readRecords, readTree, runProgram, toCsv } from './testing/hostile-run.ts';
import { EXECUTABLE, ROOT, runCli } from './testing/run-cli.ts';

const FIXTURES = `${ROOT}fixtures/crs-evaluation`;
const COMMITTED = `${ROOT}reports/crs-evaluation`;

let folder = '';
let run = '';
let tree: ReadonlyMap<string, string>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'demo-'));
  run = demoRun();
  tree = readTree(run);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo', () => {
  it.skipIf(!existsSync(COMMITTED))(
    'writes what is committed under reports/, byte for byte, but for the pictures and what holds them (skipped where it is not there)',
    () => {
      const text = (entries: ReadonlyMap<string, string>): Map<string, string> =>
        new Map([...entries].filter(([path]) => !/\.png$|\.docx$|tables\/.*\.json$|\/$/.test(path)).sort());
      const [ours, committed] = [text(tree), text(readTree(COMMITTED))];
      expect([...ours.keys()]).toEqual([...committed.keys()]);
      const differing = [...ours].flatMap(([path, content]) =>
        committed.get(path) === content ? [] : [path],
      );
      expect(differing, '"npm run demo" writes them anew; look through what changed').toEqual([]);
    },
  );

  it('draws every chart as a PNG, too', () => {
    const charts = [...tree.keys()].filter((path) => path.endsWith('.svg'));
    expect(charts.length).toBeGreaterThanOrEqual(10);
    for (const svg of charts) {
      const png = Buffer.from(tree.get(svg.replace(/\.svg$/, '.png')) ?? '', 'latin1');
      expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
      expect(png.readUInt32BE(16)).toBeGreaterThan(500);
    }
  });

  it('comes out the same in another time zone, language, folder and order of files', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [EXECUTABLE, 'analyse', ...DEMO_EXPORTS.toReversed(), ...DEMO_ARGUMENTS, '--out', 'again'],
      {
        cwd: folder,
        env: { PATH: process.env['PATH'], TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
        encoding: 'utf8',
      },
    );
    expect(status, stderr).toBe(0);
    // So that the first of each kind is seen, however many there are of another.
    expect(stderr).toMatch(
      /^(warning: .*, which is left out\n){3}… and 10 more warnings of that kind, in internal\/problems\.csv\n/m,
    );
    const again = readTree(join(folder, 'again'));
    expect([...again.keys()].sort()).toEqual([...tree.keys()].sort());
    expect([...again].flatMap(([path, content]) => (tree.get(path) === content ? [] : [path]))).toEqual([]);
  });

  it('is checked against the published figures', () => {
    const { code, stdout } = runCli(['check', run, '--against', `${FIXTURES}/published`, '--json']);
    const report = JSON.parse(stdout) as {
      readonly summary: Readonly<Record<string, number>>;
      readonly cells: readonly { readonly kind: string; readonly verdict: string }[];
    };
    expect(code).toBe(0);
    const tally = (kind: string): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const cell of report.cells)
        if (cell.kind === kind) counts[cell.verdict] = (counts[cell.verdict] ?? 0) + 1;
      return counts;
    };
    expect(tally('triple')).toEqual({ match: 128, none: 12 });
    expect(tally('pair')).toEqual({ match: 6 });
    expect(tally('text')).toEqual({ match: 17, conflict: 1 });
    expect(report.summary).toMatchObject({ differs: 0, missing: 0 });
  });
});

describe('a second study of another shape, with nothing of the first in it', () => {
  const study = ['--study', `${ROOT}fixtures/second-study/study`];
  const LIBRARY = readRecords('second-study/exports/library.csv');

  it('gives the figures worked out by hand', async () => {
    const { folder: kept, remove } = await analyseKept({ 'library.csv': toCsv(LIBRARY) }, [
      'library.csv',
      ...study,
    ]);
    const rows: Record<string, string>[] = parse(readFileSync(`${kept}/out/internal/results.csv`), {
      columns: true,
      bom: true,
    });
    const usable = await runProgram(['tables', 'L.3', '--from', 'out', '--format', 'csv'], kept);
    remove();
    expect(usable.stdout).toContain('Total,20');
    const byId = new Map(rows.map((row) => [row['id'], row]));
    const expected: Record<string, string>[] = parse(
      readFileSync(`${ROOT}fixtures/second-study/expected.csv`),
      {
        columns: true,
      },
    );
    expect(expected.length).toBeGreaterThan(30);
    for (const line of expected) {
      const { item = '', service = '', district = '' } = line;
      const question = ['members', ...(service === '' ? [] : [service.toLowerCase()]), item].join('.');
      const group = district === '' ? '' : `@district=${district}`;
      const counts = byId.get(`${question}.count.answered${group}`);
      const mean = byId.get(`${question}.mean${group}`);
      expect({ question, group, ...pick(counts) }).toEqual({
        question,
        group,
        asked: line['asked'],
        answered: line['answered'],
        blank: line['blank'],
        not_asked: line['not_asked'],
      });
      expect(rounded(mean?.['sum'], mean?.['answered'])).toBe(line['mean']);
      if (line['agree'] !== '') {
        const [share] = rows.filter(
          ({ id = '', levels }) =>
            id.startsWith(`${question}.share.`) && id.endsWith(`agree${group}`) && levels === 'agree',
        );
        expect(share?.['numerator']).toBe(line['agree']);
      }
    }
  });

  it('may come in parts, in any order', async () => {
    const head = LIBRARY.slice(0, 5);
    const parts = {
      'a.csv': toCsv([...head, ...LIBRARY.slice(5, 18)]),
      'b.csv': toCsv([...head, ...LIBRARY.slice(18)]),
    };
    const trees: Map<string, string>[] = [];
    for (const order of [
      ['a.csv', 'b.csv'],
      ['b.csv', './a.csv'],
    ]) {
      const { folder: kept, remove } = await analyseKept(parts, [...order, ...study]);
      trees.push(new Map(readTree(join(kept, 'out'))));
      remove();
    }
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[0]?.get('run.json')).toContain('"usable": 20');
  });

  it('may come in files of one name in different folders, which are told apart', async () => {
    const head = LIBRARY.slice(0, 5);
    const { folder: kept, remove } = await analyseKept(
      {
        'first/raw.csv': toCsv([...head, ...LIBRARY.slice(5, 18)]),
        'second/raw.csv': toCsv([...head, ...LIBRARY.slice(18)]),
      },
      ['first/raw.csv', 'second/raw.csv', ...study],
    );
    const record = JSON.parse(readFileSync(join(kept, 'out/run.json'), 'utf8'));
    remove();
    expect(record.questionnaires[0].files).toEqual(['first/raw.csv', 'second/raw.csv']);
  });
});

function pick(row: Readonly<Record<string, string>> | undefined): Record<string, string | undefined> {
  return {
    asked: row?.['asked'],
    answered: row?.['answered'],
    blank: row?.['blank'],
    not_asked: row?.['not_asked'],
  };
}

/** A mean to two decimals, half away from zero, in whole numbers. */
function rounded(sum: string | undefined, answered: string | undefined): string {
  const [top, bottom] = [Number(sum), Number(answered)];
  const hundredths = Math.floor((200 * top + bottom) / (2 * bottom));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
