import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreementCommand } from './agreement.ts';
import { EXIT, type Io } from './io.ts';
import { reportFailure } from './report-failure.ts';
import { runCli } from './testing/run-cli.ts';

const SURVEY = `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
scales: { agreement: { kind: ordered, options: ['No', 'Yes'] } }
questionnaires:
  - id: staff
    title: Staff
    sections:
      - id: all
        title: All
        questions:
          - { id: warm, text: Warm?, scale: agreement }
          - { id: improve, text: What could be better? }
          - { id: other, text: Anything else? }
`;
const CODES = `codes:
  - { code: praise, name: Praise, brief: Says something good. }
  - { code: cooks, name: Cooks, brief: On the cooks., parent: praise }
  - { code: hours, name: Hours, brief: On opening hours. }
  - { code: never, name: Never, brief: Given to nothing. }
  - { code: aside, name: Aside, brief: Something else., questions: [other] }
codeChanges:
  - { rename: people, to: cooks }
`;
const HEADER = 'questionnaire,response_id,question,code';

let folder = '';
let study = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agreement-'));
  study = mkdtempSync(join(tmpdir(), 'agreement-study-'));
  writeFileSync(join(study, '1-survey.yaml'), SURVEY);
  writeFileSync(join(study, '2-codes.yaml'), CODES);
});
afterAll(() => {
  for (const made of [folder, study]) rmSync(made, { recursive: true, force: true });
});

const write = (name: string, ...lines: string[]) =>
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
/** `'1 praise'` is a row of response 1 with that code, `'1'` one with none. */
const coding = (name: string, rows: string, last = '') =>
  write(
    name,
    `${HEADER}${last === '' ? '' : ',set'}`,
    ...rows.split(';').map((row) => {
      const [id = '', code = ''] = row.trim().split(' ');
      return `staff,${id},improve,${code}${last === '' ? '' : `,${Number(id) > 2 ? last : 'tuning'}`}`;
    }),
  );

async function run(...args: string[]) {
  const [results, messages]: [string[], string[]] = [[], []];
  const io: Io = {
    stdout: (text) => void results.push(text),
    stderr: (text) => void messages.push(text),
    cwd: folder,
    env: {},
  };
  const code = await agreementCommand(io)
    .parseAsync(['--study', study, ...args], { from: 'user' })
    .then(
      () => EXIT.done,
      (error: unknown) => reportFailure(error, io),
    );
  return { code, stdout: results.join(''), stderr: messages.join('') };
}

interface Measured {
  readonly value: number | null;
  readonly exact?: string;
  readonly undefined?: string;
}

describe('crs-eval agreement', () => {
  it('compares two coders code by code, from files named after them', async () => {
    coding('ann.csv', '1 praise; 1 cooks; 2; 3 hours; 4 praise; 5 praise');
    coding('ben.csv', '1 praise; 2 hours; 3 hours; 4 praise; 4 praise; 6 hours');
    const { code, stdout, stderr } = await run('ann.csv', 'ben.csv', '--resamples', '200');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    // Both read 1 to 4. Praise: yes no no yes twice. Cooks: yes once, against no. Hours: 3 twice, 2 by one.
    expect(stdout).toBe(
      `ann, ben: 6 answers. A unit is an answer × a code that applies to its question, coded by two or more.

code     units    ann yes    ben yes    all yes      agree      kappa      alpha    95 % interval        AC1
praise       4     50.0 %     50.0 %     50.0 %    100.0 %      1.000      1.000        undefined      1.000
cooks        4     25.0 %      0.0 %     12.5 %     75.0 %      0.000      0.000  -0.400 to 0.000      0.705
hours        4     25.0 %     50.0 %     37.5 %     75.0 %      0.500      0.533  -0.400 to 1.000      0.514
never        4      0.0 %      0.0 %      0.0 %    100.0 %  undefined  undefined        undefined  undefined  no variation: every rating compared is the same
aside        0  undefined  undefined  undefined  undefined  undefined  undefined        undefined  undefined  no unit has the ratings of two coders
overall     16     25.0 %     25.0 %     25.0 %     87.5 %      0.667      0.677   0.311 to 1.000      0.800

Interval of alpha: 200 resamples of units (overall: of answers), percentiles, seed 1.

2 disagreements to adjudicate (an answer and a code; --disagreements FILE lists them).
`,
    );
  });

  it('measures rules and people against a reference, on the held-out answers alone', async () => {
    coding('gold.csv', '1 praise; 2 hours; 3 praise; 3 hours; 4 hours; 5', 'held-out');
    write(
      'both.csv',
      `coder,memo,${HEADER}`,
      'rules,,staff,3,improve,praise',
      'rules,,staff,4,improve,praise',
      'rules,"a, note",staff,5,improve,',
      'rules,,staff,1,improve,never',
    );
    const { code, stdout } = await run('both.csv', '--reference', 'gold.csv', '--set', 'held-out');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `Only answers of the set "held-out".

rules against gold: 3 answers that both read.

code    tp  fp  fn  precision     recall         F1
praise   1   1   0      0.500      1.000      0.667
cooks    0   0   0  undefined  undefined  undefined  neither the coder nor the reference gave the code to an answer
hours    0   0   2  undefined      0.000      0.000  the coder gave the code to no answer
never    0   0   0  undefined  undefined  undefined  neither the coder nor the reference gave the code to an answer
aside    0   0   0  undefined  undefined  undefined  neither the coder nor the reference gave the code to an answer
micro    1   1   2      0.500      0.333      0.400
macro                   0.500      0.500      0.333  means of 1, 2, 2 codes

3 disagreements to adjudicate (an answer and a code; --disagreements FILE lists them).
`,
    );
  });

  it('takes a coder of the files as the reference, and writes the disagreements', async () => {
    coding('ann.csv', '1 praise; 2');
    coding('ben.csv', '1; 2 hours');
    const list = join(folder, 'list.csv');
    const { stdout } = await run(
      'ann.csv',
      'ben.csv',
      '--reference',
      'ben',
      '--csv',
      '--disagreements',
      list,
    );
    expect(stdout.split('\r\n').slice(0, 9)).toEqual([
      'part,code,coders,reference,statistic,value,low,high,base,undefined',
      'code,praise,ann,ben,tp,0,,,2,',
      'code,praise,ann,ben,fp,1,,,2,',
      'code,praise,ann,ben,fn,0,,,2,',
      'code,praise,ann,ben,tn,1,,,2,',
      'code,praise,ann,ben,precision,0.000000,,,1,',
      'code,praise,ann,ben,recall,,,,0,none-in-reference',
      'code,praise,ann,ben,f1,0.000000,,,1,',
      'code,cooks,ann,ben,tp,0,,,2,',
    ]);
    expect(readFileSync(list, 'utf8').split('\r\n')).toEqual([
      'questionnaire,response_id,question,code,yes,no',
      'staff,1,improve,praise,ann,ben',
      'staff,2,improve,hours,ben,ann',
      '',
    ]);
  });

  it('prints JSON in the shape that the manual describes, the same whatever the order of rows', async () => {
    coding('ann.csv', '1 praise; 2; 3 hours');
    coding('ben.csv', '1 praise; 2 hours; 3');
    coding('cat.csv', '3 hours; 1');
    const forwards = await run('ann.csv', 'ben.csv', 'cat.csv', '--json');
    coding('ann.csv', '3 hours; 2; 1 praise');
    const backwards = await run('cat.csv', 'ben.csv', 'ann.csv', '--json');
    expect(backwards).toEqual(forwards);
    const parsed = JSON.parse(forwards.stdout) as {
      agreement: {
        codes: { code: string; percent_agreement: Measured; alpha: Measured }[];
        pairs: unknown[];
      };
      disagreements: unknown[];
    };
    // Praise: of answer 1 one pair of three agrees, of 2 the one pair, of 3 all three: (1/3 + 1 + 1) ÷ 3.
    expect(parsed.agreement.codes[0]?.percent_agreement).toEqual({ value: 0.777778, exact: '7/9' });
    expect(parsed.agreement.codes[3]?.alpha).toEqual({ value: null, undefined: 'no-variation' });
    expect(parsed.agreement.pairs[0]).toMatchObject({ coders: ['ann', 'ben'], units: 12 });
    expect(parsed.disagreements[0]).toEqual({
      ...{ questionnaire: 'staff', response_id: '1', question: 'improve', code: 'praise' },
      ...{ yes: ['ann', 'ben'], no: ['cat'] },
    });
  });

  it('leaves a code out where it does not apply, says so, and still knows that the answer was read', async () => {
    coding('ann.csv', '1 aside; 2 praise');
    coding('ben.csv', '1; 2 praise');
    expect(await run('ann.csv', 'ben.csv', '--json')).toMatchObject({
      code: 0,
      stderr:
        'warning: ann.csv:2: "code": expected a code that applies to staff/improve, found "aside" — the coding is left out; if it belongs there, add the question to the code in the codebook\n',
    });
    const { stdout } = await run('ann.csv', 'ben.csv', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ agreement: { overall: { units: 8 } }, disagreements: [] });
  });
});

it('compares codings of interview turns, to which every code applies', async () => {
  write('ann.csv', HEADER, 'interviews,site-1,1,aside', 'interviews,site-1,2,');
  write('ben.csv', HEADER, 'interviews,site-1,1,', 'interviews,site-1,2,');
  const { stdout } = await run('ann.csv', 'ben.csv', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    agreement: { overall: { units: 10 } },
    disagreements: [{ questionnaire: 'interviews', response_id: 'site-1', question: '1', code: 'aside' }],
  });
});

describe('crs-eval agreement --ratings', () => {
  // Krippendorff (2011), C and D.
  const four = [
    'unit,r1,r2,r3,r4',
    ...[
      '1,1,0,1',
      '2,2,3,2',
      '3,3,3,3',
      '3,3,3,3',
      '2,2,2,2',
      '1,2,3,4',
      '4,4,4,4',
      '1,1,2,1',
      '2,2,2,2',
      '0,5,5,5',
      '0,0,1,1',
      '0,3,0,0',
    ].map((row, index) => `u${index + 1},${row}`),
  ];

  it.each([
    ['nominal', 0.743421],
    ['ordinal', 0.815388],
    ['interval', 0.849107],
  ])('gives the published %s alpha %d', async (level, alpha) => {
    write('four.csv', ...four);
    const { stdout } = await run('--ratings', 'four.csv', '--missing', '0', '--level', level, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ units: 11, single: 1, level, alpha: { value: alpha } });
  });

  it('prints a table', async () => {
    write('four.csv', ...four);
    const { stdout } = await run('--ratings', 'four.csv', '--missing', '0', '--resamples', '0');
    expect(stdout).toBe(`11 units rated by two coders or more of 4; 1 rated by one, left out.

percent agreement              81.8 %
mean of the pairs' kappa       0.700
Krippendorff's alpha, nominal  0.743
  95 % interval                undefined  no resamples were asked for
Gwet's AC1                     0.775

No interval: no resamples were asked for.
`);
  });

  it('takes words in an order given, blank cells for no rating, and no column of units', async () => {
    write('words.csv', 'a,b', 'low,low', 'high,middle', ',high', 'middle,middle');
    write('numbers.csv', 'a,b', '1,1', '3,2', ',3', '2,2');
    const words = await run(
      '--ratings',
      'words.csv',
      '--level',
      'ordinal',
      '--order',
      'low,middle,high',
      '--json',
    );
    const numbers = await run('--ratings', 'numbers.csv', '--level', 'ordinal', '--json');
    expect(words.stdout).toBe(numbers.stdout);
    expect(words.code).toBe(0);
  });
});

describe('what cannot be right is refused, each fault with its place, and nothing is printed', () => {
  const refuses = async (args: readonly string[], ...faults: string[]) => {
    const outcome = await run(...args);
    const count = `${faults.length} fault${faults.length === 1 ? '' : 's'} found; nothing was written.`;
    expect(outcome.stderr.split('\n')).toEqual([...faults.map((fault) => `error: ${fault}`), count, '']);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
  };

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'wrong columns',
      ['questionnaire,id,question,code,code', 'staff,1,improve,praise,'],
      [
        'x.csv:1: expected a column "response_id" among questionnaire, response_id, question, code, found none',
        'x.csv:1: expected one column "code", found 2',
      ],
    ],
    ['an empty file', [''], ['x.csv:1: expected a header row, found nothing']],
    [
      'another separator',
      [HEADER.replaceAll(',', ';'), 'staff;1;improve;praise'],
      ['questionnaire', 'response_id', 'question', 'code'].map(
        (name) =>
          `x.csv:1: expected a column "${name}" among questionnaire, response_id, question, code, found none`,
      ),
    ],
    [
      'an open quote',
      [HEADER, 'staff,1,improve,"praise'],
      ['x.csv:2: expected a CSV file, found a quote that is not closed or stands within a field'],
    ],
    [
      'a line of another length, after a blank one',
      [HEADER, '', 'staff,1,improve'],
      ['x.csv:3: expected 4 fields, as the header has, found 3'],
    ],
    [
      'an unknown code, a former one, and one that may be open text, which is not shown',
      [HEADER, 'staff,1,improve,prase', 'staff,1,improve,people', 'staff,1,improve,the cook was rude to me'],
      [
        'x.csv:2: "code": expected a code of the codebook, or nothing where none applies, found "prase" — did you mean "praise"?',
        'x.csv:3: "code": expected a code of the codebook, or nothing where none applies, found "people" — it was renamed to "cooks"',
        'x.csv:4: "code": expected a code of the codebook, or nothing where none applies, found a text of 23 characters',
      ],
    ],
    [
      'an unknown questionnaire, an unknown question, no response',
      [HEADER, 'staf,1,improve,praise', 'staff,1,impove,praise', 'staff,,other,praise'],
      [
        'x.csv:2: "questionnaire": expected the questionnaire staff, found "staf" — did you mean "staff"?',
        'x.csv:3: "question": expected a question of staff, found "impove" — did you mean "improve"?',
        'x.csv:4: "response_id": expected the id of a response, found nothing',
      ],
    ],
    [
      'no coder in the coder column',
      [`${HEADER},coder`, 'staff,1,improve,praise,'],
      ['x.csv:2: "coder": expected the coder\'s name, found nothing'],
    ],
    [
      'a coder who says both that no code applies and that one does',
      [
        HEADER,
        'staff,1,improve,',
        'staff,1,improve,praise',
        'staff,2,improve,hours',
        'staff,2,improve,',
        'staff,2,improve,',
      ],
      [
        'x.csv:3: "code": expected a coder\'s codes for an answer, or that none applies, found the code "praise", where x.csv:2 says that none applies',
        'x.csv:5: "code": expected a coder\'s codes for an answer, or that none applies, found that none applies, where x.csv:4 gives the code "hours"',
      ],
    ],
  ])('%s', async (_, lines, faults) => {
    write('x.csv', ...lines);
    coding('ann.csv', '1 praise');
    await refuses(['x.csv', 'ann.csv'], ...faults);
  });

  it('a coder who contradicts herself in another file', async () => {
    write('x.csv', `${HEADER},coder`, 'staff,1,improve,,ann');
    coding('ann.csv', '1 praise');
    await refuses(
      ['x.csv', 'ann.csv'],
      'x.csv:2: "code": expected a coder\'s codes for an answer, or that none applies, found that none applies, where ann.csv:2 gives the code "praise"',
    );
  });

  it('the faults of all files, a missing one and a workbook among them', async () => {
    write('x.csv', HEADER, 'staff,1,improve,prase');
    writeFileSync(join(folder, 'y.csv'), 'PK\u0003\u0004', 'latin1');
    writeFileSync(join(folder, 'z.csv'), Buffer.from([0xff, 0xfe, 0x41]));
    writeFileSync(join(folder, 'y.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0xff]));
    await refuses(
      ['x.csv', 'y.csv', 'z.csv', 'none.csv'],
      'none.csv: expected a CSV file of codings, found no such file — check the path',
      'x.csv:2: "code": expected a code of the codebook, or nothing where none applies, found "prase" — did you mean "praise"?',
      'y.csv: expected a CSV file of codings, found a workbook or archive — save it as "CSV UTF-8"',
      'z.csv: expected a CSV file of codings, found bytes that are not UTF-8 — save it as "CSV UTF-8"',
    );
  });

  it('a reference that is nobody, of two coders, or of a coder compared; a set it does not have, or has twice', async () => {
    coding('ann.csv', '1 praise; 3');
    coding('gold.csv', '1 praise; 3', 'held-out');
    write('two.csv', `${HEADER},coder`, 'staff,1,improve,,eve', 'staff,1,improve,,dan');
    write('again.csv', `${HEADER},coder`, 'staff,1,improve,,ann');
    write('sets.csv', `${HEADER},set`, 'staff,1,improve,praise,a', 'staff,1,improve,hours,b');
    await refuses(
      ['ann.csv', '--reference', 'bob'],
      'bob: expected a coder of the codings (ann) or a CSV file of one, found neither — check the name or path',
    );
    await refuses(
      ['ann.csv', '--reference', 'two.csv'],
      'two.csv: expected a reference file of one coder, found dan, eve — name one of them with --reference, and its file among the codings',
    );
    await refuses(
      ['ann.csv', '--reference', 'again.csv'],
      'again.csv: expected a coder who is not among those compared, found "ann" — give the reference another name, in its coder column or file name',
    );
    await refuses(
      ['ann.csv', '--reference', 'gold.csv', '--set', 'heldout'],
      'gold.csv: expected answers of the set "heldout" in the reference, found only held-out, tuning',
    );
    await refuses(
      ['ann.csv', '--reference', 'sets.csv', '--set', 'a'],
      'sets.csv:3: "set": expected the same set as before for this answer, found another than in sets.csv:2',
    );
  });

  it('ratings that are none, coders without names, and a coder alone', async () => {
    write('r.csv', 'unit,a,a,', '1,2,NA,3', '2,the cook was rude,1,1');
    await refuses(
      ['--ratings', 'r.csv', '--level', 'ordinal'],
      'r.csv:1: column 3: expected a name of its own for each coder, found "a" again',
      "r.csv:1: column 4: expected a coder's name, found nothing",
      'r.csv:2: "a": expected a number (the level is ordinal), or nothing, found "NA" — if it stands for no rating, name it with --missing; if for a category, give all with --order',
      'r.csv:3: "a": expected a number (the level is ordinal), or nothing, found a text of 17 characters — if it stands for no rating, name it with --missing; if for a category, give all with --order',
    );
    write('r.csv', 'unit,a', '1,2');
    await refuses(
      ['--ratings', 'r.csv'],
      'r.csv:1: expected a column for each of two coders or more, found 1',
    );
    write('r.csv', 'a,b', 'low,hihg');
    await refuses(
      ['--ratings', 'r.csv', '--order', 'low,high'],
      'r.csv:2: "b": expected one of low, high, or nothing, found "hihg" — if it stands for no rating, name it with --missing',
    );
  });
});

describe('as a process', () => {
  const cli = (...args: string[]) => runCli(['agreement', ...args], { cwd: folder });

  it('ends with 0 where coders were compared and with 1 where the codings can not be right', () => {
    coding('ann.csv', '1 praise; 2');
    coding('ben.csv', '1 praise; 2 hours');
    write('x.csv', HEADER, 'staff,1,improve,prase');
    expect(cli('ann.csv', 'ben.csv', '--study', study)).toMatchObject({ code: 0, stderr: '' });
    expect(cli('ann.csv', 'x.csv', '--study', study)).toMatchObject({ code: 1, stdout: '' });
  });

  it.each([
    [[], 'expected files of codings, or --ratings FILE'],
    [['a.csv', '--ratings', 'b.csv'], 'expected files of codings or --ratings, found both'],
    [['a.csv', '--set', 'x'], "option '--set' expected --reference with it, whose answers have sets"],
    [
      ['a.csv', '--resamples', 'many'],
      'option \'--resamples\' expected a whole number from 0 to 100000, found "many"',
    ],
    [['a.csv', '--seed', '-1'], 'option \'--seed\' expected a whole number of up to nine digits, found "-1"'],
  ])('ends with 2 for %j', (args, message) => {
    const { code, stdout, stderr } = cli(...args);
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({
      code: 2,
      stdout: '',
      first: `error: ${message}`,
    });
  });
});
