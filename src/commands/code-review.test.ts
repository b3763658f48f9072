import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../ingest/questionpro/workbook.ts';
import { plainField } from '../render/csv.ts';
import { ANSWERS, reviewFolder } from './testing/review-folder.ts';

const { run, read, write, path, makeRun, remove } = await reviewFolder();
afterAll(remove);

type Row = Readonly<Record<string, string>>;
const rowsOf = (name: string): readonly Row[] =>
  (parse(read(name), { columns: true }) as readonly Row[]).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, plainField(cell)])),
  );
const brief = (rows: readonly Row[]) =>
  rows.map((row) => `${row['question']} ${row['response_id']} ${row['code']} ${row['in context']}`);

describe('crs-eval code review', () => {
  it('lists answers by question, uncoded first, those in another language last, with a row a proposed code and one to add', async () => {
    const { code, stdout, stderr } = await run('review', '--out', 'review.csv');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: '6 answers in 10 rows, with respondents’ own words: internal.\nWritten to review.csv\n',
    });
    expect(brief(rowsOf('review.csv'))).toEqual([
      'improve 3  (a code that is missing, or none)',
      'improve 4  (a code that is missing, or none)',
      'improve 1 queue The «queue» is long; I «wait» and «wait».',
      'improve 1  (a code that is missing, or none)',
      'improve 2 queue Prices, and a shorter «queue».',
      'improve 2 price «Prices», and a shorter queue.',
      'improve 2  (a code that is missing, or none)',
      'improve 6  (a code that is missing, or none)',
      'other 5 price =1+1 is the «price»',
      'other 5  (a code that is missing, or none)',
    ]);
    expect(rowsOf('review.csv')[2]).toMatchObject({
      'question text': 'What could be better?',
      'answer (internal)': 'The queue is long; I wait and wait.',
      'code name': 'Queues',
      by: 'rule queue-1',
      keep: '',
      remove: '',
      add: '',
      memo: '',
      row: '2',
      spans: '4..9 21..25 30..34',
      text_sha256: 'd73c86bb9bfc534dfac0f34576f4f2be6f71c30664771ab1864d3a90b838dabd',
    });
  });

  it('lists only uncoded answers, of the questions asked for; not those in another language', async () => {
    await run('review', '--uncoded', '--question', 'improve', '--out', 'u.csv');
    expect(rowsOf('u.csv').map((row) => row['response_id'])).toEqual(['3', '4']);
  });

  it('shows no proposal to a second coder, not even by order', async () => {
    await run('review', '--blind', '--out', 'blind.csv');
    const rows = rowsOf('blind.csv');
    expect(rows.map((row) => row['response_id'])).toEqual(['1', '2', '3', '4', '6', '5']);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'question text',
      'answer (internal)',
      ...[1, 2, 3, 4, 5, 6].map((at) => `code_${at}`),
      'memo',
      ...['questionnaire', 'response_id', 'row', 'question', 'text_sha256', 'codebook'],
    ]);
    expect(read('blind.csv')).not.toMatch(/queue-1|Queues|price-1/);
  });

  it('draws the same sample for a seed whatever the order of answers, and another for another', async () => {
    const drawn = async (seed: string) => {
      await run('review', '--blind', '--sample', '3', '--seed', seed, '--out', 's.csv');
      return rowsOf('s.csv')
        .map((row) => row['response_id'] ?? '')
        .sort();
    };
    const [first, again, other] = [await drawn('1'), await drawn('1'), await drawn('3')];
    await makeRun([...ANSWERS].reverse());
    const reversed = await drawn('1');
    await makeRun();
    expect(first).toHaveLength(3);
    expect(again).toEqual(first);
    expect(reversed).toEqual(first);
    expect(other).not.toEqual(first);
    expect((await run('review', '--sample', '9', '--seed', '1', '--out', 's.csv')).stderr).toContain(
      'note: there are only 6 answers to draw 9 from; all are in\n',
    );
  });

  it('writes a workbook with the codebook and lists of the codes that apply, the same bytes each time, and all of it in a folder', async () => {
    await run('review', '--out', 'r.xlsx');
    await run('review', '--out', 'both');
    expect(readFileSync(path('both/review.xlsx'))).toEqual(readFileSync(path('r.xlsx')));
    expect(read('both/README.txt')).toMatch(
      /^Internal: respondents’ own words and ids\. Not to be passed on\.\n/,
    );
    const sheets = await readWorkbook(readFileSync(path('r.xlsx')));
    expect(sheets.map(({ name }) => name)).toEqual(['Review', 'Codebook', 'What to do', 'Lists']);
    expect(sheets[0]?.rows[9]?.slice(0, 3)).toEqual(['Anything else?', '=1+1 is the price', 'price']);
    expect(sheets[3]?.rows).toEqual([
      ['none', 'none'],
      ['queue', 'queue'],
      ['price', 'price'],
      ['cooks', null],
    ]);
  });

  it("shows another coder's and a model's codings beside the rules'", async () => {
    write(
      'ben.csv',
      'questionnaire,response_id,question,code,start,end,by\nstaff,3,improve,cooks,7,11,\nstaff,1,improve,queue,,,model\n',
    );
    await run('review', '--codings', 'ben.csv', '--out', 'c.csv');
    const rows = rowsOf('c.csv').filter((row) => row['code'] !== '');
    expect(rows.map((row) => `${row['response_id']} ${row['code']} ${row['by']}`)).toEqual([
      '1 queue model ben · rule queue-1',
      '2 queue rule queue-1',
      '2 price rule price-1',
      '3 cooks ben',
      '5 price rule price-1',
    ]);
    expect(rows[3]?.['in context']).toBe('Warmer «soup», please.');
    write(
      'bad.csv',
      'questionnaire,response_id,question,code,start,end,by\nstaff,8,improve,cooks,,,\nstaff,3,improve,cooks,9,4,\nstaff,3,improve,cooks,,,robot\n',
    );
    expect((await run('review', '--codings', 'bad.csv', '--out', 'c2.csv')).stderr).toBe(
      `error: bad.csv:3: "start", "end": expected two whole numbers, the first less than the second, or nothing, found "9" and "4"
error: bad.csv:4: "by": expected person or model, found "robot"
2 faults found; nothing was written.
`,
    );
    write(
      'lost.csv',
      'questionnaire,response_id,question,code,start,end\nstaff,8,improve,cooks,,\nstaff,3,improve,cooks,90,99\nstaff,5,other,cooks,,\n',
    );
    expect((await run('review', '--codings', 'lost.csv', '--out', 'c2.csv')).stderr).toBe(
      `warning: lost.csv:4: "code": expected a code that applies to staff/other, found "cooks" — the coding is left out; if it belongs there, add the question to the code in the codebook
error: lost.csv:2: "response_id": expected an answer of the run, found one that it does not have
error: lost.csv:3: "start", "end": expected a span within the answer, whose end is 20, found one that ends at 99
2 faults found; nothing was written.
`,
    );
  });

  it('says what is wrong with what it was asked', async () => {
    const asked = [
      ['--question', 'improv', '--out', 'x.csv'],
      ['--out', 'x.ods'],
      ['--decisions', 'none.csv', '--out', 'x.csv'],
    ];
    const said: string[] = [];
    for (const options of asked) {
      const { code, stderr } = await run('review', ...options);
      said.push(`${code} ${stderr}`);
    }
    expect(said).toEqual([
      '1 error: --question: expected one of the open questions improve, other, found "improv" — did you mean "improve"?\n1 fault found; nothing was written.\n',
      '1 error: --out: expected a name that ends in .xlsx or .csv, or a folder, found "x.ods"\n1 fault found; nothing was written.\n',
      '1 error: none.csv: expected a CSV file of decisions, found no such file — check the path\n1 fault found; nothing was written.\n',
    ]);
  });
});
