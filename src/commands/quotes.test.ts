import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../ingest/questionpro/workbook.ts';
import { plainField, writeCsv } from '../render/csv.ts';
import {
  analyseKept,
  type Files,
  readRecords,
  readTree,
  runProgram,
  toCsv,
  writeFiles,
} from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

/** The library's export with an open answer in every row that counts; each about something of its own. */
const THINGS = ['chairs', 'lamps', 'tables', 'desks', 'shelves', 'windows', 'doors', 'stairs', 'carpets'];
const SAID = [
  (thing: string) => `Please open longer, says Dawn at Northgate, as the ${thing} are not used before ten`,
  (thing: string) =>
    `quiet, with 🍲 and lovely staff who see to the ${thing}\nand ring 01632 960417 <b>at once</b>`,
  () => 'n/a, no hours',
  (thing: string) => `=HYPERLINK("x","y") the staff and Mandy look after ${thing} as if they were theirs`,
];
const records = readRecords('second-study/exports/library.csv').map((cells, at) => {
  const id = Number(cells[0]);
  const text = SAID[id % SAID.length]?.(THINGS[Math.floor((id % 36) / 4)] ?? '') ?? '';
  return at < 5 ? cells : [...cells.slice(0, -1), text];
});
const FILES: Files = {
  'study/library.yaml': readFileSync(`${ROOT}fixtures/second-study/study/library.yaml`, 'utf8'),
  'study/codes.yaml': `codes:
  - { code: place, name: The place, brief: On the library }
  - { code: hours, name: Opening hours, brief: When it is open, parent: place, rules: ['open* or hours'] }
  - { code: staff, name: Staff, brief: Those who work there, rules: [staff] }
quotes: { labels: { members: MQ }, attributes: [district, age] }
redactions: [{ find: dawn, replace: '[name]' }, { find: Northgate, replace: '[workplace]' }]
`,
  'library.csv': toCsv(records),
};
const ARGS = ['analyse', 'library.csv', '--study', 'study', '--no-charts', '--format', 'csv,html'];

let run: Awaited<ReturnType<typeof analyseKept>>;
beforeAll(async () => {
  run = await analyseKept(FILES, ARGS.slice(1));
  if (run.code !== 0) throw new Error(run.stderr);
  const { code, stderr } = await built('quotes', '--from', 'out', '--out', 'q.csv');
  if (code !== 0) throw new Error(stderr);
}, 30_000);
afterAll(() => run?.remove());

type Row = Readonly<Record<string, string>>;
const at = (...args: readonly string[]) => runHere(args, run.folder);
/** As the program is built: where usage is wrong, and once where it is not. */
const built = (...args: readonly string[]) => runProgram(args, run.folder);
const textOf = (path: string): string => readFileSync(join(run.folder, path), 'utf8');
const rowsOf = (path: string): readonly Row[] =>
  (parse(textOf(path), { columns: true }) as readonly Row[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plainField(cell)])),
  );
/** Writes the proposals with some rows changed, in a file of its own. */
function fill(file: string, change: (row: Row, index: number) => Row): void {
  const rows = rowsOf('q.csv').map(change);
  writeFiles(run.folder, {
    [file]: writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]),
  });
}
const analyse = (file: string, ...more: readonly string[]) =>
  at(...ARGS, '--quotes', file, '--out', file.replace(/\.\w+$/, ''), ...more);
const publishedIn = (folder: string): string =>
  [...readTree(join(run.folder, folder, 'publish')).values()]
    .map((content) => Buffer.from(content, 'latin1').toString('utf8'))
    .join('\n');

describe('crs-eval quotes', () => {
  it('proposes answers for each code, redacted, labelled, with why, what was replaced and what may be a name', async () => {
    const rows = rowsOf('q.csv');
    expect(rows.map(({ code }) => code)).toEqual(['hours', 'hours', 'hours', 'staff', 'staff', 'staff']);
    expect(rows.every(({ tick, 'edited text': edited }) => tick === '' && edited === '')).toBe(true);
    const [hours = {}] = rows;
    expect(hours).toEqual({
      tick: '',
      code: 'hours',
      'code name': 'Opening hours',
      label: expect.stringMatching(
        /^MQ(, (North|South|East))?(, (Under 30|30 to 59|60 or over))?, synthetic$/,
      ),
      text: expect.stringMatching(
        /^Please open longer, says \[name\] at \[workplace\], as the \w+ are not used before ten$/,
      ),
      'edited text': '',
      replaced: 'name 25..29; workplace 33..42',
      suggested: '',
      'original (internal)': expect.stringMatching(/^Please open longer, says Dawn at Northgate, as the/),
      'question text': 'Is there anything else you want to say?',
      item: 'comment',
      'chosen because': 'rule hours-1; 15 words, a good length',
      questionnaire: 'members',
      response_id: expect.stringMatching(/^5000000\d\d$/),
      row: expect.stringMatching(/^\d+$/),
      question: 'comment',
      text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(rows.filter(({ suggested }) => suggested !== '').map(({ suggested }) => suggested)).toContain(
      'Mandy',
    );
    expect(textOf('q.csv')).not.toMatch(/(^|,|")=HYPER/m);
    expect(rows.some(({ text }) => text?.startsWith('=HYPERLINK'))).toBe(true);
  });

  it('names a district only where enough of those who answered are in it alone', () => {
    const answered = new Set(rowsOf('out/internal/open-answers.csv').map(({ response_id: id }) => id));
    const alone = (district: string) =>
      rowsOf('out/internal/respondents.csv').filter(
        ({ response_id: id, district: own }) => own === district && answered.has(id),
      ).length;
    const named = new Set(rowsOf('q.csv').flatMap(({ label = '' }) => label.split(', ').slice(1, -1)));
    expect([...named]).toEqual(['South']);
    expect(alone('south')).toBeGreaterThanOrEqual(5);
    expect([alone('north'), alone('east')].some((count) => count > 0 && count < 5)).toBe(true);
  });

  it('proposes for the codes named and those below them, so many for each; the same whatever the order of rows', async () => {
    const outcome = await at(
      'quotes',
      '--from',
      'out',
      '--code',
      'place',
      '--per-code',
      '2',
      '--out',
      'place.csv',
    );
    expect(outcome).toEqual({
      code: 0,
      stdout: '',
      stderr: `2 quotes proposed for 1 of 2 codes, with respondents’ own words: internal.
Written to place.csv
`,
    });
    expect(rowsOf('place.csv').map(({ code }) => code)).toEqual(['hours', 'hours']);
    writeFiles(run.folder, { 'turned.csv': toCsv([...records.slice(0, 5), ...records.slice(5).reverse()]) });
    await at(...ARGS.map((arg) => (arg === 'library.csv' ? 'turned.csv' : arg)), '--out', 'turned');
    await at('quotes', '--from', 'turned', '--out', 'turned-q.csv');
    const withoutRows = (path: string) => rowsOf(path).map((row) => ({ ...row, row: '' }));
    expect(withoutRows('turned-q.csv')).toEqual(withoutRows('q.csv'));
  });

  it('writes a workbook with the same rows as text, the criteria beside them, and the same bytes each time', async () => {
    for (const out of ['q.xlsx', 'again.xlsx'])
      expect((await at('quotes', '--from', 'out', '--out', out)).code).toBe(0);
    const bytes = readFileSync(join(run.folder, 'q.xlsx'));
    expect(readFileSync(join(run.folder, 'again.xlsx'))).toEqual(bytes);
    const [quotes, notes] = await readWorkbook(bytes);
    const expected = rowsOf('q.csv').map((row) => Object.values(row));
    expect(quotes?.rows.slice(1).map((row) => row.map((cell) => String(cell ?? '')))).toEqual(
      expected.map((cells) => cells),
    );
    expect(JSON.stringify(notes?.rows)).toContain(
      '(1) coded by a person before a model before a rule; (2) 8 to 60 words',
    );
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
  });

  it.each([
    [['--out', 'x.pdf'], 1, 'error: --out: expected a name that ends in .xlsx or .csv, found "x.pdf"'],
    [
      ['--out', 'x.csv', '--code', 'hour'],
      1,
      'error: --code: expected one of the codes place, hours, staff, found "hour" — did you mean "hours"?',
    ],
    [
      ['--out', 'x.csv', '--per-code', '0'],
      2,
      'error: option \'--per-code\' expected a whole number from 1, found "0"',
    ],
    [[], 2, "error: required option '--out <file>' not specified"],
    [
      ['--out', 'x.csv', '--from', 'none'],
      1,
      'error: none: expected a folder that "crs-eval analyse" wrote, found no such folder — run "crs-eval analyse EXPORTS --out FOLDER" first, or name its folder',
    ],
  ])('%j ends with %i', async (args, code, message) => {
    const outcome = await built('quotes', ...(args.includes('--from') ? [] : ['--from', 'out']), ...args);
    expect({ code: outcome.code, first: outcome.stderr.split('\n')[0] }).toEqual({ code, first: message });
  });
});

describe('analyse --quotes', () => {
  it('publishes what is ticked, and nothing else, in the report and as CSV without ids', async () => {
    fill('ticked.csv', (row, index) => {
      if (index === 0)
        return { ...row, tick: 'x', 'edited text': 'Please open longer, says [name] … not used' };
      const isHostile = row['code'] === 'staff' && row['text']?.startsWith('=HYPERLINK');
      return isHostile ? { ...row, tick: 'X', label: 'MQ, the boss' } : row;
    });
    const { code, stderr } = await analyse('ticked.csv');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/\d+ quotes? of ticked\.csv in publish\/quotes\.csv\n/),
    });
    const rows = rowsOf('ticked/publish/quotes.csv');
    const ticked = rowsOf('ticked.csv').filter(({ tick }) => tick !== '');
    expect(rows[0]).toEqual({
      table: 'T.comment',
      question: 'Is there anything else you want to say?',
      code: 'hours',
      theme: 'Opening hours',
      label: ticked[0]?.['label'],
      text: 'Please open longer, says [name] […] not used',
      synthetic: 'yes',
    });
    expect(rows).toHaveLength(ticked.length);
    expect(rows.length).toBeGreaterThan(1);
    const published = publishedIn('ticked');
    expect(published).toContain('<p>Please open longer, says [name] […] not used</p>');
    expect(published).not.toMatch(/Dawn|Northgate|the boss|960417|\b5000000\d\d\b/);
    for (const { text = '', 'original (internal)': original = '', tick } of rowsOf('ticked.csv'))
      if (tick === '')
        for (const words of [text, original]) expect(published.includes(words), words).toBe(false);
    const { quotes } = JSON.parse(textOf('ticked/run.json')).coding;
    expect(quotes).toEqual({
      file: 'ticked.csv',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      published: rows.length,
    });
    expect(rowsOf('ticked/internal/quotes.csv')[0]).toMatchObject({
      response_id: ticked[0]?.['response_id'],
    });
    expect(rowsOf('ticked/internal/replacements.csv').slice(0, 2)).toMatchObject([
      { response_id: ticked[0]?.['response_id'], start: '25', end: '29', kind: 'name' },
      { response_id: ticked[0]?.['response_id'], start: '33', end: '42', kind: 'workplace' },
    ]);
    expect(textOf('ticked/internal/replacements.csv')).not.toMatch(/Dawn|Northgate/);
  });

  it('takes a workbook as a person saved it, with columns moved and others added', async () => {
    const [first = {}, ...rest] = rowsOf('q.csv');
    const names = ['notes', ...Object.keys(first).toReversed()];
    const cells = [{ ...first, tick: 'yes', notes: 'nice' } as Row, ...rest].map((row) =>
      names.map((name) => row[name] || null),
    );
    writeFiles(run.folder, {
      'saved.xlsx': await writeXlsx({
        sheets: [
          { name: 'Mine', rows: [['x']] },
          { name: 'Quotes', rows: [names, ...cells] },
        ],
      }),
    });
    expect((await analyse('saved.xlsx')).code).toBe(0);
    expect(rowsOf('saved/publish/quotes.csv').map(({ text }) => text)).toEqual([first['text']]);
  });

  it('publishes no quotes where none is ticked', async () => {
    expect((await analyse('q.csv')).code).toBe(0);
    expect([...readTree(join(run.folder, 'q')).keys()].filter((path) => path.includes('quotes'))).toEqual([]);
    expect(publishedIn('q')).not.toMatch(/Quotes illustrate|class="quote"/);
    expect(JSON.parse(textOf('q/run.json')).coding.quotes).toMatchObject({ file: 'q.csv', published: 0 });
  });

  it('redacts anew by the list as it is now, and takes a text that a person wrote over', async () => {
    const study = textOf('study/codes.yaml').replace(
      'redactions: [',
      "redactions: [{ find: Mandy, replace: '[name]' }, ",
    );
    writeFiles(run.folder, { 'wider/library.yaml': textOf('study/library.yaml'), 'wider/codes.yaml': study });
    fill('wide.csv', (row) => {
      if (row['text']?.startsWith('=HYPERLINK')) return { ...row, tick: 'x' };
      return row['code'] === 'hours' ? { ...row, tick: 'x', text: 'Please open … before ten' } : row;
    });
    const { code, stderr } = await analyse('wide.csv', '--study', 'wider');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const texts = rowsOf('wide/publish/quotes.csv').map(({ text }) => text);
    expect(texts.slice(0, 3)).toEqual(Array(3).fill('Please open […] before ten'));
    expect(texts.slice(3).every((text) => text?.includes('the staff and [name] look after'))).toBe(true);
    expect(publishedIn('wide')).not.toContain('Mandy');
  });

  it('says of everything that can not be right where it is, and writes nothing', async () => {
    const changes: readonly Row[] = [
      { tick: 'maybe' },
      { code: 'hour' },
      { questionnaire: 'staff' },
      { question: 'comments', response_id: '' },
      { text_sha256: 'abc' },
      {},
    ];
    fill('form.csv', (row, index) => ({ ...row, tick: 'x', ...changes[index] }));
    expect(await analyse('form.csv')).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: form.csv:2: "tick": expected x or nothing, found "maybe"
error: form.csv:3: "code": expected a code of the codebook, found "hour" — did you mean "hours"?
error: form.csv:4: "questionnaire": expected the questionnaire members, found "staff"
error: form.csv:5: "question": expected a question of members, found "comments" — did you mean "comment"?
error: form.csv:5: "response_id": expected the id of a response, found nothing
error: form.csv:6: "text_sha256": expected the 64 hexadecimal digits that the quote was proposed with, found "abc"
6 faults found; nothing was written.
`,
    });
    const edits: readonly Row[] = [
      { response_id: '500000018' },
      { response_id: '7' },
      { text_sha256: 'a'.repeat(64) },
      { code: 'hours' },
      { 'edited text': 'lovely staff who see to everything' },
      { 'edited text': 'Dawn' },
    ];
    fill('held.csv', (row, index) => ({ ...row, tick: 'x', ...edits[index] }));
    const { code, stderr } = await analyse('held.csv');
    expect(code).toBe(1);
    expect(stderr.replace(/(a text of )\d+|(word )\d+/g, '$1$2N')).toBe(
      `error: held.csv:2: "response_id": expected a respondent who has not withdrawn, found one who has — take the row out of the file
error: held.csv:3: "response_id": expected an answer of the run, found one that it does not have — write the proposals anew with "crs-eval quotes", and tick again
error: held.csv:4: "text_sha256": expected the answer as it was when the quote was proposed, found another text — write the proposals anew with "crs-eval quotes", and tick again
error: held.csv:5: "code": expected a code that the answer is given, found "hours", which it is not — untick the quote, or decide on the code with "crs-eval code decide"
error: held.csv:6: "edited text": expected words of the answer in their order, redacted, with […] for what is left out, found a text of N characters whose word N does not follow — copy them from the column "text"
error: held.csv:7: "edited text": expected words of the answer in their order, redacted, with […] for what is left out, found a text of N characters whose word N does not follow — copy them from the column "text"
6 faults found; nothing was written.
`,
    );
    expect([...readTree(run.folder).keys()].filter((path) => /^(form|held)\//.test(path))).toEqual([]);
  });

  it('refuses a file of another kind, an answer twice, few answers, and a run without codes', async () => {
    writeFiles(run.folder, {
      'bad.csv': 'tick,code,text,text\nx,a,b,c\n',
      'plain/library.yaml': textOf('study/library.yaml'),
    });
    expect((await analyse('bad.csv')).stderr).toBe(
      `error: bad.csv:1: expected one column "text", found 2
${['edited text', 'questionnaire', 'response_id', 'question', 'text_sha256']
  .map(
    (name) => `error: bad.csv:1: expected a column "${name}", as "crs-eval quotes" writes it, found none\n`,
  )
  .join('')}6 faults found; nothing was written.
`,
    );
    const [first = {}] = rowsOf('q.csv');
    writeFiles(run.folder, {
      'twice.csv': writeCsv([
        Object.keys(first),
        ...[1, 2].map(() => Object.values({ ...first, tick: 'x' })),
      ]),
    });
    expect((await analyse('twice.csv')).stderr).toBe(
      'error: twice.csv:3: "tick": expected an answer that is quoted once, found one that row 2 quotes already\n1 fault found; nothing was written.\n',
    );
    fill('few.csv', (row, index) => (index === 0 ? { ...row, tick: 'x' } : row));
    expect((await analyse('few.csv', '--suppress-below', '500')).stderr).toMatch(
      /^error: few\.csv:2: "question": expected a question that 500 respondents or more answered, found one that \d+ did — untick the quote: so few could be told from each other\n1 fault found/m,
    );
    expect((await analyse('few.csv', '--study', 'plain')).stderr).toBe(
      'error: library-survey: expected a study with a codebook, found none — add "codes" to the study (docs/study-format.md), or name a file with --codebook\n1 fault found; nothing was written.\n',
    );
    expect((await analyse('none.csv')).stderr).toContain(
      'error: none.csv: expected proposed quotes, as XLSX or CSV, found no such file',
    );
    expect(await built(...ARGS, '--quotes', 'few.csv', '--no-coding', '--out', 'few')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        "error: option '--quotes' goes without --no-coding, as each quote's code is checked",
      ),
    });
  });
});
