import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Files, runHostile, runProgram } from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const STUDY = `${ROOT}fixtures/second-study/study`;
const EXPORT = `${ROOT}fixtures/second-study/exports/library.csv`;
const LIBRARY = readFileSync(`${STUDY}/library.yaml`, 'utf8');

/** Runs the program (in this process, unless usage is wrong or a case says otherwise), which must end with this code and these lines on standard error, changing nothing. */
async function refuses(
  files: Files,
  args: readonly string[],
  code: number,
  lines: readonly string[],
  run = code === 2 ? runProgram : runHere,
): Promise<void> {
  const outcome = await runHostile(files, args, run);
  expect(outcome.stderr.split('\n').slice(0, -1)).toEqual(lines);
  expect(outcome).toMatchObject({ code, stdout: '', changed: [] });
}

const faults = (lines: readonly string[]): string[] => [
  ...lines.map((line) => `error: ${line}`),
  `${lines.length} ${lines.length === 1 ? 'fault' : 'faults'} found; nothing was written.`,
];
const analyse = (...args: readonly string[]): string[] => [
  'analyse',
  EXPORT,
  '--study',
  STUDY,
  '--out',
  'out',
  '--no-charts',
  ...args,
];

const HINT = '(add --help for what it takes)';

describe.concurrent('wrong usage ends with exit code 2 and says what is right', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['no such command', ['analyze'], ["error: unknown command 'analyze'", '(Did you mean analyse?)', HINT]],
    [
      'no such option',
      ['analyse', 'a.csv', '--otu', 'x'],
      ["error: unknown option '--otu'", '(Did you mean --out?)', HINT],
    ],
    ['no files', ['analyse'], ["error: missing required argument 'files'", HINT]],
    [
      'an option without its value',
      ['analyse', 'a.csv', '--out'],
      ["error: option '--out <dir>' argument missing", HINT],
    ],
    [
      'a format there is not',
      ['analyse', 'a.csv', '--format', 'csv,pdf'],
      [
        "error: option '--format <list>' argument 'csv,pdf' is invalid. expected some of html, docx, csv, md, json, xlsx, ods, columns, found \"pdf\"",
        HINT,
      ],
    ],
    [
      'a negative limit',
      ['analyse', 'a.csv', '--suppress-below', '-3'],
      [
        "error: option '--suppress-below <n>' argument '-3' is invalid. expected a whole number, such as 10",
        HINT,
      ],
    ],
    [
      'codes there are not',
      ['analyse', 'a.csv', '--codes', 'labels'],
      [
        "error: option '--codes <how>' argument 'labels' is invalid. Allowed choices are index, values.",
        HINT,
      ],
    ],
    [
      'a preference there is not',
      ['analyse', 'a.csv', '--prefer', 'best'],
      ["error: option '--prefer <which>' argument 'best' is invalid. Allowed choices are first, last.", HINT],
    ],
    [
      'explain without a row',
      ['explain', 'B.1', '--group', 'WS'],
      ["error: required option '--row <text>' not specified", HINT],
    ],
    [
      'simulate without a folder',
      ['simulate', '--published', 'a.csv', '--assumptions', 'a.yaml'],
      ["error: required option '--out <dir>' not specified", HINT],
    ],
    [
      'too much',
      ['inspect', 'a.csv', 'b.csv'],
      ["error: too many arguments for 'inspect'. Expected 1 argument but got 2.", HINT],
    ],
  ])('%s', (_, args, lines) => refuses({}, args, 2, lines));

  it('nothing at all: prints help', async () => {
    const { code, stderr, changed } = await runHostile({}, []);
    expect({ code, changed }).toEqual({ code: 2, changed: [] });
    expect(stderr).toMatch(/^Usage: crs-eval /);
  });
});

describe.concurrent('what an option names must be there', () => {
  it.each<[string, Files, readonly string[], readonly string[]]>([
    [
      'a breakdown, with the nearest',
      {},
      analyse('--by', 'distict,age', '--by', 'service'),
      [
        '--by: expected dimensions of respondents: district, age, found "distict" — the nearest is district',
        '--by: expected dimensions of respondents: district, age, found "service"',
      ],
    ],
    [
      'a study',
      {},
      ['analyse', EXPORT, '--study', 'stduy', '--out', 'out'],
      ['stduy: expected a folder with the study’s .yaml files, found no such folder'],
    ],
    [
      'a study in a folder with something else',
      { 'study/readme.md': 'x' },
      ['analyse', EXPORT, '--study', 'study', '--out', 'out'],
      ['study: expected a folder with the study’s .yaml files, found none'],
    ],
    [
      'a folder to write, not a file',
      { report: 'a file' },
      ['analyse', EXPORT, '--study', STUDY, '--out', 'report', '--no-charts'],
      ['report: expected a folder to write to, found a file of that name — name another folder with --out'],
    ],
    [
      'a folder that may be replaced',
      { 'mine/publish/thesis.txt': 'mine' },
      ['analyse', EXPORT, '--study', STUDY, '--out', 'mine', '--no-charts'],
      [
        'mine: expected a new or empty folder, or one that an earlier run wrote, found "publish" in it that no run wrote (there is no run.json) — name another folder with --out, or move these away',
      ],
    ],
    [
      'a run',
      {},
      ['tables', 'B.1', '--from', 'nowhere'],
      [
        'nowhere: expected a folder that "crs-eval analyse" wrote, found no such folder — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder',
      ],
    ],
    [
      'a run with its internal folder',
      {},
      ['explain', 'B.1', '--row', 'x', '--group', 'WS', '--from', 'out'],
      [
        'out: expected a folder that "crs-eval analyse" wrote, found no internal/study.json, internal/counts.json in it — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder',
      ],
    ],
    [
      'a run that is whole',
      { 'out/internal/study.json': '{"id": ', 'out/internal/counts.json': '{}' },
      ['check', 'out', '--against', `${ROOT}fixtures/crs-evaluation/published`],
      [
        'out/internal/study.json: expected JSON as "crs-eval analyse" writes it, found something else — run "crs-eval analyse" again',
      ],
    ],
  ])('%s', (_, files, args, lines) => refuses(files, args, 1, faults(lines)));

  it('a folder other than the one one is in', () =>
    refuses(
      {},
      ['analyse', EXPORT, '--study', STUDY, '--out', '.', '--no-charts'],
      1,
      faults([
        '.: expected a folder that can be replaced whole, found the folder the program was started in, or one around it — name a folder inside it, such as --out report',
      ]),
      runProgram,
    ));
});

describe.concurrent('corrections that can not be made stop the run, each of them named', () => {
  const HEADER = 'id,question,from,to,reason,who\n';

  it.each<[string, string | Uint8Array | null, readonly string[]]>([
    [
      'a folder',
      null,
      ['c.csv: expected a CSV file of corrections, found a folder — check the path given with --corrections'],
    ],
    [
      'a workbook',
      Buffer.from([0x50, 0x4b, 3, 4, 0xff]),
      ['c.csv: expected a CSV file in UTF-8, found a workbook or archive — save it as "CSV UTF-8"'],
    ],
    [
      'Windows-1252',
      Buffer.from(`${HEADER}1,comment,caf\xe9,,x,y\n`, 'latin1'),
      ['c.csv: expected a CSV file in UTF-8, found bytes that are not — save it as "CSV UTF-8"'],
    ],
    [
      'a missing column',
      'id,question,from,to,reason\n',
      ['c.csv:1: expected a column "who" among id, question, from, to, reason, who, found none'],
    ],
    [
      'an unclosed quote',
      `${HEADER}1,"comment,a,b,c,d\n`,
      ['c.csv:2: expected a CSV file, found a quote that is not closed or stands within a field'],
    ],
    [
      'lines without a reason, too short, or twice',
      `${HEADER}500000004,age,3,1,,\n500000001,age\n500000001,age,1,2,typo,Ed\n500000001,age,1,3,typo,Ed\n`,
      [
        'c.csv:2: "reason": expected the correction\'s reason, found nothing',
        'c.csv:2: "who": expected the correction\'s who, found nothing',
        'c.csv:3: expected 6 fields, found 2',
        'c.csv:5: expected each answer corrected once, found the answer of row 4 again',
      ],
    ],
    [
      'respondents, questions and answers that are not there, no open answer shown',
      `${HEADER}1,age,1,2,typo,Ed\n500000001,comment,Lovely plaice,,typo,Ed\n500000002,aeg,1,2,typo,Ed\n500000003,age,60 or over,Ancient,typo,Ed\n500000004,age,Under 30,30 to 59,typo,Ed\n`,
      [
        'c.csv:3: "from": expected the answer in library.csv:6: AH "Is there anything else you want to say?", found another answer, of 12 characters',
        'c.csv:4: "question": expected a question of members, by id or wording, found "aeg"',
        'c.csv:5: "to": expected one of 4 options (1 Under 30, 2 30 to 59, 3 60 or over, 4 Prefer not to say), found another answer, of 7 characters',
        'c.csv:6: "from": expected the answer in library.csv:9: V "How old are you?", found another answer, of 1 character',
        'c.csv:2: "id": expected a Response ID of the exports, found "1", which is in none of them',
      ],
    ],
  ])('%s', (_, content, lines) =>
    refuses({ 'c.csv': content }, analyse('--corrections', 'c.csv'), 1, faults(lines)),
  );

  it('no file', () =>
    refuses(
      {},
      analyse('--corrections', 'c.csv'),
      1,
      faults([
        'c.csv: expected a CSV file of corrections, found no such file — check the path given with --corrections',
      ]),
    ));
});

describe.concurrent('a faulty study stops the run at file, line and column', () => {
  const broken = (edit: (yaml: string) => string): Files => ({ 'study/library.yaml': edit(LIBRARY) });
  const under = ['analyse', EXPORT, '--study', 'study', '--out', 'out', '--no-charts'];

  it('is no YAML', () =>
    refuses(
      broken((yaml) => yaml.replace('Library survey }', 'Library survey')),
      under,
      1,
      faults([
        'library.yaml:4: column 1: expected well-formed YAML, found flow map in block collection must be sufficiently indented and end with a }',
      ]),
    ));

  it('has words where it needs numbers, and options of no scale', () =>
    refuses(
      broken((yaml) =>
        yaml.replace('suppressBelow: 5', 'suppressBelow: five').replace('show: mean-sd', 'show: meen-sd'),
      ),
      under,
      1,
      faults([
        'library.yaml:10: column 25: expected a number, found "five"',
        'library.yaml:106: column 50: expected one of percent, mean, sd, mean-sd, median, percent-count, count-percent, count, answered, respondents, found "meen-sd" — did you mean "mean-sd"?',
      ]),
    ));

  it('has several names of nothing, all of them listed', () =>
    refuses(
      broken((yaml) =>
        yaml
          .replace(
            "askedIf: { question: uses, options: ['yes'] }",
            "askedIf: { question: usess, options: ['yes'] }",
          )
          .replace('kind: rating, scale: recommend', 'kind: rating, scale: recomend'),
      ),
      under,
      1,
      faults([
        'library.yaml:79: column 30: expected one of the earlier questions consent, district, age, uses, easy, choice, slow, found "usess" — did you mean "uses"?',
        'library.yaml:92: column 103: expected one of the scales consent, yes-no, district, age, agree-5, agree-5-reversed, quality, recommend, found "recomend" — did you mean "recommend"?',
      ]),
    ));
});

describe.sequential('tables and figures of a run', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'asked-'));
    await runHere(['analyse', EXPORT, '--study', STUDY, '--out', 'out', '--no-charts'], folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<[string, readonly string[], string]>([
    [
      'a table there is not',
      ['tables', 'L.1', 'L.9', '--from', 'out'],
      'library-survey: expected a table of the study, found "L.9" — the nearest are L.1, L.2, L.3; "crs-eval tables" lists them all',
    ],
    [
      'a row there is not',
      ['explain', 'L.1', '--row', 'parking', '--group', 'Loans', '--from', 'out'],
      'table L.1: expected a text that fits one row, found "parking", which fits none — there are "It is easy to use", "There is enough choice"',
    ],
    [
      'a row that is two',
      ['explain', 'L.1', '--row', 'i', '--group', 'Loans', '--from', 'out'],
      'table L.1: expected a text that fits one row, found "i", which fits 2 — it fits "It is easy to use", "There is enough choice"',
    ],
    [
      'a column that is two',
      ['explain', 'L.1', '--row', 'easy', '--group', 'agreement', '--from', 'out'],
      'table L.1: expected a text that fits one column, found "agreement", which fits 2 — it fits "% agreement Loans", "% agreement Events"',
    ],
    [
      'no column, where each has counts of its own',
      ['explain', 'L.1', '--row', 'easy', '--from', 'out'],
      'table L.1: expected --group, the column meant, found none — there are "% agreement Loans", "% agreement Events", "Mean (SD) Loans", "Mean (SD) Events"',
    ],
  ])('%s', async (_, args, line) => {
    const { code, stdout, stderr } = await runHere(args, folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.split('\n')).toEqual([...faults([line]), '']);
  });
});
