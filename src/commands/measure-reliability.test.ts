import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asProposed } from '../qualitative/coded-answer.ts';
import type { Coding } from '../qualitative/coding.ts';
import type { OpenAnswer } from '../qualitative/open-answers.ts';
import { parseStudy } from '../study/parse-study.ts';
import { meterReliability } from './measure-reliability.ts';
import { reliabilityBlocks } from './reliability-blocks.ts';

const study = parseStudy([
  {
    name: 'canteen.yaml',
    text: `study: { id: canteen, title: Canteen }
source: { title: T, publisher: P, licence: L, credit: C }
questionnaires:
  - { id: staff, title: Staff, sections: [{ id: all, title: All, questions: [{ id: improve, text: Better? }] }] }
codes:
  - { code: queue, name: Queues, brief: On waiting. }
  - { code: price, name: Prices, brief: On what it costs. }
  - { code: cooks, name: Cooks, brief: On the cooks. }
`,
  },
]);
const HEAD = 'questionnaire,response_id,question,code,set';
const row = (id: number, code: string, set = '') => `staff,${id},improve,${code},${set}`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reliability-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, rows: readonly string[]): void {
  writeFileSync(join(folder, name), `${[HEAD, ...rows].join('\n')}\n`);
}

function listen(
  meter: NonNullable<ReturnType<typeof meterReliability>>,
  id: number,
  codes: readonly string[],
  fileRow = id,
) {
  const answer: OpenAnswer = {
    questionnaire: 'staff',
    responseId: String(id),
    fileRow,
    question: 'improve',
    wrongQuestionnaire: false,
    text: 'x',
  };
  const proposed = codes.map(
    (code): Coding => ({
      answer,
      code,
      start: 0,
      end: 1,
      by: { kind: 'rule', rule: 'r', codebook: 'c' },
      memo: '',
    }),
  );
  // Whatever people decide, it is the rules' own proposals that are measured.
  return meter.listen(() => [])(answer, proposed);
}

describe('reliability of a run', () => {
  it('compares coders over all they read, and rules with the reference in its set alone', () => {
    write('a.csv', [row(1, 'queue'), row(2, 'price'), row(3, ''), row(4, 'queue')]);
    write('b.csv', [row(1, 'queue'), row(2, 'queue'), row(3, ''), row(4, 'queue')]);
    write('gold.csv', [
      row(1, 'queue', 'tuning'),
      row(2, 'price', 'held-out'),
      row(3, '', 'held-out'),
      row(4, 'queue', 'held-out'),
    ]);
    const messages: string[] = [];
    const io = { cwd: folder, stderr: (text: string) => void messages.push(text) };
    const meter = meterReliability(['a.csv', 'b.csv'], { who: 'gold.csv', set: 'held-out' }, study, io);
    if (meter === null) throw new Error('the study has a codebook');
    expect(listen(meter, 1, [])).toEqual([]);
    listen(meter, 2, ['price', 'queue', 'price']);
    listen(meter, 3, ['price']);
    listen(meter, 4, []);
    listen(meter, 5, ['queue']);
    const { coders, rules, set } = meter.measure();
    expect(messages).toEqual([]);
    expect(set).toBe('held-out');
    // 4 answers × 3 codes, of which 10 alike; nobody gave "cooks".
    expect(coders?.overall.units).toBe(12);
    expect(coders?.overall.percent).toMatchObject({ numerator: 5n, denominator: 6n });
    // Answer 2: price right, queue wrong; 3: price wrong; 4: queue missed. Answer 1 is of the other half, 5 of none.
    expect(rules?.answers).toBe(3);
    expect(rules?.micro).toMatchObject({ tp: 1, fp: 2, fn: 1 });
    const { codebook } = study;
    if (codebook === null) throw new Error('the study has a codebook');
    const blocks = reliabilityBlocks({ coders, rules, set }, codebook);
    expect(blocks.map((block) => (block.kind === 'plain-table' ? block.rows : block.kind))).toEqual([
      'paragraph',
      [
        [
          'All themes',
          '12',
          '25.0 %',
          '83.3 %',
          expect.any(String),
          expect.any(String),
          expect.any(String),
          expect.any(String),
        ],
        [
          'Queues',
          '4',
          '62.5 %',
          '75.0 %',
          '0.500',
          expect.any(String),
          expect.any(String),
          expect.any(String),
        ],
        [
          'Prices',
          '4',
          '12.5 %',
          '75.0 %',
          '0.000',
          expect.any(String),
          expect.any(String),
          expect.any(String),
        ],
      ],
      'paragraph',
      [
        ['All themes', '2', '3', '1', '0.333', '0.500', '0.400'],
        ['Queues', '1', '1', '0', '0.000', '0.000', '0.000'],
        ['Prices', '1', '2', '1', '0.500', '1.000', '0.667'],
      ],
    ]);
  });

  it.each([
    ['tells a respondent’s rows apart', ['2', '3'], { tp: 2, fp: 1, fn: 0 }, []],
    [
      'does not tell a respondent’s rows apart',
      ['', ''],
      { tp: 2, fp: 0, fn: 0 },
      [
        'note: answers of the reference that respondents gave in several rows, each measured as one: 1; a column "row" in the reference tells them apart\n',
      ],
    ],
  ])('a reference that %s', (_, rows, counts, said) => {
    write('a.csv', [row(2, 'queue')]);
    const lines = ['queue', 'price'].map((code, at) => `staff,1,improve,${code},${rows[at]}`);
    writeFileSync(
      join(folder, 'gold.csv'),
      `questionnaire,response_id,question,code,row\n${lines.join('\n')}\n`,
    );
    const messages: string[] = [];
    const io = { cwd: folder, stderr: (text: string) => void messages.push(text) };
    const meter = meterReliability(['a.csv'], { who: 'gold.csv', set: null }, study, io);
    if (meter === null) throw new Error('the study has a codebook');
    listen(meter, 1, ['queue'], 2);
    listen(meter, 1, ['price', 'queue'], 3);
    expect(meter.measure().rules?.micro).toMatchObject(counts);
    expect(messages).toEqual(said);
  });

  it('measures nothing against a reference that is not asked for', () => {
    write('a.csv', [row(1, 'queue')]);
    write('b.csv', [row(1, 'price')]);
    const meter = meterReliability(['a.csv', 'b.csv'], null, study, { cwd: folder, stderr: () => undefined });
    expect(meter?.listen(asProposed)).toBeTypeOf('function');
    expect(meter?.measure()).toMatchObject({ rules: null, set: null });
  });

  it('is none under a study without codes', () => {
    expect(
      meterReliability([], null, { ...study, codebook: null }, { cwd: folder, stderr: () => undefined }),
    ).toBeNull();
  });
});
