import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '../render/csv.ts';
import { analyseKept, type Files, runHostile, runProgram } from './testing/hostile-run.ts';
import { reviewFolder } from './testing/review-folder.ts';
import { ROOT } from './testing/run-cli.ts';

/** A draft: other codes than the study's own. */
const DRAFT = `codes:
  - { code: soup, name: Soup, brief: On the soup., rules: [soup] }
  - { code: queue, name: Queues, brief: On waiting., rules: [queue*] }
`;

describe('a codebook of one’s own, beside a run', () => {
  let beside: Awaited<ReturnType<typeof reviewFolder>>;
  beforeAll(async () => {
    beside = await reviewFolder();
    beside.write('draft.yaml', DRAFT);
  });
  afterAll(() => beside?.remove());

  it('shows in gaps what it reaches', async () => {
    const shares = async (...more: string[]) => {
      const { gaps } = JSON.parse((await beside.run('gaps', '--json', ...more)).stdout) as {
        gaps: readonly { readonly answers: number; readonly coded: number }[];
      };
      return gaps.map(({ answers, coded }) => `${coded} of ${answers}`);
    };
    expect(await shares()).toEqual(['2 of 4', '1 of 1']);
    expect(await shares('--codebook', 'draft.yaml')).toEqual(['4 of 4', '0 of 1']);
  });

  it('is what is proposed in a review and decided on', async () => {
    await beside.run('review', '--codebook', 'draft.yaml', '--out', 'r.csv');
    const rows = parse(beside.read('r.csv'), { columns: true }) as Record<string, string>[];
    const proposed = rows.flatMap(({ response_id = '', code = '' }) =>
      code === '' ? [] : [`${response_id} ${code}`],
    );
    expect(proposed.sort()).toEqual(['1 queue', '2 queue', '3 soup', '4 soup']);
    for (const row of rows) if (row['code'] === 'soup') row['keep'] = 'x';
    beside.write('r.csv', writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]));
    const decide = ['decide', 'r.csv', '--decisions', 'd.csv', '--coder', 'ann'];
    const { code, stderr } = await beside.run(...decide);
    expect(code).toBe(1);
    expect(stderr).toContain('"soup"');
    expect((await beside.run(...decide, '--codebook', 'draft.yaml')).code).toBe(0);
    const decided = parse(beside.read('d.csv'), { columns: true }) as Record<string, string>[];
    expect(decided.map(({ response_id, code: given }) => `${response_id} ${given}`)).toEqual([
      '3 soup',
      '4 soup',
    ]);
  });

  it('is said to be missing where it is', async () => {
    expect(await beside.run('gaps', '--codebook', 'none.yaml')).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: none.yaml: expected a codebook, found no such file — check the path given with --codebook\n1 fault found; nothing was written.\n',
    });
  });
});

describe('analyse with a codebook of one’s own', () => {
  const OWN = `codes: [{ code: hours, name: Opening hours, brief: Hours., rules: ['hour* or open*'] }]\n`;
  const FILES: Files = {
    'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
    'library.csv': readFileSync(`${ROOT}fixtures/second-study/exports/library.csv`),
    'own.yaml': OWN,
    'broken.yaml': OWN.replace('hour* or', 'hour*'),
  };
  const ARGS = ['library.csv', '--study', 'study', '--codebook'];

  it('codes with it, records its hash, and works on with it', async () => {
    const made = await analyseKept(FILES, [...ARGS, 'own.yaml']);
    try {
      const { coding } = JSON.parse(readFileSync(join(made.folder, 'out/run.json'), 'utf8')) as {
        coding: Readonly<Record<string, unknown>>;
      };
      const listed = await runProgram(
        ['codebook', 'check', '--study', 'study', '--codebook', 'own.yaml', '--json'],
        made.folder,
      );
      const { codebook } = JSON.parse(listed.stdout) as { readonly codebook: string };
      expect(coding).toMatchObject({ codebook, codes: 1, rules: 1 });
      const [first] = parse(readFileSync(join(made.folder, 'out/internal/codings.csv')), {
        columns: true,
      }) as Record<string, string>[];
      expect(first).toMatchObject({ code: 'hours', rule: 'hours-1', codebook });
      const gaps = await runProgram(['code', 'gaps', '--from', 'out'], made.folder);
      expect({ code: gaps.code, stderr: gaps.stderr }).toEqual({ code: 0, stderr: '' });
    } finally {
      made.remove();
    }
  });

  it('stops at its faults, with nothing written', async () => {
    const { code, stderr, changed } = await runHostile(FILES, [
      'analyse',
      ...ARGS,
      'broken.yaml',
      '--out',
      'out',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'broken.yaml:1: column 75: expected and, or, near/5 or before/5 between terms, found "open*"',
    );
    expect(changed).toEqual([]);
  });

  it('is wrong usage with --no-coding', async () => {
    const { code, stderr } = await runHostile(FILES, ['analyse', ...ARGS, 'own.yaml', '--no-coding']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: option '--codebook' goes without --no-coding, which codes nothing with it\n(add --help for what it takes)\n",
    );
  });
});
