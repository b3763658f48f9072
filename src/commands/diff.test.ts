import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ComparedRuns, comparedRuns } from './testing/compared-runs.ts';
import { runHere } from './testing/run-here.ts';

let runs: ComparedRuns;
beforeAll(async () => {
  runs = await comparedRuns(['base', 'early', 'worded']);
}, 60_000);
afterAll(() => runs?.remove());
const at: ComparedRuns['at'] = (...args) => runs.at(...args);
const diff: ComparedRuns['diff'] = (...of) => runs.diff(...of);

it('says that nothing moved of a run and itself, and what was compared', async () => {
  expect(await at('diff', 'base', 'base', '--fail-on-change')).toEqual({
    code: 0,
    stderr: '',
    stdout: `No figure moved from base to base.

Compared: 50 printed figures in 5 tables and the running text; 2,999 figures of results.csv; 12 figures of themes.csv.
`,
  });
});

describe('figures edited by hand', () => {
  it('are warned of, in tables and in lists', async () => {
    cpSync(join(runs.folder, 'base'), join(runs.folder, 'edited'), { recursive: true });
    const table = join(runs.folder, 'edited/publish/tables/L.1.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(',65,', ',66,'));
    const list = join(runs.folder, 'edited/publish/results.csv');
    const lines = readFileSync(list, 'utf8').split('\r\n');
    const edited = lines.map((line) =>
      line.startsWith('members.recommend.mean,') ? line.replace('score,', 'score,9') : line,
    );
    writeFileSync(list, edited.filter((line) => !line.startsWith('members.recommend.sd,')).join('\r\n'));
    expect((await diff('base', 'edited')).warnings).toEqual([
      "edited: 1 file of tables not as the run's counts give them, edited by hand or by another build of the program: publish/tables/L.1.csv",
      'edited: 2 published figures not as in internal/, edited by hand: publish/results.csv members.recommend.mean, publish/results.csv members.recommend.sd',
    ]);
  });
});

describe('as a process', () => {
  it('ends with 0 though figures moved, with 1 where that is asked for', async () => {
    expect((await at('diff', 'early', 'base')).code).toBe(0);
    expect((await at('diff', 'early', 'base', '--fail-on-change', '--json')).code).toBe(1);
    expect((await at('diff', 'base', 'worded', '--fail-on-change')).code).toBe(0);
  });

  it('refuses wrong usage with 2', async () => {
    const uses = [
      ['diff', 'base'],
      ['diff', 'base', 'base', '--json', '--csv'],
      ['diff', 'base', 'base', '--al'],
    ];
    const outcomes = await Promise.all(uses.map((args) => at(...args)));
    expect(outcomes.map(({ code, stderr }) => `${code} ${stderr.split('\n')[0]}`)).toEqual([
      "2 error: missing required argument 'later'",
      '2 error: expected --json or --csv, found both',
      "2 error: unknown option '--al'",
    ]);
  });

  it('refuses what is no run, damaged, newer or of another study with 1, and says so of both', async () => {
    const spoilt = (name: string, file: string, change: (text: string) => string): string => {
      cpSync(join(runs.folder, 'base'), join(runs.folder, name), { recursive: true });
      const path = join(runs.folder, name, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
      return name;
    };
    const cut = spoilt('cut', 'run.json', (text) => text.slice(0, 100));
    const empty = spoilt('empty', 'run.json', () => '{}');
    const newer = spoilt('newer', 'internal/counts.json', (text) => text.replace('counts 1', 'counts 2'));
    const other = spoilt('other', 'internal/results.csv', () => 'a,b\r\n');
    const twice = spoilt('twice', 'internal/results.csv', (text) => `${text}${text.split('\r\n')[1]}\r\n`);
    const foreign = spoilt('foreign', 'internal/study.json', (text) =>
      text.replaceAll('"members"', '"guests"'),
    );
    writeFileSync(
      join(runs.folder, 'foreign/run.json'),
      readFileSync(join(runs.folder, 'base/run.json'), 'utf8').replace('library-survey', 'guest-survey'),
    );
    const again = ' — run "crs-eval analyse" again';
    const none = (name: string) =>
      `error: ${name}: expected a folder that "crs-eval analyse" wrote, found no such folder — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder`;
    const cases: readonly (readonly [string, string, readonly string[]])[] = [
      ['nowhere', 'neither', [none('nowhere'), none('neither')]],
      [
        'base',
        cut,
        [`error: cut/run.json: expected JSON as "crs-eval analyse" writes it, found something else${again}`],
      ],
      ['base', empty, [`error: empty: expected the files of a run, found parts missing in them${again}`]],
      [
        'base',
        newer,
        [
          'error: newer/internal: expected counts in the form "crs-eval counts 1", found counts in another form — a newer crs-eval wrote them: use that version, or analyse again with this one',
        ],
      ],
      [
        'base',
        other,
        [
          `error: other/internal/results.csv: expected the columns of a list of figures, found others${again}`,
        ],
      ],
      [
        'base',
        twice,
        [
          `error: twice/internal/results.csv:3001: expected each figure once, found "members.respondents" twice${again}`,
        ],
      ],
      [
        'base',
        foreign,
        [
          'error: foreign: expected a run of the study library-survey, as base is, found one of guest-survey, which shares no questionnaire with it — compare runs of one study',
        ],
      ],
    ];
    const outcomes = await Promise.all(
      cases.map(([earlier, later]) =>
        earlier === 'nowhere' ? at('diff', earlier, later) : runHere(['diff', earlier, later], runs.folder),
      ),
    );
    for (const [place, [, , lines]] of cases.entries())
      expect(outcomes[place]).toEqual({
        code: 1,
        stdout: '',
        stderr: `${lines.join('\n')}\n${lines.length} ${lines.length === 1 ? 'fault' : 'faults'} found; nothing was written.\n`,
      });
  });

  it('compares runs of two studies that share a questionnaire, with a warning', async () => {
    cpSync(join(runs.folder, 'base'), join(runs.folder, 'renamed'), { recursive: true });
    const record = join(runs.folder, 'renamed/run.json');
    writeFileSync(record, readFileSync(record, 'utf8').replace('library-survey', 'reading-survey'));
    const { warnings, figures } = await diff('base', 'renamed');
    expect(figures).toEqual([]);
    expect(warnings).toEqual([
      'the runs are of two studies, library-survey and reading-survey: figures with the same id are compared, all others came or went',
    ]);
  });

  it('gives every change as CSV, and the same bytes each time', async () => {
    const [first, second] = await Promise.all([
      at('diff', 'early', 'base', '--csv'),
      at('diff', 'early', 'base', '--csv'),
    ]);
    expect(first).toEqual(second);
    const listed: Record<string, string>[] = parse(first.stdout, { columns: true });
    const { printed, figures } = await diff('early', 'base');
    expect(listed).toHaveLength(printed.length + figures.length);
    expect(listed[0]).toMatchObject({ list: 'printed', table: 'L.1', causes: 'members: 2 respondents came' });
  });
});
