import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../study/problem.ts';
import { inspectCommand } from './inspect.ts';
import type { InspectionReport } from './inspect-export.ts';
import { ROOT } from './testing/run-cli.ts';

const LIBRARY = `${ROOT}fixtures/second-study/exports/library.csv`;
const LIBRARY_STUDY = ['--study', `${ROOT}fixtures/second-study/study`];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function inspect(...args: readonly string[]): Promise<string> {
  let printed = '';
  const io = {
    stdout: (text: string) => {
      printed += text;
    },
    stderr: () => undefined,
    cwd: folder,
    env: {},
  };
  await inspectCommand(io).parseAsync([...args], { from: 'user' });
  return printed;
}

async function report(...args: readonly string[]): Promise<InspectionReport> {
  return JSON.parse(await inspect(...args, '--json')) as InspectionReport;
}

const UNKNOWN = [
  'Survey Name Canteen',
  'Response ID,Response Status,IP Address,External Reference,Country Code,Your meal,,Comments',
  ',,,,,Soup,Other,',
  '1,Completed,192.0.2.7,test,GB,1,[Other] cheese,keep this secret',
  '2,Started,192.0.2.8,jo@example.org,GB,1,,',
  ',,,,,,1,',
].join('\r\n');

describe('inspect of a survey the study does not know', () => {
  it('works the questions out from the file, in the documented shape', async () => {
    await writeFile(join(folder, 'canteen.csv'), UNKNOWN);
    const { sha256, problems, ...rest } = await report('canteen.csv', ...LIBRARY_STUDY);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rest).toEqual({
      file: 'canteen.csv',
      platform: 'QuestionPro',
      layout: { format: 'csv', sheet: null, preambleRows: 1, headerRows: 2, codes: null },
      rows: { total: 3, byStatus: { Completed: 1, Started: 1, '(blank)': 1 }, usable: null, leftOut: null },
      questionnaire: null,
      questions: [
        {
          id: 'q1',
          text: 'Your meal',
          kind: 'multi',
          columns: [5, 6],
          options: [
            { code: '1', label: 'Soup', count: 2 },
            { code: '2', label: 'Other', count: 2 },
          ],
          answered: 3,
        },
        { id: 'q2', text: 'Comments', kind: 'text', columns: [7], options: [], answered: 1 },
      ],
      columns: [
        {
          index: 0,
          header: 'Response ID',
          subheader: '',
          role: 'response-id',
          question: null,
          personal: false,
          filled: 2,
        },
        {
          index: 1,
          header: 'Response Status',
          subheader: '',
          role: 'status',
          question: null,
          personal: false,
          filled: 2,
        },
        {
          index: 2,
          header: 'IP Address',
          subheader: '',
          role: 'personal',
          question: null,
          personal: true,
          filled: 2,
        },
        {
          index: 3,
          header: 'External Reference',
          subheader: '',
          role: 'external-reference',
          question: null,
          personal: true,
          filled: 2,
        },
        {
          index: 4,
          header: 'Country Code',
          subheader: '',
          role: 'technical',
          question: null,
          personal: true,
          filled: 2,
        },
        {
          index: 5,
          header: 'Your meal',
          subheader: 'Soup',
          role: 'answer',
          question: 'q1',
          personal: false,
          filled: 2,
        },
        {
          index: 6,
          header: '',
          subheader: 'Other',
          role: 'answer',
          question: 'q1',
          personal: false,
          filled: 2,
        },
        {
          index: 7,
          header: 'Comments',
          subheader: '',
          role: 'answer',
          question: 'q2',
          personal: false,
          filled: 1,
        },
      ],
      unclaimed: [],
    });
    expect(problems).toEqual([
      {
        severity: 'warning',
        code: 'no-response-id',
        file: 'canteen.csv',
        row: 6,
        column: null,
        expected: 'a Response ID in every row',
        found: 'none in this one',
      },
      {
        severity: 'note',
        code: 'no-known-questions',
        file: 'canteen.csv',
        row: null,
        column: null,
        expected: 'the columns of one of members',
        found: 'none of their questions',
      },
    ]);
  });

  it('shows it in words, without open answers or personal data', async () => {
    await writeFile(join(folder, 'canteen.csv'), UNKNOWN);
    const text = await inspect('canteen.csv', ...LIBRARY_STUDY);
    expect(text).toContain('1 line above the header, 2 header rows, no closed answers\n');
    expect(text).toContain(
      '  q1  multi, F–G, 3 answered\n    Your meal\n      1  Soup   2\n      2  Other  2\n',
    );
    expect(text).toContain('  D  External Reference  only that it says "test" is kept\n');
    expect(text).not.toMatch(/secret|cheese|192\.0\.2|jo@example/);
    expect(text).not.toMatch(/ \n|\n\n\n|\[\d+m/);
  });

  it('warns of an export without rows', async () => {
    await writeFile(join(folder, 'none.csv'), 'Response ID,Which?\r\n');
    const { rows, problems } = await report('none.csv', ...LIBRARY_STUDY);
    expect(rows).toEqual({ total: 0, byStatus: {}, usable: null, leftOut: null });
    expect(problems.map((problem) => [problem.severity, problem.code])).toContainEqual([
      'warning',
      'no-rows',
    ]);
  });
});

describe('inspect of a survey the study knows', () => {
  it("gives the study's questions with their options and counts", async () => {
    const { questionnaire, questions, columns, unclaimed, layout, rows } = await report(
      LIBRARY,
      ...LIBRARY_STUDY,
    );
    // As fixtures/second-study/README.md has it.
    expect(rows).toEqual({
      total: 26,
      byStatus: { Completed: 23, Started: 2, Terminated: 1 },
      usable: 20,
      leftOut: { 'no-consent': 1, 'no-evaluative-answer': 2, 'test-row': 1, withdrawn: 1, repeat: 1 },
    });
    expect(questionnaire).toEqual({ id: 'members', score: 1 });
    expect(layout.codes).toBe('codes');
    expect(questions).toHaveLength(15);
    // Counted in the file with Python's csv: every row but the test row and the withdrawn respondent's.
    expect(questions.find((question) => question.id === 'e.quality')).toMatchObject({
      kind: 'likert',
      columns: [31],
      options: [
        { code: '1', label: 'Poor', count: 0 },
        { code: '2', label: 'Fair', count: 1 },
        { code: '3', label: 'Good', count: 3 },
        { code: '4', label: 'Very good', count: 4 },
        { code: '5', label: 'Excellent', count: 2 },
        { code: '6', label: 'Not applicable', count: 2 },
      ],
      answered: 12,
    });
    expect(columns[18]).toMatchObject({ subheader: 'North', role: 'answer', question: 'district' });
    expect(unclaimed).toEqual([]);
  });

  it('names the questions that an unclaimed column is nearest to', async () => {
    await writeFile(
      join(folder, 'odd.csv'),
      'Response ID,How old were you then?,Do you borrow books?\r\n1,2,1\r\n2,1,1\r\n',
    );
    const { unclaimed, columns } = await report('odd.csv', '--questionnaire', 'members', ...LIBRARY_STUDY);
    expect(unclaimed).toHaveLength(1);
    expect(unclaimed[0]?.column).toBe(1);
    expect(unclaimed[0]?.nearest[0]).toMatchObject({ question: 'age', text: 'How old are you?' });
    expect(columns[1]).toMatchObject({ role: 'unclaimed', question: null, filled: 2 });
  });

  it('refuses a questionnaire that the study has not got', async () => {
    await expect(inspect(LIBRARY, '--questionnaire', 'staff', ...LIBRARY_STUDY)).rejects.toThrow(
      new InputError([
        {
          severity: 'error',
          code: 'unknown-questionnaire',
          file: 'library.csv',
          row: null,
          column: null,
          expected: 'one of members',
          found: '--questionnaire staff',
          advice: 'name one of these',
        },
      ]),
    );
  });
});

const SAMPLES = '../shared/questionpro';

describe.skipIf(!existsSync(SAMPLES))('inspect of the samples (skipped where ../shared is not there)', () => {
  it.each([
    ['csv-two-header-rows.csv', 34, 14, 45],
    ['xlsx-two-header-rows-matrix.xlsx', 133, 35, 170],
  ])('makes sense of %s', async (name, rows, questions, columns) => {
    const found = await report(`${ROOT}../shared/questionpro/${name}`, ...LIBRARY_STUDY);
    expect(found.questionnaire).toBeNull();
    expect(found.rows.total).toBe(rows);
    expect(found.questions).toHaveLength(questions);
    expect(found.columns).toHaveLength(columns);
    expect(found.columns.every((column) => column.question !== null || column.role !== 'unclaimed')).toBe(
      true,
    );
  });
});
