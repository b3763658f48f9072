import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainField, writeCsv } from '../render/csv.ts';
import { analyseKept, type Files, readRecords, toCsv, writeFiles } from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

/** The library's export as of a looping survey: the second of two rows has the first one's Response ID. */
const SAID = ['Please open longer, the hours are short', 'quiet, with 🍲 and lovely staff', 'n/a'];
const TWICE = '500000001';
const library = readRecords('second-study/exports/library.csv');
const sequence = library.find((cells) => cells.includes('Seq. Number'))?.indexOf('Seq. Number');
const records = library.map((cells, at) => {
  if (at < 5) return cells;
  const own = [...cells.slice(0, -1), SAID[Number(cells[0]) % SAID.length] ?? ''];
  return cells[0] === '500000002'
    ? own.map((cell, column) => (column === 0 ? TWICE : column === sequence ? '2' : cell))
    : own;
});
const [FIRST = 0, SECOND = 0] = records.flatMap(([id], at) => (at >= 5 && id === TWICE ? [at + 1] : []));
const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': `codes:
  - { code: hours, name: Opening hours, brief: When it is open, rules: ['open* or hours'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [staff] }
`,
  'library.csv': toCsv(records),
};
const ARGS = ['library.csv', '--study', 'study', '--suppress-below', '3'];
const SHORT = ['--no-charts', '--format', 'csv'];

let run: Awaited<ReturnType<typeof analyseKept>>;
beforeAll(async () => {
  run = await analyseKept(FILES, [...ARGS, ...SHORT]);
  if (run.code !== 0) throw new Error(run.stderr);
}, 30_000);
afterAll(() => run?.remove());

type Row = Record<string, string>;
const at = (...args: readonly string[]) => runHere(args, run.folder);
const rowsOf = (path: string): Row[] => parse(readFileSync(join(run.folder, path)), { columns: true });
const ownOf = (path: string) => rowsOf(path).filter((row) => row['response_id'] === TWICE);
const write = (name: string, rows: readonly Row[]) =>
  writeFiles(run.folder, {
    [name]: writeCsv([
      Object.keys(rows[0] ?? {}),
      ...rows.map((row) => Object.values(row).map((cell) => plainField(cell))),
    ]),
  });
const take = (row: Row, ...columns: readonly string[]) => columns.map((column) => row[column]).join(' ');

it('the export gives one respondent two rows with answers of their own', () => {
  expect(ownOf('out/internal/open-answers.csv').map((row) => [row['row'], row['answer']])).toEqual([
    [`${FIRST}`, SAID[0]],
    [`${SECOND}`, SAID[1]],
  ]);
  expect(ownOf('out/internal/codings.csv').map((row) => take(row, 'row', 'code', 'text'))).toEqual(
    expect.arrayContaining([expect.stringMatching(`^${FIRST} `), expect.stringMatching(`^${SECOND} `)]),
  );
});

it('a review shows each row its own codes, and decisions on each count in its own row', async () => {
  await at('code', 'review', '--from', 'out', '--out', 'review.csv');
  const rows = rowsOf('review.csv');
  const shown = rows.filter((row) => row['response_id'] === TWICE && row['code'] !== '');
  const given = (of: readonly Row[]) => [...new Set(of.map((row) => take(row, 'row', 'code')))].sort();
  expect(given(shown)).toEqual(given(ownOf('out/internal/codings.csv')));
  const [staffRow, hoursRow] = ['staff', 'hours'].map(
    (code) => shown.find((row) => row['code'] === code)?.['row'] ?? '',
  );
  for (const row of rows) {
    if (row['response_id'] !== TWICE) continue;
    if (row['row'] === hoursRow && row['code'] === 'hours') row['keep'] = 'x';
    if (row['row'] === staffRow && row['code'] === 'staff')
      Object.assign(row, { remove: 'x', add: 'hours', words: 'quiet' });
  }
  write('filled.csv', rows);
  const decided = await at(
    ...['code', 'decide', 'filled.csv', '--from', 'out', '--decisions', 'd.csv', '--coder', 'ann'],
  );
  expect(decided.stderr).not.toContain('warning');
  expect(decided.code).toBe(0);
  expect((await at('analyse', ...ARGS, ...SHORT, '--decisions', 'd.csv', '--out', 'two')).code).toBe(0);
  const states = rowsOf('two/internal/decisions.csv').map((row) => take(row, 'code', 'decision', 'state'));
  expect(states.sort()).toEqual([
    'hours add applied',
    'hours keep applied',
    'hours keep applied',
    'staff remove applied',
  ]);
  expect(ownOf('two/internal/codings.csv').map((row) => take(row, 'row', 'code', 'text', 'coder'))).toEqual(
    [
      [hoursRow, `${hoursRow} hours open ann`],
      [hoursRow, `${hoursRow} hours hours ann`],
      [staffRow, `${staffRow} hours quiet ann`],
    ]
      .sort(([a = ''], [b = '']) => Number(a) - Number(b))
      .map(([, text]) => text),
  );
  const { stdout } = await at('explain', 'T.comment', '--row', 'Opening', '--answers', '--from', 'two');
  expect(stdout.split('\n').filter((line) => line.includes(TWICE))).toEqual([
    expect.stringContaining(`${TWICE} (row ${FIRST}) comment`),
    expect.stringContaining(`${TWICE} (row ${FIRST}) comment`),
    expect.stringContaining(`${TWICE} (row ${SECOND}) comment 0–5: hours, person ann`),
  ]);
  await at('code', 'review', '--from', 'two', '--decisions', 'd.csv', '--out', 'again.csv');
  const said = ownOf('again.csv').filter((row) => row['said so far'] !== '');
  expect(said.map((row) => take(row, 'row', 'code', 'said so far')).sort()).toEqual(
    [`${hoursRow} hours ann: keep`, `${staffRow} hours ann: add`, `${staffRow} staff ann: remove`].sort(),
  );
});

it.each(['respondent', 'question'])(
  'a project gives the same codings back, a source a %s',
  async (source) => {
    const file = `${source}.qdpx`;
    await at('code', 'export', '--from', 'out', '--out', file, '--source', source);
    const outcome = await at('code', 'import', file, '--from', 'out', '--out', 'back.csv', '--with-rules');
    expect(outcome.code).toBe(0);
    const keyed = (path: string) =>
      rowsOf(path).map((row) => take(row, 'response_id', 'row', 'question', 'code', 'start', 'end'));
    expect(keyed('back.csv')).toEqual(keyed('out/internal/codings.csv'));
  },
);

it('other coders’ codings go to the row that they name, and one that names none is refused', async () => {
  const [first, second] = ownOf('out/internal/open-answers.csv');
  const key = { questionnaire: first?.['questionnaire'] ?? '', response_id: TWICE };
  const coding = (row: string, end: string) => ({
    ...key,
    row,
    question: first?.['question'] ?? '',
    ...{ code: 'staff', start: '0', end },
  });
  write('ben.csv', [coding(`${FIRST}`, '2'), coding(`${SECOND}`, '3')]);
  const outcome = await at('analyse', ...ARGS, ...SHORT, '--codings', 'ben.csv', '--out', 'ben');
  expect(outcome.code).toBe(0);
  expect(rowsOf('ben/internal/other-codings.csv').map((row) => take(row, 'row', 'text'))).toEqual([
    `${FIRST} ${first?.['answer']?.slice(0, 2)}`,
    `${SECOND} ${second?.['answer']?.slice(0, 3)}`,
  ]);
  write('cat.csv', [coding('', '2'), coding('3', '2')]);
  const refused = await at('analyse', ...ARGS, ...SHORT, '--codings', 'cat.csv', '--out', 'cat');
  const advice =
    'the respondent answered the question in several rows: say which in a column "row", as internal/open-answers.csv does';
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      `error: cat.csv:2: "row": expected a row of the respondent’s: ${FIRST}, ${SECOND}, found nothing — ${advice}
error: cat.csv:3: "row": expected a row of the respondent’s: ${FIRST}, ${SECOND}, found 3 — ${advice}
2 faults found; nothing was written.\n`,
    ),
  });
});

it('quotes of both rows are proposed with their own codes, and the next run takes them', async () => {
  await at('quotes', '--from', 'out', '--per-code', '200', '--out', 'q.csv');
  const codes = new Set(ownOf('out/internal/codings.csv').map((row) => take(row, 'row', 'code')));
  const rows = rowsOf('q.csv');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) if (row['response_id'] === TWICE) expect(codes).toContain(take(row, 'row', 'code'));
  const own = ownOf('out/internal/open-answers.csv');
  const hashes = new Map(ownOf('review.csv').map((row) => [row['row'], row['text_sha256'] ?? '']));
  const coded = [...codes].map((each) => each.split(' '));
  write(
    'ticked.csv',
    coded.map(([row = '', code = '']) => {
      const answer = own.find((each) => each['row'] === row) ?? {};
      return {
        ...{ tick: 'x', code, text: answer['answer'] ?? '', 'edited text': '', response_id: TWICE },
        questionnaire: answer['questionnaire'] ?? '',
        question: answer['question'] ?? '',
        text_sha256: hashes.get(row) ?? '',
      };
    }),
  );
  const taken = await at('analyse', ...ARGS, ...SHORT, '--quotes', 'ticked.csv', '--out', 'quoted');
  expect(taken).toMatchObject({ code: 0 });
  expect(new Set(rowsOf('quoted/internal/quotes.csv').map((row) => take(row, 'row', 'code')))).toEqual(codes);
});
