import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { agreementFolder, HEADER } from './testing/agreement-folder.ts';

const { folder, write, coding, run, remove } = agreementFolder();
afterAll(remove);

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

  it('holds rows of one respondent apart where both files say them, and lists them so', async () => {
    const rows = (name: string, ...codes: readonly string[]) =>
      write(
        name,
        'questionnaire,response_id,row,question,code',
        ...codes.map((code, at) => `staff,1,${at + 6},improve,${code}`),
      );
    rows('ann.csv', 'praise', '');
    rows('ben.csv', 'praise', 'hours');
    rows('cat.csv', 'praise');
    const list = join(folder, 'rows.csv');
    const { code } = await run('ann.csv', 'ben.csv', 'cat.csv', '--disagreements', list);
    expect(code).toBe(0);
    expect(readFileSync(list, 'utf8')).toBe(
      'questionnaire,response_id,row,question,code,yes,no\r\nstaff,1,7,improve,hours,ben,ann\r\n',
    );
    const { stdout } = await run('ann.csv', 'ben.csv', '--json');
    expect(JSON.parse(stdout).disagreements).toEqual([
      {
        questionnaire: 'staff',
        response_id: '1',
        row: 7,
        question: 'improve',
        code: 'hours',
        yes: ['ben'],
        no: ['ann'],
      },
    ]);
  });

  it('refuses codings without a row of an answer that another file has in several', async () => {
    write(
      'ann.csv',
      'questionnaire,response_id,question,code,row',
      'staff,1,improve,,6',
      'staff,1,improve,,7',
    );
    write('ben.csv', HEADER, 'staff,1,improve,praise', 'staff,2,improve,praise');
    expect(await run('ann.csv', 'ben.csv')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'error: ben.csv:2: "row": expected the row of the export, as ann.csv:3 tells several of the respondent’s apart, found nothing\n1 fault found',
      ),
    });
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
