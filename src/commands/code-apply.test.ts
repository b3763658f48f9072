import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Files, runHostile } from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const STUDY = `${ROOT}fixtures/second-study/study`;
const CODES = `codes:
  - code: slow
    name: Slow
    brief: Slow.
    rules: [slow* or "long wait*", { id: quick, when: quick, wants: negated }]
  - code: noise
    name: Noise
    brief: Noise.
    rules: [nois* or loud, { id: north, when: cold, where: { district: [north] } }]
`;
const HEADER = 'questionnaire,response_id,question,answer\n';

const run = (files: Files, ...more: readonly string[]) =>
  runHostile(
    { 'codes.yaml': CODES, ...files },
    ['code', 'apply', 'a.csv', '--study', STUDY, '--codebook', 'codes.yaml', ...more],
    runHere,
  );

/** Codings as `response row question code start end text rule`. */
function shown(csv: string): readonly string[] {
  const records: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  return records.map((record) =>
    ['response_id', 'row', 'question', 'code', 'start', 'end', 'text', 'rule']
      .map((name) => record[name])
      .join(' '),
  );
}

describe.concurrent('code apply', () => {
  it('writes a row a coding, spans in code points over LF text, and a summary', async () => {
    const answers = `${HEADER}members,7,comment,"😀\r\nSlow, and not quick but loud"
members,8,comment,Mae’r gwasanaeth yn rhy araf
members,9,comment,fine
members,9,comment,   
members,9,uses.other,slow
members,9,quality.other,slow
`.replace('uses.other', 'recommend');
    const { code, stdout, stderr, changed } = await run({
      'a.csv': answers.replace('quality.other', 'recommend.other'),
    });
    expect(shown(stdout)).toEqual([
      '7 2 comment slow 2 6 Slow slow-1',
      '7 2 comment slow 16 21 quick quick',
      '7 2 comment noise 26 30 loud noise-1',
    ]);
    expect(stdout.split('\r\n')[0]).toBe(
      'questionnaire,response_id,row,question,code,start,end,text,by,rule,codebook,coder,memo',
    );
    expect(stderr).toBe(
      '5 answers: 1 coded with 2 codes of 2, 3 codings.\n' +
        '1 set aside, in another language: row 3.\n' +
        '2 to questions that no code applies to.\n' +
        '1 rule limited to groups of respondents, which are not in the file, proposed nothing.\n',
    );
    expect({ code, changed }).toEqual({ code: 0, changed: [] });
  });

  it('takes answers alone, with the row a file tells and the apostrophe that guards a formula taken off', async () => {
    const { stdout, changed } = await run({ 'a.csv': 'row,id,answer\n31,x,\'=slow\n32,y,"slow, loud"\n' });
    expect(shown(stdout)).toEqual([
      'x 31  slow 1 5 slow slow-1',
      'y 32  slow 0 4 slow slow-1',
      'y 32  noise 6 10 loud noise-1',
    ]);
    expect(changed).toEqual([]);
  });

  it('codes turns of interviews with rules that are limited to no question or group', async () => {
    const limited = `${CODES}  - code: cold
    name: Cold
    brief: Cold.
    rules: [{ id: asked, when: cold, questions: [comment] }, { id: freezing, when: freez* }]
`;
    const turns = 'interviews,a.txt,turn-2,"slow, cold and freezing"\nmembers,7,comment,cold\n';
    const { code, stdout, stderr } = await run({ 'codes.yaml': limited, 'a.csv': `${HEADER}${turns}` });
    expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
      code: 0,
      stderr: '2 answers: 2 coded with 2 codes of 3, 3 codings.',
    });
    expect(shown(stdout)).toEqual([
      'a.txt 2 turn-2 slow 0 4 slow slow-1',
      'a.txt 2 turn-2 cold 15 23 freezing freezing',
      '7 3 comment cold 0 4 cold asked',
    ]);
  });

  it('writes a file whole, in folders it makes', async () => {
    const { code, stdout, changed } = await run({ 'a.csv': 'answer\nslow\n' }, '--out', 'new/codings.csv');
    expect({ code, stdout, changed }).toEqual({
      code: 0,
      stdout: '',
      changed: ['+new/', '+new/codings.csv'],
    });
  });
});

describe.concurrent('faults end with exit code 1 before anything is written', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'no answers',
      { 'a.csv': 'id,text\n1,x\n' },
      [
        'a.csv:1: expected a column "answer", found none — columns: questionnaire, response_id, question, answer; or only answer',
      ],
    ],
    [
      'an empty file',
      { 'a.csv': '' },
      [
        'a.csv:1: expected a column "answer", found none — columns: questionnaire, response_id, question, answer; or only answer',
      ],
    ],
    [
      'half of where an answer stands',
      { 'a.csv': 'question,answer,answer\nx,y,z\n' },
      [
        'a.csv:1: "answer": expected one column of that name, found several',
        'a.csv:1: expected a column "questionnaire" beside "question", found none — columns: questionnaire, response_id, question, answer; or only answer',
      ],
    ],
    [
      'questions there are not, and an answer where a question should be',
      {
        'a.csv': `${HEADER}members,1,coment,x\nmember,2,comment,x\nmembers,3,"Loud, they shout",x\nmembers,4,coment,x\n`,
      },
      [
        'a.csv:2: "question": expected the id of a question of members, found "coment"',
        'a.csv:3: "questionnaire": expected the id of a questionnaire (members), found "member"',
        'a.csv:4: "question": expected the id of a question of members, found another text, of 16 characters',
      ],
    ],
    [
      'records of another length',
      { 'a.csv': `${HEADER}members,1,comment,it is loud, they shout\n\nmembers,2,comment\n` },
      [
        'a.csv:2: expected 4 fields, as in the header, found 5 — put answers with commas in quotation marks',
        'a.csv:4: expected 4 fields, as in the header, found 3 — put answers with commas in quotation marks',
      ],
    ],
    [
      'a quote that does not close',
      { 'a.csv': 'answer\n"loud\nslow\n' },
      [
        'a.csv:2: column A: expected the quotation mark that opens in this row to be closed, found the end of the file — export the file again; if it was edited by hand, undo that',
      ],
    ],
    [
      'a workbook',
      { 'a.csv': Buffer.from('PK\u0003\u0004xx') },
      ['a.csv: expected a CSV file in UTF-8, found a workbook or archive — save it as "CSV UTF-8"'],
    ],
    [
      'Windows-1252',
      { 'a.csv': Buffer.from('answer\ncaf\u00e9 slow\n', 'latin1') },
      ['a.csv: expected a CSV file in UTF-8, found bytes that are not — save it as "CSV UTF-8"'],
    ],
    [
      'no codebook file',
      { 'codes.yaml': null, 'a.csv': 'answer\nx\n' },
      ['codes.yaml: expected a codebook, found a folder — check the path given with --codebook'],
    ],
    [
      'a codebook without codes',
      { 'codes.yaml': 'codeChanges: []\n', 'a.csv': 'answer\nx\n' },
      ['codes.yaml:1: column 1: expected key "codes" with at least one code, found none'],
    ],
    [
      'a codebook with more than codes in it',
      { 'codes.yaml': `${CODES}themes: {}\n`, 'a.csv': 'answer\nx\n' },
      ['codes.yaml:10: column 1: expected one of the keys codes, codeChanges, found "themes"'],
    ],
    [
      'faulty rules, all of them',
      {
        'codes.yaml': CODES.replace('when: quick', 'when: quick service').replace('or loud', 'or not loud'),
        'a.csv': 'answer\nx\n',
      },
      [
        'codes.yaml:5: column 61: expected and, or, near/5 or before/5 between terms, found "service" — for words next to each other write "quick service"',
        'codes.yaml:9: column 22: expected something to look for beside "not", joined to it with "and", found "not" alone — write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
      ],
    ],
  ])('%s', async (_, files, lines) => {
    const { code, stdout, stderr, changed } = await run(files, '--out', 'codings.csv');
    const count = `${lines.length} ${lines.length === 1 ? 'fault' : 'faults'} found; nothing was written.`;
    expect(stderr.split('\n').slice(0, -1)).toEqual([...lines.map((line) => `error: ${line}`), count]);
    expect({ code, stdout, changed }).toEqual({ code: 1, stdout: '', changed: [] });
  });

  it.each([
    ['no file', {}, 'no such file — check the path'],
    ['a folder', { 'a.csv': null }, 'a folder — name a file in it'],
  ])('%s', async (_, files, found) => {
    const { code, stderr, changed } = await run(files, '--out', 'o.csv');
    expect(stderr).toBe(
      `error: a.csv: expected a CSV file of answers, found ${found}\n1 fault found; nothing was written.\n`,
    );
    expect({ code, changed }).toEqual({ code: 1, changed: [] });
  });

  it('a folder in the place of the file to write', async () => {
    const { code, stderr, changed } = await run(
      { 'a.csv': 'answer\nslow\n', 'o.csv': null },
      '--out',
      'o.csv',
    );
    expect(stderr).toMatch(
      /\/o\.csv: a folder where a file was expected \(EISDIR\)\. Nothing was changed\.\n$/,
    );
    expect({ code, changed }).toEqual({ code: 1, changed: [] });
  });
});
