import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '../render/csv.ts';
import {
  analyseKept,
  type Files,
  readRecords,
  readTree,
  runHostile,
  runProgram,
  toCsv,
  writeFiles,
} from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

/** The library's export with an open answer in every row that counts. */
const SAID = ['Please open longer', 'quiet, with 🍲 and lovely staff', 'nothing to say'];
const records = readRecords('second-study/exports/library.csv').map((cells, at) =>
  at < 5 ? cells : [...cells.slice(0, -1), SAID[Number(cells[0]) % SAID.length] ?? ''],
);
const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': `codes:
  - { code: hours, name: Opening hours, brief: When it is open, rules: ['open* or hours'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [staff] }
`,
  'library.csv': toCsv(records),
};
const ARGS = ['library.csv', '--study', 'study', '--suppress-below', '3'];

let run: Awaited<ReturnType<typeof analyseKept>>;
beforeAll(async () => {
  run = await analyseKept(FILES, ARGS);
}, 30_000);
afterAll(() => run?.remove());

type Row = Record<string, string>;
const at = (...args: readonly string[]) => runProgram(args, run.folder);
const rowsOf = (path: string): Row[] => parse(readFileSync(join(run.folder, path)), { columns: true });
const recordOf = (folder: string) =>
  JSON.parse(readFileSync(join(run.folder, folder, 'run.json'), 'utf8')).coding.decisions;
const analyse = (out: string, decisions: string, ...more: readonly string[]) =>
  runHere(
    ['analyse', ...ARGS, '--decisions', decisions, '--out', out, '--no-charts', '--format', 'csv', ...more],
    run.folder,
  );

describe('people’s decisions from the review to the next run', () => {
  it('count in the next run, with the rule on record, and are numbered in run.json', async () => {
    expect((await at('code', 'review', '--from', 'out', '--out', 'review.csv')).code).toBe(0);
    const rows = rowsOf('review.csv');
    const ids = [
      ...new Set(rows.filter((row) => row['code'] === 'hours').map((row) => row['response_id'] ?? '')),
    ];
    const [kept = '', removed = ''] = ids;
    for (const row of rows) {
      if (row['response_id'] === kept && row['code'] === 'hours') row['keep'] = 'x';
      if (row['response_id'] === removed && row['code'] === 'hours')
        Object.assign(row, { remove: 'x', memo: 'not hours' });
      if (row['response_id'] === removed && row['code'] === '')
        Object.assign(row, { add: 'staff', words: 'please' });
    }
    writeFiles(run.folder, {
      'filled.csv': writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]),
    });
    const decide = [
      'code',
      'decide',
      'filled.csv',
      '--from',
      'out',
      '--decisions',
      'd.csv',
      '--coder',
      'ann',
    ];
    expect(await at(...decide, '--when', '2025-06-07')).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'ann: 3 decisions in the review, 3 new (keep 1, remove 1, add 1), 0 known already\nWritten to d.csv\n',
    });
    const { code, stderr } = await analyse('decided', 'd.csv');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('\n3 decisions of d.csv applied; each is in internal/decisions.csv\n'),
    });
    expect(recordOf('decided')).toEqual({
      ...{
        file: 'd.csv',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        applied: 3,
        partly: 0,
        overruled: 0,
        disputed: 0,
      },
      ...{ stale: 0, outside: 0, absent: 0, purged: 0, again: 0 },
    });
    const codings = rowsOf('decided/internal/codings.csv').filter(
      ({ response_id: id }) => id === kept || id === removed,
    );
    expect(
      codings.map((row) => [
        row['response_id'],
        row['code'],
        row['text'],
        row['by'],
        row['rule'],
        row['coder'],
      ]),
    ).toEqual([
      [kept, 'hours', 'open', 'person', 'hours-1', 'ann'],
      [removed, 'staff', 'Please', 'person', '', 'ann'],
    ]);
    const before = rowsOf('out/internal/codings.csv').length;
    expect(rowsOf('decided/internal/codings.csv')).toHaveLength(before);
    const published = [...readTree(join(run.folder, 'decided/publish')).values()].join('\n');
    expect(published).not.toMatch(new RegExp(`not hours|${kept}|${removed}`));
  });

  it('give the same bytes whatever the order of their rows', async () => {
    const [header = '', ...rows] = readFileSync(join(run.folder, 'd.csv'), 'utf8').trim().split('\r\n');
    writeFiles(run.folder, { 'turned/d.csv': `${[header, ...rows.reverse()].join('\r\n')}\r\n` });
    await analyse('turned-run', 'turned/d.csv');
    const turned = readTree(join(run.folder, 'turned-run'));
    // Methods and quality log name the file by its SHA-256, which is another.
    const bare = (content: string | undefined) => content?.replace(/\b[0-9a-f]{64}\b/g, 'SHA');
    for (const [path, content] of readTree(join(run.folder, 'decided')))
      if (!/^(run\.json|internal\/decisions\.csv)$/.test(path))
        expect(bare(turned.get(path)), path).toBe(bare(content));
  });

  it('are left out and said to be where the answer changed or its respondent withdrew; disputes are numbers', async () => {
    const [first = {}, second = {}] = rowsOf('d.csv').filter(({ decision }) => decision !== 'add');
    const row = (more: Row) => Object.values({ ...first, ...more });
    writeFiles(run.folder, {
      'mixed.csv': writeCsv([
        Object.keys(first),
        row({}),
        row({ coder: 'ben', decision: 'remove' }),
        row({ response_id: second['response_id'] ?? '', text_sha256: 'a'.repeat(64) }),
        row({ response_id: '500000018', memo: 'a secret' }),
      ]),
    });
    const { code, stderr } = await analyse('mixed-run', 'mixed.csv');
    expect(code).toBe(0);
    expect(stderr.split('\n').filter((line) => line.includes('mixed.csv'))).toEqual([
      'warning: mixed.csv: expected decisions on the answers as they are, found 1 on a text that has changed since, not applied (row 4) — see internal/decisions.csv, and decide again',
      'warning: mixed.csv: expected no decision on an answer of a withdrawn respondent, found 1 on one, left out everywhere (row 5) — take them out of the file with "crs-eval code purge"',
      '0 decisions of mixed.csv applied, 2 in dispute (crs-eval code review --disputed); each is in internal/decisions.csv',
    ]);
    expect(recordOf('mixed-run')).toMatchObject({ applied: 0, disputed: 2, stale: 1, absent: 0, purged: 1 });
    expect(rowsOf('mixed-run/internal/decisions.csv').map(({ state }) => state)).toEqual([
      'disputed',
      'disputed',
      'stale',
    ]);
    const written = [...readTree(join(run.folder, 'mixed-run')).values()].join('\n');
    expect(written).not.toContain('a secret');
    expect(readFileSync(join(run.folder, 'mixed-run/internal/codings.csv'), 'utf8')).toBe(
      readFileSync(join(run.folder, 'out/internal/codings.csv'), 'utf8'),
    );
  });

  it('are errors, each with its row, on an answer that the run does not have, beyond its end, or on no day', async () => {
    const [kept = {}] = rowsOf('d.csv').filter(({ decision }) => decision === 'keep');
    const row = (more: Row) => Object.values({ ...kept, ...more });
    writeFiles(run.folder, {
      'lost.csv': writeCsv([
        Object.keys(kept),
        row({}),
        row({ response_id: '1', memo: 'a secret' }),
        row({ coder: 'ben', start: '3', end: '400' }),
      ]),
      'undated.csv': writeCsv([Object.keys(kept), row({ when: '2026-13-45' }), row({ when: '7/6/2025' })]),
    });
    const length = [...(SAID.find((text) => text.includes('open')) ?? '')].length;
    expect(await analyse('lost-run', 'lost.csv')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: lost.csv:3: "response_id": expected an answer of the run, found one that it does not have — give the export that has it; if it is gone for good, take the row out
error: lost.csv:4: "start", "end": expected a span within the answer, whose end is ${length}, found one that ends at 400
2 faults found; nothing was written.
`,
    });
    expect(await analyse('lost-run', 'undated.csv')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: undated.csv:2: "when": expected a date such as 2025-03-14, or nothing, found "2026-13-45"
1 fault found; nothing was written.
`,
    });
    expect(existsSync(join(run.folder, 'lost-run'))).toBe(false);
  });

  it('are not what other coders gave, who are kept beside and shown in reviews', async () => {
    const [{ response_id: id = '', questionnaire = '', question = '' } = {}] = rowsOf('d.csv');
    writeFiles(run.folder, {
      'machine.csv': `questionnaire,response_id,question,code,by\n${questionnaire},${id},${question},staff,model\n`,
    });
    const args = ['analyse', ...ARGS, '--codings', 'machine.csv', '--no-charts', '--format', 'csv'];
    expect((await at(...args, '--out', 'beside')).code).toBe(0);
    const { others } = JSON.parse(readFileSync(join(run.folder, 'beside/run.json'), 'utf8')).coding;
    expect(others).toEqual([{ file: 'machine.csv', sha256: expect.any(String), codings: 1 }]);
    for (const path of ['internal/codings.csv', 'publish/themes.csv'])
      expect(readFileSync(join(run.folder, 'beside', path))).toEqual(
        readFileSync(join(run.folder, 'out', path)),
      );
    expect(rowsOf('beside/internal/other-codings.csv')).toMatchObject([
      { response_id: id, code: 'staff', start: '0', by: 'model', rule: '', coder: 'machine' },
    ]);
    await at('code', 'review', '--from', 'beside', '--out', 'beside.csv');
    expect(rowsOf('beside.csv').filter(({ by }) => by === 'model machine')).toHaveLength(1);
    writeFiles(run.folder, {
      'machine.csv': `questionnaire,response_id,question,code\n${questionnaire},7,${question},staff\n`,
    });
    expect(await at(...args, '--out', 'fails')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: machine.csv:2: "response_id": expected an answer of the run, found one that it does not have\n1 fault found; nothing was written.\n`,
    });
    const columns = 'questionnaire,response_id,question,code,start,end';
    const [given, blank] = [
      `${questionnaire},${id},${question},staff`,
      `${questionnaire},${id},${question},`,
    ];
    writeFiles(run.folder, { 'machine.csv': `${columns}\n${given},0,400\n` });
    expect(await at(...args, '--out', 'fails')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^error: machine\.csv:2: "start", "end": expected a span within the answer, whose end is \d+, found one that ends at 400\n1 fault/,
      ),
    });
    writeFiles(run.folder, { 'machine.csv': `${columns}\n${given},,\n${blank},,\n` });
    expect(await at(...args, '--out', 'fails')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: machine.csv:3: "code": expected a coder's codes for an answer, or that none applies, found that none applies, where machine.csv:2 gives the code "staff"\n1 fault found; nothing was written.\n`,
    });
  });

  it('stop the run before anything is written where a coder contradicts herself', async () => {
    const [first = {}] = rowsOf('d.csv').filter(({ decision }) => decision === 'keep');
    const decisions = writeCsv([
      Object.keys(first),
      Object.values(first),
      Object.values({ ...first, decision: 'remove', start: '', end: '' }),
      Object.values({ ...first, code: 'hour' }),
    ]);
    const outcome = await runHostile(
      { ...FILES, 'd.csv': decisions },
      ['analyse', ...ARGS, '--decisions', 'd.csv', '--out', 'out'],
      runHere,
    );
    expect(outcome).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: d.csv:4: "code": expected a code of the codebook or of a former one, found "hour" — did you mean "hours"?
error: d.csv:3: expected what agrees with d.csv:2, where ann's word on "hours" is "keep", found "remove" — take out the row that does not hold; when another coder differs, that is no fault
2 faults found; nothing was written.
`,
      changed: [],
    });
  });
});

describe('as a process', () => {
  it('ends with 2 where it is used wrongly, with 1 where there is no run', async () => {
    const uses = [
      ['code', 'review', '--sample', '5', '--out', 'x.csv'],
      ['code', 'review', '--disputed', '--out', 'x.csv'],
      ['code', 'decide', 'r.csv', '--decisions', 'd.csv', '--coder', 'a', '--when', '2025-02-30'],
      ['code', 'gaps', '--least', '0'],
      ['kwic', 'x', '--csv', '--json'],
      ['kwic', 'open', '--from', 'nowhere'],
    ];
    const outcomes = await Promise.all(uses.map((args) => at(...args)));
    expect(outcomes.map(({ code, stderr }) => `${code} ${stderr.split('\n')[0]}`)).toEqual([
      '2 error: options --sample and --seed go together',
      "2 error: option '--disputed' expected --decisions with it",
      `2 error: option '--when' expected a date such as 2025-03-14, found "2025-02-30"`,
      `2 error: option '--least' expected a whole number from 1, found "0"`,
      '2 error: expected --csv or --json, found both',
      '1 error: nowhere: expected a folder that "crs-eval analyse" wrote, found no such folder — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder',
    ]);
  });
});
