import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DescribedQuestion, describeExport, type SurveyDescription } from './describe.ts';
import { openExport } from './open-export.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'describe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function described(rows: readonly (readonly string[])[]): Promise<SurveyDescription> {
  const path = join(folder, 'a.csv');
  const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  await writeFile(path, `${quoted.join('\r\n')}\r\n`);
  return describeExport(await openExport(path));
}

/** `id kind [columns] answered: text | code=label:count …`, one line a question. */
function outline(question: DescribedQuestion): string {
  const options = question.options
    .map((option) => `${option.code}=${option.label}:${option.count}`)
    .join(' ');
  return `${question.id} ${question.kind} [${question.columns}] ${question.answered}: ${question.text} | ${options}`;
}

const numbered = (rows: readonly (readonly string[])[]) => rows.map((row, at) => [String(at + 1), ...row]);

describe('describeExport', () => {
  it('takes numbers from 0 for a rating, labelled by themselves, though nobody chose some of them', async () => {
    const { questions } = await described([
      ['Response ID', 'How likely are you to recommend us?', 'Which branch?'],
      ...numbered(
        ['0', '3', '5', '8', '9', '10', '10', '3'].map((score, at) => [score, String((at % 3) + 1)]),
      ),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 rating [1] 8: How likely are you to recommend us? | 0=0:1 3=3:2 5=5:1 8=8:1 9=9:1 10=10:2',
      'q2 choice [2] 8: Which branch? | 1=:3 2=:3 3=:2',
    ]);
  });

  it('tells a multi, a matrix, a choice, a number and static text apart under two header rows', async () => {
    const { questions } = await described([
      [
        'Response ID',
        'Which apply?',
        '',
        '',
        'How far do you agree?',
        '',
        'Your role',
        'Your age',
        'Thank you',
      ],
      ['', 'One', 'Two', 'Other', 'It is good', 'It is quick', '', '', ''],
      ...numbered([
        ['1', '', '[Other] my own words', '4', '5', '1', '31', ''],
        ['1', '1', '', '', '2', '2', '47', ''],
        ['', '', '', '', '', '1', '29', ''],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 multi [1,2,3] 2: Which apply? | 1=One:2 2=Two:1 3=Other:1',
      'q2 matrix [4,5] 2: How far do you agree? | 2=:1 4=:1 5=:1',
      'q3 choice [6] 3: Your role | 1=:2 2=:1',
      'q4 number [7] 3: Your age | ',
      'q5 static [8] 0: Thank you | ',
    ]);
    expect(questions[1]?.statements).toEqual([
      { text: 'It is good', column: 4, counts: [0, 1, 0], answered: 1 },
      { text: 'It is quick', column: 5, counts: [1, 0, 1], answered: 2 },
    ]);
  });

  it('reads a text that is repeated over every column, for a matrix and for a multi', async () => {
    const { questions } = await described([
      ['Response ID', 'Agree?', 'Agree?', 'Ticked?', 'Ticked?'],
      ['', 'Good', 'Quick', 'This', 'That'],
      ...numbered([
        ['4', '5', '1', ''],
        ['3', '5', '', '[That] because'],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 matrix [1,2] 2: Agree? | 3=:1 4=:1 5=:2',
      'q2 multi [3,4] 2: Ticked? | 1=This:1 2=That:1',
    ]);
  });

  it('adds a column with free text and no header, or its neighbour’s, to the question before it', async () => {
    const { questions } = await described([
      ['Response ID', 'Your region', '', 'Your role', 'Your role', 'Why?'],
      ...numbered([
        ['2', 'by the sea', '1', '', 'so'],
        ['1', '', '3', 'in my own words', ''],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 choice [1,2] 2: Your region | 1=:1 2=:1',
      'q2 choice [3,4] 2: Your role | 1=:1 3=:1',
      'q3 text [5] 1: Why? | ',
    ]);
  });

  it('groups one-row headers by what neighbours share: Question - Option', async () => {
    const { questions } = await described([
      [
        'Response ID',
        'Areas - North - East',
        'Areas - South',
        'Agree - Good',
        'Agree - Quick',
        'Well - being',
      ],
      ...numbered([
        ['1', '', '4', '2', 'a'],
        ['', '1', '5', '1', 'b'],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 multi [1,2] 2: Areas | 1=North - East:1 2=South:1',
      'q2 matrix [3,4] 2: Agree | 1=:1 2=:1 4=:1 5=:1',
      'q3 text [5] 2: Well - being | ',
    ]);
  });

  it('groups one-row headers by what neighbours share: n - code - label', async () => {
    const { questions } = await described([
      ['Response ID', '1 - Q2 - North', '1 - Q2 - South', '2 - Q7 - How old are you?'],
      ...numbered([
        ['1', '', '44'],
        ['', '1', '31'],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'Q2 multi [1,2] 2:  | 1=North:1 2=South:1',
      'Q7 number [3] 2: How old are you? | ',
    ]);
  });

  it('puts bare labels together only where neighbours hold nothing but ticks', async () => {
    const { questions } = await described([
      ['Response ID', 'North', 'South', 'It is good', 'It is quick', 'It is good'],
      ...numbered([
        ['1', '', '4', '2', '1'],
        ['', '1', '5', '1', '1'],
        ['1', '1', '5', '', '2'],
      ]),
    ]);
    expect(questions.map(outline)).toEqual([
      'q1 multi [1,2] 3:  | 1=North:2 2=South:2',
      'q2 choice [3] 3: It is good | 4=:1 5=:2',
      'q3 choice [4] 2: It is quick | 1=:1 2=:1',
      'q4 choice [5] 3: It is good | 1=:2 2=:1',
    ]);
  });

  it('reads choices exported as labels, and hides an answer that only one person gave', async () => {
    const answers = [
      'Agree',
      'Agree',
      'Disagree',
      'Agree',
      'Disagree',
      'Agree',
      'Agree',
      'Agree',
      'my own view',
    ];
    const survey = await described([
      ['Response ID', 'Your view'],
      ...numbered(answers.map((answer) => [answer])),
    ]);
    expect(survey.questions.map(outline)).toEqual([
      'q1 choice [1] 9: Your view | Agree=Agree:6 Disagree=Disagree:2 =(answers given once):1',
    ]);
    expect(survey.codes).toBe('labels');
  });

  it('never shows open answers', async () => {
    const survey = await described([
      ['Response ID', 'Comments', 'Which?'],
      ['', '', 'Other'],
      ...numbered([
        ['nothing', '[Other] secret one'],
        ['nothing', '[Other] secret two'],
        ['secret three', ''],
      ]),
    ]);
    expect(survey.questions.map((question) => question.kind)).toEqual(['text', 'multi']);
    expect(JSON.stringify(survey)).not.toMatch(/secret|nothing/);
  });

  it('counts rows by status, filled cells by column, and rows without a response id', async () => {
    const survey = await described([
      ['Response ID', 'Response Status', 'IP Address', 'Which?'],
      ['1', 'Completed', '192.0.2.1', '1'],
      ['2', '', '192.0.2.2', ''],
      ['', 'Started', '', '2'],
    ]);
    expect(survey).toMatchObject({
      rows: 3,
      byStatus: { Completed: 1, '(blank)': 1, Started: 1 },
      filled: [2, 2, 2, 2],
      withoutId: [4],
      codes: 'codes',
    });
  });

  it('has questions and no answers where the export has no rows', async () => {
    const survey = await described([
      ['Response ID', 'Which?', '', 'How?', 'How?'],
      ['', 'One', 'Two', 'Good', 'Quick'],
    ]);
    expect(survey.questions.map(outline)).toEqual([
      'q1 multi [1,2] 0: Which? | 1=One:0 2=Two:0',
      'q2 matrix [3,4] 0: How? | ',
    ]);
    expect(survey).toMatchObject({ rows: 0, byStatus: {}, codes: null });
  });
});

const CSV = '../shared/questionpro/csv-two-header-rows.csv';
const XLSX = '../shared/questionpro/xlsx-two-header-rows-matrix.xlsx';

describe.skipIf(!existsSync(CSV))(
  'the sample CSV, of which nothing is defined (skipped without ../shared)',
  () => {
    // Written out by hand from the file: counts are those of a spreadsheet's COUNTIF on each column.
    it('has 13 questions and a blank column at its end', async () => {
      const survey = await describeExport(await openExport(CSV));
      expect(survey.questions.map(outline)).toEqual([
        'q1 choice [17] 31: Do you accept undergraduate researchers? | 1=:30 2=:1',
        'q2 text [18] 19: Please briefly describe your research topic (e.g. Soil Reclamation Plant Breeding) | ',
        'q3 multi [19,20,21,22] 20: What is the typical work environment in your lab? | 1=Field:14 2=Lab:18 3=Computational:8 4=Other:1',
        'q4 text [23] 20: List types of possible activities for undergraduate researchers (e.g. grinding soil measuring water data analysis etc.) | ',
        'q5 multi [24,25,26] 21: What types of positions are available (select all that apply): | 1=Volunteer:15 2=Wage:18 3=Undergraduate Research credit:16',
        'q6 multi [27,28,29,30,31] 19: Preferred hiring timeline (check all that apply) | 1=Before fall semester:7 2=Before spring semester:7 3=Before summer:9 4=Anytime:11 5=Other:1',
        'q7 text [32] 18: Is there any prior knowledge required to work in your lab? (e.g. GIS CHEM 1036 bio-geochemistry nitrogen cycling) | ',
        'q8 multi [33,34,35,36] 21: Which standing are you open to hiring? (select all that apply) | 1=Freshman:11 2=Sophomore:20 3=Junior:21 4=Senior:13',
        'q9 text [37] 21: What is the expected time commitment for undergraduate researchers? (e.g. hours per week) | ',
        'q10 multi [38,39,40] 20: Preferred method of contact: | 1=Email:20 2=Office phone:0 3=Other:1',
        'q11 text [41] 17: Are there any special requirements for working in your lab (e.g. lift 50 lbs must have car willingness to travel etc.)? | ',
        'q12 text [42] 18: What would you like undergraduate students to know about your lab? | ',
        'q13 text [43] 17: Website reference for lab/research: | ',
        'q14 static [44] 0:  | ',
      ]);
      expect(survey).toMatchObject({ rows: 34, byStatus: { Terminated: 1, Started: 12, Completed: 21 } });
    });
  },
);

describe.skipIf(!existsSync(XLSX))(
  'the sample XLSX, of which nothing is defined (skipped without ../shared)',
  () => {
    it('has 35 questions: 23 choices, 5 matrices, 2 numbers, 2 texts, and 2 texts shown between', async () => {
      const survey = await describeExport(await openExport(XLSX));
      const kinds = survey.questions.map((question) => question.kind);
      const expected = [
        ...Array.from({ length: 20 }, () => 'choice'),
        'static',
        'number',
        'number',
        'choice',
        'choice',
        ...Array.from({ length: 5 }, () => 'matrix'),
        'choice',
        'text',
        'choice',
        'text',
        'static',
      ];
      expect(kinds).toEqual(expected);
      expect(
        survey.questions
          .slice(25, 30)
          .map(({ id, statements, options }) => [
            id,
            statements.length,
            options.map((option) => option.label).join(' '),
          ]),
      ).toEqual([
        ['Q6', 50, '1 2 3 4 5'],
        ['Q5', 18, '1 2 3 4 5 6 7'],
        ['Q7', 15, '1 2 3 4 5'],
        ['Q8', 20, '0 1 2 3'],
        ['Q28', 20, '0 1 2 3'],
      ]);
      const gender = survey.questions[23];
      expect(gender === undefined ? '' : outline(gender)).toBe(
        'Q3 choice [40] 97: Gender | 1=Male:34 2=Female:49 3=Non Binary:0 4=Other:0 5=Prefer not to say:14',
      );
    });

    it('counts from the answers exactly what the platform’s own report sheets count', async () => {
      const sheet = await openExport(XLSX);
      const { questions } = await describeExport(sheet);
      const asked = questions.filter((question) => question.kind !== 'static');
      expect(asked).toHaveLength(sheet.listed.length);
      for (const [at, listed] of sheet.listed.entries()) {
        expect(asked[at]?.options.map(({ label, count }) => ({ label, count }))).toEqual(listed.options);
        expect(asked[at]?.statements.map((statement) => statement.counts)).toEqual(
          listed.statements.map((statement) => statement.counts),
        );
      }
    });
  },
);
