import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewFolder } from './testing/review-folder.ts';

const { run, read, makeRun, remove } = await reviewFolder();
afterAll(remove);
beforeAll(() =>
  makeRun([
    ['1', 'improve', 'The queue is long'],
    ['2', 'improve', 'The soup is always cold'],
    ['3', 'improve', 'Cold soup, always'],
    ['4', 'improve', 'The soup is always cold'],
    ['5', 'improve', 'Cutlery \u001b[31mmissing'],
    ['7', 'improve', "Mae'n rhaid i ni aros yn hir iawn am y bwyd bob dydd."],
    ['8', 'other', 'The price'],
  ]),
);

describe('crs-eval code gaps', () => {
  it('gives the share coded of each item, those set aside apart', async () => {
    const { code, stdout, stderr } = await run('gaps');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`item     codes  answers  coded    share  uncoded  set aside
improve      3        5      1   20.0 %        4          1
other        2        1      1  100.0 %        0          0
all                   6      2   33.3 %        4          1

With --question ITEM: what the uncoded answers are about.
`);
  });

  it('groups uncoded answers to a question and says what they have more often', async () => {
    // ln(3/2) + 1 = 1.405 for soup, always, cold; ln 3 + 1 = 2.099 for the, is: cosine 0.634; (1 + 2 × 0.634) / 3.
    expect((await run('gaps', '--question', 'improve', '--least', '1')).stdout).toBe(
      `item     codes  answers  coded   share  uncoded  set aside
improve      3        5      1  20.0 %        4          1

improve: What could be better?
Internal: respondents’ own words.

4 uncoded answers: 1 group of like ones, 1 like no other
  3 answers, alike 0.76
    staff 2  2 × The soup is always cold
    staff 3  Cold soup, always
  alone
    staff 5  Cutlery ␛[31mmissing

No word or phrase is more frequent in uncoded answers than in coded ones.
`,
    );
    expect((await run('gaps', '--question', 'other')).stdout).toContain('\nEvery answer has a code.\n');
  });

  it('gives everything as JSON, marked internal, to a file when asked', async () => {
    const { stdout, stderr } = await run('gaps', '--json', '--least', '1', '--out', 'gaps.json');
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: 'Written to gaps.json; it holds respondents’ own words: internal.\n',
    });
    const { internal, gaps } = JSON.parse(read('gaps.json'));
    expect(internal).toBe(true);
    expect(gaps[0]).toMatchObject({ item: 'improve', answers: 5, coded: 1, setAside: 1, phrases: [] });
    expect(gaps[0].groups[0]).toMatchObject({ size: 3 });
    expect(gaps[0].groups[0].answers.map(({ responseId }: { responseId: string }) => responseId)).toEqual([
      '2',
      '4',
      '3',
    ]);
    expect(gaps[0].alone[0]).toMatchObject({
      questionnaire: 'staff',
      responseId: '5',
      row: 6,
      question: 'improve',
    });
  });
});

describe('crs-eval kwic', () => {
  it('lines up what it finds, by question and respondent, with words on either side', async () => {
    const { code, stdout, stderr } = await run('kwic', 'soup or price', '--context', '2');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '4 places in 4 of 7 answers; internal\n' });
    expect(stdout).toBe(`staff/improve  2   The  [soup]   is always …
staff/improve  3  Cold  [soup]   , always
staff/improve  4   The  [soup]   is always …
staff/other    8   The  [price]
`);
  });

  it('sorts by the words to the left or right', async () => {
    const ids = async (order: string) =>
      (await run('kwic', 'soup or price', '--sort', order)).stdout.match(/(?<=(improve|other) +)\d/g);
    expect(await ids('right')).toEqual(['8', '3', '2', '4']);
    expect(await ids('left')).toEqual(['3', '8', '2', '4']);
  });

  it('takes conditions of the rules, and finds what is denied too', async () => {
    expect((await run('kwic', '~queue before/3 long', '--csv')).stdout).toBe(
      'questionnaire,response_id,row,question,start,end,left,match,right\r\nstaff,1,2,improve,4,17,The,queue is long,\r\n',
    );
    const { places } = JSON.parse((await run('kwic', '/cut\\w+/', '--json', '--question', 'improve')).stdout);
    expect(places).toEqual([
      {
        questionnaire: 'staff',
        responseId: '5',
        row: 6,
        question: 'improve',
        start: 0,
        end: 7,
        left: '',
        match: 'Cutlery',
        right: '␛[31mmissing',
      },
    ]);
  });

  it('says where a condition is wrong', async () => {
    const { code, stderr } = await run('kwic', 'soup near/ cold');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: TERM:1: column \d+: expected /);
    expect((await run('kwic', 'soup', '--question', 'impove')).stderr).toBe(
      'error: --question: expected one of the open questions improve, other, found "impove" — did you mean "improve"?\n1 fault found; nothing was written.\n',
    );
  });
});
