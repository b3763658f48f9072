import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellKey, type FrequencyTable } from '../likert/frequency.ts';
import { toJson } from '../likert/frequency-json.ts';
import { InputError } from '../study/problem.ts';
import { smallStudy } from '../study/testing/small-study.ts';
import { checkCommand } from './check.ts';
import { EXIT } from './io.ts';

let folder: string;
let exitCode: typeof process.exitCode;

beforeEach(() => {
  exitCode = process.exitCode;
  folder = mkdtempSync(join(tmpdir(), 'crs-eval-'));
  writeRun([1, 0, 1, 3, 3, 0]);
  mkdirSync(join(folder, 'published'));
  publish('3.88');
});
afterEach(() => {
  process.exitCode = exitCode;
  rmSync(folder, { recursive: true, force: true });
});

describe('crs-eval check', () => {
  it('ends with 0 and prints the counts by kind when everything matches', async () => {
    const { code, stdout } = await check('run', '--against', 'published');
    expect([code, stdout.split('\n')[1]]).toEqual([
      EXIT.done,
      '%, mean and SD          1         0         0         0         0         0         0',
    ]);
  });

  it('ends with 1 when a figure differs, in JSON and JUnit as well', async () => {
    publish('3.75', '1.28');
    const { code, stdout } = await check(
      'run',
      '--against',
      'published',
      '--json',
      '--junit',
      'out/check.xml',
    );
    expect(code).toBe(EXIT.failed);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['summary', 'cells']);
    expect(report.summary).toEqual({
      match: 1,
      rounding: 0,
      base: 0,
      differs: 1,
      none: 0,
      conflict: 0,
      missing: 0,
    });
    expect(Object.keys(report.cells[0])).toEqual([
      'id',
      'table',
      'row',
      'column',
      'kind',
      'figures',
      'verdict',
      'searched',
      'reason',
    ]);
    expect(readFileSync(join(folder, 'out/check.xml'), 'utf8')).toContain(
      '<failure message="differs: mean 3.75',
    );
  });

  it('approves with --pin, finds nothing changed with --pinned, and then what changed', async () => {
    expect((await check('run', '--pin')).stderr).toBe(
      'Approved the figures of 6 lots of counts in fixtures/small/pinned.csv.\n',
    );
    expect(await check('run', '--pinned')).toMatchObject({
      code: EXIT.done,
      stdout: 'Approved values in fixtures/small/pinned.csv: 6 same, 0 changed, 0 gone, 0 new\n',
    });
    writeRun([1, 0, 1, 2, 4, 0]);
    const { code, stdout } = await check('run', '--pinned', 'fixtures/small/pinned.csv');
    expect([code, stdout.split('\n')[0]]).toEqual([
      EXIT.failed,
      'changed   staff-1|day-centre.works|  counts: 1;0;1;3;3;0 approved, now 1;0;1;2;4;0',
    ]);
    const both = await check('run', '--pinned', '--against', 'published', '--json');
    expect(Object.keys(JSON.parse(both.stdout))).toEqual(['summary', 'cells', 'pinned']);
  });

  it('writes nothing where the published figures cannot be read', async () => {
    writeFileSync(join(folder, 'published/notes.csv'), 'note\n');
    await expect(check('run', '--against', 'published', '--junit', 'check.xml')).rejects.toThrow(InputError);
    expect(existsSync(join(folder, 'check.xml'))).toBe(false);
  });

  it.each([
    [['run'], "error: expected something to compare with: '--against <dir>' or '--pinned [file]'"],
    [['run', '--pin', '--pinned'], "error: options '--pin' and '--pinned' cannot be used together"],
    [['run', '--pinned', '--junit', 'a.xml'], "error: option '--junit <file>' needs '--against <dir>'"],
  ])('refuses %j as wrong usage', async (args, message) => {
    const failure = await check(...args).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CommanderError);
    expect(failure).toMatchObject({ exitCode: EXIT.usage, message: expect.stringContaining(message) });
  });

  it.each([
    [null, 'no such file'],
    ['id,other\n', 'another'],
  ])('says what is wrong with a file of approved values: %j', async (text, found) => {
    if (text !== null) writeFileSync(join(folder, 'pins.csv'), text);
    await expect(check('run', '--pinned', 'pins.csv')).rejects.toThrow(
      new RegExp(
        `^pins\\.csv(:1)?: expected .*, found ${found} — write it with "crs-eval check RUN --pin FILE"`,
      ),
    );
  });
});

async function check(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    cwd: folder,
    env: {},
  };
  const command = checkCommand(io).exitOverride().configureOutput({ writeErr: io.stderr });
  const [run = '', ...options] = args;
  await command.parseAsync([join(folder, run), ...options], { from: 'user' });
  return { code: process.exitCode, stdout, stderr };
}

/** Day centre, "works well", with these counts; see src/audit/check.test.ts for the figures. */
function writeRun(counts: readonly number[]): void {
  const address = { questionnaire: 'staff-1', question: 'day-centre.works', item: 'works', dims: {} };
  const others = { asked: 8, dontKnow: 0, otherMissing: 0, blank: 0, notAsked: 0, respondents: 8 };
  const frequency: FrequencyTable = {
    cells: new Map([[cellKey(address), { address, tally: { counts, answered: 8, ...others } }]]),
    usable: new Map([['staff-1|', 8]]),
  };
  mkdirSync(join(folder, 'run/internal'), { recursive: true });
  writeFileSync(join(folder, 'run/run.json'), JSON.stringify({ synthetic: true }));
  writeFileSync(join(folder, 'run/internal/study.json'), JSON.stringify(smallStudy()));
  writeFileSync(join(folder, 'run/internal/counts.json'), JSON.stringify(toJson(frequency)));
}

function publish(mean: string, sd = '1.36'): void {
  writeFileSync(
    join(folder, 'published/likert.csv'),
    'table,respondents,statement,group,header_n,percent_agree,mean,sd,scale_min,scale_max\n' +
      `T.1/T.2,staff,The service works well,DC,8,75,${mean},${sd},1,5\n`,
  );
}
