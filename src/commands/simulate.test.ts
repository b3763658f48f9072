import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../study/problem.ts';
import type { Io } from './io.ts';
import { simulateCommand } from './simulate.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'crs-eval-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ASSUMPTIONS = 'src/simulate/built-in/crs-evaluation.yaml';

/** With the published figures of the CRS evaluation and seed 1. */
async function run(...args: string[]): Promise<{ out: string; err: string }> {
  return runWith('--published', 'fixtures/crs-evaluation/published', '--seed', '1', ...args);
}

async function runWith(...args: string[]): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  const io: Io = {
    stdout: (text) => {
      said.out += text;
    },
    stderr: (text) => {
      said.err += text;
    },
    cwd: process.cwd(),
    env: {},
  };
  await simulateCommand(io).parseAsync(args, { from: 'user' });
  return said;
}

describe('crs-eval simulate', () => {
  it('writes the exports and the corrections they need, and warns of cells that tell', async () => {
    const corrections = join(folder, 'corrections.csv');
    const { out, err } = await run(
      '--assumptions',
      ASSUMPTIONS,
      '--out',
      folder,
      '--corrections',
      corrections,
    );
    expect(out).toContain(`${join(folder, 'probation-p1.csv')}: 196 rows\n`);
    expect(out.split('\n').length).toBe(5);
    expect(err).toContain('already public');
    for (const name of ['exports/crs-p2.xlsx', 'exports/probation-p1.csv', 'corrections.csv']) {
      const own = readFileSync(join(folder, name.replace('exports/', '')));
      expect(Buffer.compare(own, readFileSync(`fixtures/crs-evaluation/${name}`)), name).toBe(0);
    }
  });

  it('refuses figures that few answers can explain unless told that they are public', async () => {
    const own = join(folder, 'own.yaml');
    writeFileSync(
      own,
      readFileSync(ASSUMPTIONS, 'utf8')
        .replace(/^alreadyPublished:.*$/m, '')
        .replace('folder: answers', `folder: ${process.cwd()}/src/simulate/built-in/answers`),
    );
    const args = ['--assumptions', own, '--out', join(folder, 'own'), '--questionnaire', 'probation-p1'];
    const refused = run(...args);
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow(
      /expected figures that at least 10 different answer counts could give, found \d+ cells with fewer/,
    );
    await expect(refused).rejects.toThrow('treat them as personal data');
    expect((await run(...args, '--already-published')).out).toContain('probation-p1.csv');
  });

  it('makes as many rows as wanted of one questionnaire', async () => {
    const file = join(folder, 'many.csv');
    const args = ['--out', file, '--questionnaire', 'crs-p2', '--respondents', '500'];
    await run(...args);
    const text = readFileSync(file, 'utf8');
    expect(text.split('\r\n').length).toBe(3 + 2 + 500 + 1);
    expect(text).toContain('SYNTHETIC');
    await run(...args);
    expect(readFileSync(file, 'utf8')).toBe(text);
    await expect(runWith('--out', file, '--respondents', '5')).rejects.toThrow('expected one questionnaire');
  });

  it('needs published figures for a reconstruction, and none for a large file', async () => {
    await expect(runWith('--out', folder)).rejects.toThrow('expected files of published figures, found none');
    for (const id of ['probation-p1', 'crs-p1', 'probation-p2', 'crs-p2']) {
      const file = join(folder, `${id}-many.csv`);
      await runWith('--respondents', '20', '--questionnaire', id, '--out', file);
      expect(readFileSync(file, 'utf8').split('\r\n').length).toBeGreaterThan(20);
    }
  });

  it('says which file or questionnaire is missing', async () => {
    await expect(run('--assumptions', 'none.yaml', '--out', folder)).rejects.toThrow(
      'none.yaml: expected a YAML file of assumptions, found no such file',
    );
    await expect(run('--out', folder, '--questionnaire', 'crs-p9')).rejects.toThrow(
      'expected a questionnaire of the assumptions, found crs-p9',
    );
  });
});
