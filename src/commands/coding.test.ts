import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  analyseKept,
  type Files,
  readRecords,
  readTree,
  runHostile,
  runProgram,
  toCsv,
} from './testing/hostile-run.ts';
import { ROOT, runCli } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

/** The library's export with an open answer in every row that counts. */
const HEADER_ROWS = 5;
const SAID = [
  'Please open longer in the evening',
  'the opening hours are too short',
  'quiet, with lovely staff',
  'nothing to say',
];
const records = readRecords('second-study/exports/library.csv').map((cells, at) =>
  at < HEADER_ROWS ? cells : [...cells.slice(0, -1), SAID[Number(cells[0]) % SAID.length] ?? ''],
);
const CODES = `codes:
  - { code: hours, name: Opening hours, brief: When it is open, rules: ['open* or hours'] }
  - { code: longer, name: Longer hours, brief: Open longer, parent: hours, rules: ['longer or evening'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [staff] }
themes: { breakdowns: [[district]], by: [{ item: comment, statement: recommend }] }
`;
const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': CODES,
  'library.csv': toCsv(records),
};
const ARGS = ['library.csv', '--study', 'study', '--suppress-below', '3', '--by', 'age'];

let run: Awaited<ReturnType<typeof analyseKept>>;
beforeAll(async () => {
  run = await analyseKept(FILES, ARGS);
}, 30_000);
afterAll(() => run?.remove());

const at = (...args: readonly string[]) => runProgram([...args, '--from', 'out'], run.folder);
const read = (path: string): string => readFileSync(join(run.folder, 'out', path), 'utf8');

describe('a run under a study with a codebook', () => {
  it('codes the open answers, says so and records by which codebook', () => {
    expect(run.stderr).toMatch(
      /\d+ open answers, \d+ of them given one of 3 codes; \d+ codings in internal\/codings\.csv\n/,
    );
    const { coding } = JSON.parse(read('run.json')) as { coding: Readonly<Record<string, unknown>> };
    expect(coding).toMatchObject({ codes: 3, rules: 3, decisions: null, setAside: 0 });
    expect(coding['codebook']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('publishes tables and counts of themes, and nobody’s words or ids', () => {
    const published = [...readTree(join(run.folder, 'out/publish'))].map(([, content]) => content).join('\n');
    expect(read('publish/tables/T.comment.csv')).toContain('Opening hours');
    expect(read('publish/themes.csv')).toContain(
      'members.comment.codes.count.hours,members,comment,comment,hours,Opening hours',
    );
    expect(read('internal/themes.csv')).toContain('members.comment.codes.count.answered@age=');
    expect(read('internal/themes.csv')).toContain('members.comment.codes.count.answered@district=');
    for (const said of ['too short', 'lovely', '500000002']) expect(published).not.toContain(said);
    expect(read('internal/codings.csv')).toContain('500000002');
  });

  it('prints its tables and explains them down to the rule and the answers', async () => {
    expect((await at('tables')).stdout).toContain('T.comment ');
    expect((await at('tables', 'T.comment', 'L.1')).stdout).toMatch(/Opening hours[\s\S]*Table L\.1/);
    const { stdout, code } = await at('explain', 'T.comment', '--row', 'Opening hours');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Opening hours +\d+ {2}counted/);
    expect(stdout).toMatch(/Codings +\d+ {2}rule hours-1/);
    expect(stdout).toMatch(/ {6,}\d+ {2}rule longer-1/);
    expect(stdout).toContain('library.csv, column AH');
    expect(stdout).toContain(
      'the respondents who were given the code, or one below it, in an answer; each counted once, divided by all who answered, less those set aside as in another language\n',
    );
    expect(stdout).toMatch(/Base +\d+ of \d+ asked: \d+ answered \+ \d+ set aside \+ \d+ blank\n/);
    expect(stdout).not.toMatch(/level|other missing/);
    expect((await at('explain', 'T.comment', '--row', 'No theme')).stdout).toContain(
      'the respondents whose answers were given no code\n',
    );
    expect(stdout).not.toContain('Answers');
    const { stdout: listed } = await at('explain', 'T.comment', '--row', 'Longer hours', '--answers');
    expect(listed).toMatch(/Answers +members \d+ \(row \d+\) comment 12–18: longer, rule longer-1/);
    expect(listed).not.toContain('Please');
    const { codings } = JSON.parse((await at('explain', 'T.comment', '--row', 'Staff', '--json')).stdout) as {
      codings: { readonly by: readonly { readonly name: string }[]; readonly answers: null };
    };
    expect(codings.by.map(({ name }) => name)).toEqual(['staff-1']);
    expect(codings.answers).toBeNull();
  });

  it('comes out the same whatever the order of rows, but for the order of internal lists', async () => {
    const turned = [...records.slice(0, HEADER_ROWS), ...records.slice(HEADER_ROWS).toReversed()];
    const again = await analyseKept({ ...FILES, 'library.csv': toCsv(turned) }, ARGS);
    try {
      for (const path of [
        'publish/themes.csv',
        'publish/co-occurrence.csv',
        'publish/tables/T.comment.csv',
        'internal/themes.csv',
        'internal/theme-counts.json',
      ])
        expect(readFileSync(join(again.folder, 'out', path), 'utf8'), path).toBe(read(path));
    } finally {
      again.remove();
    }
  });

  it('leaves the answers uncoded with --no-coding', async () => {
    const plain = await analyseKept(FILES, [...ARGS, '--no-coding']);
    try {
      const paths = [...readTree(join(plain.folder, 'out')).keys()];
      expect(paths.filter((path) => /theme|coding|T\.comment/.test(path))).toEqual([]);
      expect(JSON.parse(readFileSync(join(plain.folder, 'out/run.json'), 'utf8'))).toMatchObject({
        coding: null,
      });
    } finally {
      plain.remove();
    }
  });
});

it('a faulty rule stops a run before anything is written, at its line and column', async () => {
  const files = { ...FILES, 'study/codes.yaml': CODES.replace('open* or hours', 'open* hours') };
  const { code, stderr, changed } = await runHostile(files, ['analyse', ...ARGS, '--out', 'out'], runHere);
  expect(code).toBe(1);
  expect(stderr).toMatch(/codes\.yaml:2/);
  expect(changed).toEqual([]);
});

describe('what people say of codes, where nothing is coded,', () => {
  const FILE = { 'x.csv': 'a,b\n1,2\n' };
  it.each(['--decisions', '--codings', '--reference'])(
    'is refused under a study without a codebook: %s',
    async (option) => {
      const { 'study/codes.yaml': _, ...bare } = FILES;
      const outcome = await runHostile(
        { ...bare, ...FILE },
        ['analyse', ...ARGS, option, 'x.csv', '--out', 'out'],
        runHere,
      );
      expect(outcome).toMatchObject({ code: 1, changed: [] });
      expect(outcome.stderr).toBe(
        'error: library-survey: expected a study with a codebook, found none — add "codes" to the study (docs/study-format.md), or name a file with --codebook\n1 fault found; nothing was written.\n',
      );
    },
  );

  it.each(['decisions', 'codings', 'reference'])('is wrong usage with --no-coding: --%s', async (option) => {
    const outcome = await runHostile({ ...FILES, ...FILE }, [
      'analyse',
      ...ARGS,
      `--${option}`,
      'x.csv',
      '--no-coding',
    ]);
    expect(outcome).toMatchObject({ code: 2, changed: [] });
    expect(outcome.stderr).toContain(
      `error: option '--${option}' goes without --no-coding, which codes nothing\n`,
    );
  });
});

it('says in its help that coding can be left out', () => {
  expect(runCli(['analyse', '--help']).stdout).toContain('--no-coding');
});
