import { readdirSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeCsv } from '../render/csv.ts';
import { ANSWERS, reviewFolder } from './testing/review-folder.ts';

const { run, read, write, folder, makeRun, remove } = await reviewFolder();
afterAll(remove);

const HEADER =
  'questionnaire,response_id,question,code,decision,start,end,memo,coder,when,adjudicates,text_sha256,codebook';

type Row = Record<string, string>;
/** A review with marks, by response and code ("" for the row to add in). */
async function filled(
  name: string,
  marks: Readonly<Record<string, Row>>,
  ...options: string[]
): Promise<string> {
  await run('review', '--out', 'empty.csv', ...options);
  const rows: Row[] = parse(read('empty.csv'), { columns: true });
  for (const row of rows) Object.assign(row, marks[`${row['response_id']} ${row['code'] ?? ''}`.trim()]);
  write(name, writeCsv([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]));
  return name;
}
const decide = (review: string, coder: string, ...options: string[]) =>
  run('decide', review, '--decisions', 'd.csv', '--coder', coder, ...options);
/** The decisions file without hashes. */
const decided = () =>
  (parse(read('d.csv'), { columns: true }) as Row[]).map((row) =>
    [
      row['response_id'],
      row['code'],
      row['decision'],
      row['start'],
      row['end'],
      row['memo'],
      row['coder'],
      row['when'],
      row['adjudicates'],
    ].join(','),
  );

beforeEach(async () => {
  for (const name of readdirSync(folder)) if (name === 'd.csv') write('d.csv', `${HEADER}\n`);
});

describe('crs-eval code decide', () => {
  it('takes in what is kept, removed, added and found to have no code, and adds nothing twice', async () => {
    const review = await filled('r.csv', {
      '1 queue': { keep: 'x', memo: 'they wait, "really"' },
      '2 queue': { remove: 'X' },
      '3': { add: 'none' },
      '4': { add: 'cooks; price', words: 'it’s  the 🍲', memo: '=why' },
    });
    expect(await decide(review, 'ann')).toEqual({
      code: 0,
      stdout: '',
      stderr:
        'ann: 7 decisions in the review, 7 new (keep 3, remove 1, add 2, none 1), 0 known already\nWritten to d.csv\n',
    });
    expect(read('d.csv').split('\r\n')[0]?.split('\n')[0]).toBe(HEADER);
    expect(decided()).toEqual([
      '3,,none,,,,ann,2025-01-02,',
      "4,cooks,add,0,10,'=why,ann,2025-01-02,",
      "4,price,add,0,10,'=why,ann,2025-01-02,",
      '1,queue,keep,4,9,they wait, "really",ann,2025-01-02,',
      '1,queue,keep,21,25,they wait, "really",ann,2025-01-02,',
      '1,queue,keep,30,34,they wait, "really",ann,2025-01-02,',
      '2,queue,remove,,,,ann,2025-01-02,',
    ]);
    const before = read('d.csv');
    expect((await decide(review, 'ann', '--when', '2026-05-06')).stderr).toBe(
      'ann: 7 decisions in the review, 0 new, 7 known already\nd.csv is as it was\n',
    );
    expect(read('d.csv')).toBe(before);
    await decide(await filled('r2.csv', { '5 price': { keep: 'yes' } }), 'ann', '--when', '2026-05-06');
    expect(read('d.csv')).toBe(`${before}${read('d.csv').slice(before.length)}`);
    expect(decided().at(-1)).toBe('5,price,keep,12,17,,ann,2026-05-06,');
  });

  it('reads the blind codes of a second coder', async () => {
    const review = await filled(
      'b.csv',
      { '3': { code_1: 'cooks', code_2: 'price' }, '4': { code_1: 'none' } },
      '--blind',
    );
    await decide(review, 'ben');
    expect(decided()).toEqual([
      '3,cooks,add,,,,ben,2025-01-02,',
      '3,price,add,,,,ben,2025-01-02,',
      '4,,none,,,,ben,2025-01-02,',
    ]);
  });

  it('keeps rows and columns of the file that it does not know, in their order', async () => {
    const sha = 'd73c86bb9bfc534dfac0f34576f4f2be6f71c30664771ab1864d3a90b838dabd';
    write(
      'd.csv',
      `coder;seen;code;decision;question;response_id;questionnaire;text_sha256\nann;late;queue;keep;improve;1;staff;${sha}\n`,
    );
    await decide(await filled('r.csv', { '3': { add: 'none' } }), 'ann');
    expect(read('d.csv')).toMatch(
      new RegExp(
        `^coder,seen,code,decision,question,response_id,questionnaire,text_sha256,start,end,memo,when,adjudicates,codebook\r\nann,late,queue,keep,improve,1,staff,${sha},,,,,,\r\nann,,,none,improve,3,staff,[0-9a-f]{64},,,,2025-01-02,,[0-9a-f]{64}\r\n$`,
      ),
    );
  });

  it('reads what Excel and others save as text: semicolons, tabs, marks, Windows-1252', async () => {
    const review = await filled('r.csv', { '3': { add: 'cooks', memo: 'it’s “so” – a café' } });
    await decide(review, 'ann');
    const text = read('r.csv');
    const records: string[][] = parse(text);
    const separated = (by: string) =>
      records.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(by)).join('\r\n');
    const latin = Buffer.from(
      separated(';')
        .replaceAll('’', '\u0092')
        .replaceAll('“', '\u0093')
        .replaceAll('”', '\u0094')
        .replaceAll('–', '\u0096')
        .replaceAll('🍲', '?'),
      'latin1',
    );
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      Buffer.from(separated(';')),
      Buffer.from(`\ufeff${separated('\t')}`, 'utf16le'),
      latin,
    ]) {
      write('other.csv', bytes);
      expect((await decide('other.csv', 'ann')).stderr).toContain(
        '1 decision in the review, 0 new, 1 known already',
      );
    }
    expect(decided()).toEqual(['3,cooks,add,,,it’s “so” – a café,ann,2025-01-02,']);
  });

  it('says everything that is wrong, without a word of what people wrote, and writes nothing', async () => {
    write('d.csv', `${HEADER}\n`);
    const review = await filled('bad.csv', {
      '1 queue': { keep: 'x', remove: 'x' },
      '2 queue': { keep: 'maybe so' },
      '2 price': { code: 'prise', keep: 'x' },
      '2': { keep: 'x' },
      '3': { add: 'cook', words: 'cold soup', memo: 'my secret' },
      '4': { memo: 'only a thought' },
      '5': { add: 'cooks' },
      '6': { response_id: '77', add: 'none' },
    });
    const { code, stderr } = await decide(review, 'ann');
    expect(code).toBe(1);
    expect(stderr).toBe(
      `error: bad.csv:2: "words": expected words of the answer, found a text of 9 characters that is not in it — copy them from the answer
error: bad.csv:2: "add": expected a code of the codebook, found "cook" — did you mean "cooks"?
error: bad.csv:3: "memo": expected a decision beside it, found none in the row — mark keep or remove, or name a code in "add"
error: bad.csv:4: "keep", "remove": expected a mark in one of them, found one in both
error: bad.csv:6: "keep": expected x or nothing, found a text of 8 characters
error: bad.csv:7: "code": expected a code of the codebook, found "prise" — did you mean "price"?
error: bad.csv:8: "keep": expected a mark beside a code, found one in a row without a code — name the code in "add"
error: bad.csv:9: "response_id": expected an answer of the run, found one that it does not have — the response may have been withdrawn, or a spreadsheet may have changed its id; write the review anew
error: bad.csv:11: "add": expected a code that applies to staff/other, found "cooks" — if it belongs there, add the question to the code in the codebook
9 faults found; nothing was written.
`,
    );
    expect(read('d.csv')).toBe(`${HEADER}\n`);
  });

  it('says that a coder may have been written in two ways', async () => {
    write('d.csv', `${HEADER}\n`);
    const review = await filled('case.csv', { '1 queue': { keep: 'x' } });
    expect((await decide(review, 'Ann')).stderr).not.toContain('warning');
    expect((await decide(review, 'ann')).stderr).toContain(
      'warning: d.csv: "coder": expected one name for one coder, found "Ann" and "ann", who count as 2 coders — if it is one person, write the name alike in every row\n',
    );
  });

  it('takes no "no" for an answer, which may mean the other column', async () => {
    write('d.csv', `${HEADER}\n`);
    const review = await filled('no.csv', { '1 queue': { keep: 'No' }, '2 queue': { remove: '0' } });
    expect(await decide(review, 'ann')).toMatchObject({
      code: 1,
      stderr: `error: no.csv:4: "keep": expected x or nothing, found "No" — to take the code away, mark "remove"
error: no.csv:6: "remove": expected x or nothing, found "0" — to keep it, mark "keep"
2 faults found; nothing was written.
`,
    });
  });

  it('refuses a file of other columns, and one that is none', async () => {
    write('odd.csv', 'response_id,keep,keep\n1,x,x\n');
    expect((await decide('odd.csv', 'ann')).stderr).toBe(
      `error: odd.csv:1: expected a column "questionnaire", as "crs-eval code review" writes it, found none
error: odd.csv:1: expected a column "question", as "crs-eval code review" writes it, found none
error: odd.csv:1: expected a column "text_sha256", as "crs-eval code review" writes it, found none
error: odd.csv:1: expected a column "code", as "crs-eval code review" writes it, found none
error: odd.csv:1: expected one column "keep", found 2
error: odd.csv:1: expected a column "remove", as "crs-eval code review" writes it, found none
error: odd.csv:1: expected a column "memo", as "crs-eval code review" writes it, found none
7 faults found; nothing was written.
`,
    );
    write('cut.xlsx', 'PK\u0003\u0004 and no more');
    expect((await decide('cut.xlsx', 'ann')).stderr).toBe(
      'error: cut.xlsx: expected a whole Excel workbook (.xlsx), found one that is cut short — download or export the file again\n1 fault found; nothing was written.\n',
    );
  });

  it('refuses a coder who contradicts herself, in one review and between two; not coders who differ', async () => {
    await decide(await filled('a.csv', { '1 queue': { keep: 'x' } }), 'ann');
    const against = await filled('b.csv', { '1 queue': { remove: 'x' }, '3': { add: 'none; cooks' } });
    const before = read('d.csv');
    expect((await decide(against, 'ann')).stderr).toBe(
      `error: b.csv:4: expected what agrees with d.csv:2, where ann's word on "queue" is "keep", found "remove" — take out the row that does not hold; when another coder differs, that is no fault
error: b.csv:2: expected what agrees with b.csv:2, where ann's word on "cooks" is "none", found "add" — take out the row that does not hold; when another coder differs, that is no fault
2 faults found; nothing was written.
`,
    );
    expect(read('d.csv')).toBe(before);
    expect((await decide(await filled('c.csv', { '1 queue': { remove: 'x' } }), 'ben')).code).toBe(0);
  });

  it('shows what coders differ on side by side, and takes the third decision with its reason only', async () => {
    await decide(
      await filled('a.csv', { '1 queue': { keep: 'x', memo: 'long' }, '2 queue': { keep: 'x' } }),
      'ann',
    );
    await decide(await filled('b.csv', { '1': { add: 'none' }, '2 queue': { keep: 'x' } }), 'ben');
    const disputes = ['--disputed', '--decisions', 'd.csv'];
    await run('review', ...disputes, '--out', 'disputes.csv');
    const rows: Row[] = parse(read('disputes.csv'), { columns: true });
    expect(rows.map((row) => [row['response_id'], row['code'], row['said so far']])).toEqual([
      ['1', 'queue', 'ann: keep (long) · ben: none'],
    ]);
    const bare = await filled('x.csv', { '1 queue': { remove: 'x' } }, ...disputes);
    expect((await decide(bare, 'eve', '--adjudicate')).stderr).toBe(
      'error: x.csv:2: "memo": expected the reason of an adjudication, found nothing\n1 fault found; nothing was written.\n',
    );
    const undisputed = await filled('y.csv', { '2 price': { keep: 'x', memo: 'why' } });
    expect((await decide(undisputed, 'eve', '--adjudicate')).stderr).toBe(
      'error: y.csv:7: expected an answer and a code on which coders differ, found "price", on which they do not — leave out --adjudicate for a decision of your own\n1 fault found; nothing was written.\n',
    );
    const ruled = await filled(
      'z.csv',
      { '1 queue': { remove: 'x', memo: 'a figure of speech' } },
      ...disputes,
    );
    expect((await decide(ruled, 'eve', '--adjudicate')).code).toBe(0);
    expect(decided().at(-1)).toBe('1,queue,remove,,,a figure of speech,eve,2025-01-02,ann · ben');
    expect((await run('review', ...disputes, '--out', 'none.csv')).stderr).toContain('0 answers in 0 rows');
    expect((await decide(ruled, 'eve', '--adjudicate')).stderr).toContain('0 new, 1 known already');
    const other = await filled('z2.csv', { '1 queue': { keep: 'x', memo: 'it is not' } });
    expect((await decide(other, 'fay', '--adjudicate')).stderr).toContain(
      `error: z2.csv:4: expected what agrees with d.csv:8, where the same difference on "queue" is "remove", found "keep" — take out the adjudication that does not hold\n`,
    );
  });

  it('warns of an answer that has changed since the review was written', async () => {
    const review = await filled('r.csv', { '3': { add: 'cooks' } });
    await makeRun(ANSWERS.map(([id, question, text]) => [id, question, id === '3' ? 'Warmer soup!' : text]));
    const { code, stderr } = await decide(review, 'ann');
    await makeRun();
    expect(code).toBe(0);
    expect(stderr).toBe(
      `warning: r.csv:2: "text_sha256": expected the answer as it was when the review was written, found another text — the decision is kept as one on the earlier text, and will not be applied; write the review anew to decide again
ann: 1 decision in the review, 1 new (add 1), 0 known already
Written to d.csv
`,
    );
  });

  it('says everything that is wrong in the decisions file', async () => {
    const sha = 'd73c86bb9bfc534dfac0f34576f4f2be6f71c30664771ab1864d3a90b838dabd';
    write(
      'd.csv',
      [
        HEADER,
        `staf,1,improve,queue,keep,,,,ann,,,${sha},`,
        `staff,1,improv,queue,keep,,,,ann,,,${sha},`,
        `staff,1,improve,quue,keep,,,,ann,,,${sha},`,
        `staff,1,improve,queue,stay,,,,ann,,,${sha},`,
        `staff,1,improve,queue,none,,,,ann,,,${sha},`,
        'staff,,improve,queue,keep,4,,,,,eve,abc,',
      ].join('\n'),
    );
    expect((await decide(await filled('r.csv', {}), 'ann')).stderr).toBe(
      `error: d.csv:2: "questionnaire": expected the questionnaire staff, found "staf" — did you mean "staff"?
error: d.csv:3: "question": expected a question of staff, found "improv" — did you mean "improve"?
error: d.csv:4: "code": expected a code of the codebook or of a former one, found "quue" — did you mean "queue"?
error: d.csv:5: "decision": expected keep, remove, add or none, found "stay"
error: d.csv:6: "code": expected nothing, as no code applies, found "queue"
error: d.csv:7: "response_id": expected the id of a response, found nothing
error: d.csv:7: "coder": expected the coder's name, found nothing
error: d.csv:7: "text_sha256": expected the SHA-256 of the answer, 64 hexadecimal digits, found "abc"
error: d.csv:7: "memo": expected the reason of an adjudication, found nothing
error: d.csv:7: "start", "end": expected two whole numbers, the first less than the second, or nothing, found "4" and nothing
10 faults found; nothing was written.
`,
    );
  });

  it('takes the decisions of withdrawn respondents out of the file for good, and no others', async () => {
    const sha = 'd73c86bb9bfc534dfac0f34576f4f2be6f71c30664771ab1864d3a90b838dabd';
    const row = (id: string) => `staff,${id},improve,queue,keep,,,"a memo, of ${id}",ann,,,${sha},\r\n`;
    write('d.csv', `${HEADER}\r\n${row('1')}${row('9')}${row('2')}`);
    const purge = () => run('purge', '--decisions', 'd.csv');
    expect(await purge()).toEqual({
      code: 0,
      stdout: '',
      stderr: '1 decision of withdrawn respondents taken out of d.csv\n',
    });
    expect(read('d.csv')).toBe(`${HEADER}\r\n${row('1')}${row('2')}`);
    expect((await purge()).stderr).toBe('0 decisions of withdrawn respondents taken out of d.csv\n');
  });
});
