import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadBuiltInStudy } from '../study/load.ts';
import { formatProblem, type Problem } from '../study/problem.ts';
import { BLANK, NOT_ASKED, OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import type { Study } from '../study/study.ts';
import { type IngestOptions, ingestFiles } from './ingest-files.ts';
import { parseCorrections } from './parse-corrections.ts';
import type { RawSheet } from './questionpro/raw-sheet.ts';
import type { ScreeningReport } from './responses.ts';
import { type HeaderLayout, headersOf, type MadeRow, makeSheet } from './testing/make-sheet.ts';
import { STAFF_HEADERS, smallStudy } from './testing/small-study.ts';

/** A full answer of `staff`, in codes: worker, town, both services, worth 7 of 11 positions. */
const FULL = ['1', '1', '1', '', '', '1', '3', '2', '4', '1', '1', '1', '1', '11', 'fine'];
const answers = (changes: Readonly<Record<number, string>>): string[] =>
  FULL.map((cell, at) => changes[at] ?? cell);
const sheetOf = (...rows: (MadeRow | readonly string[])[]): RawSheet =>
  makeSheet({ headers: STAFF_HEADERS, rows: rows.map((row) => ('cells' in row ? row : { cells: row })) });

interface Outcome {
  readonly rows: readonly Readonly<Record<string, number | string | readonly number[]>>[];
  readonly report: ScreeningReport;
  readonly problems: readonly Problem[];
  readonly provenance: ReturnType<ReturnType<typeof ingestFiles>['questionnaires'][number]['provenance']>;
}

async function run(
  sheets: RawSheet | readonly RawSheet[],
  options: IngestOptions = {},
  study: Study = smallStudy(),
): Promise<Outcome> {
  const ingest = ingestFiles([sheets].flat(), study, options);
  const [only] = ingest.questionnaires;
  if (only === undefined) throw new Error(ingest.problems().map(formatProblem).join('\n'));
  const rows: Outcome['rows'][number][] = [];
  for await (const batch of only.batches)
    for (let at = 0; at < batch.rows; at += 1) rows.push(rowOf(batch, at));
  return { rows, report: only.report(), problems: ingest.problems(), provenance: only.provenance() };
}

function rowOf(batch: ResponseBatch, at: number): Outcome['rows'][number] {
  return {
    id: batch.id[at] ?? '',
    ...Object.fromEntries([...batch.closed].map(([question, states]) => [question, states[at] ?? 0])),
    ...Object.fromEntries(
      [...batch.ticked].map(([question, ticks]) => [
        `${question}.ticked`,
        ticks.map((option) => option[at] ?? 0),
      ]),
    ),
    ...Object.fromEntries([...batch.text].map(([question, texts]) => [question, texts[at] ?? ''])),
  };
}

const told = (problems: readonly Problem[], severity: Problem['severity'] = 'error') =>
  problems.filter((problem) => problem.severity === severity).map(formatProblem);
const reasons = ({ report }: Outcome) =>
  report.leftOut.map(({ reason, row, id }) => `${row} ${id} ${reason}`);
const ids = ({ rows }: Outcome) => rows.map(({ id }) => id);

describe('an "Other" that the study does not list', () => {
  const whole = smallStudy();
  const role = whole.scales['role'];
  const scales = role === undefined ? {} : { role: { ...role, options: role.options.slice(0, 2) } };
  const study = { ...whole, scales: { ...whole.scales, ...scales } };
  const sheetWith = (cell: string, beside: string) => {
    const headers = [...STAFF_HEADERS.slice(0, 2), 'Other (please specify)', ...STAFF_HEADERS.slice(2)];
    const row = answers({ 1: cell });
    return makeSheet({ headers, rows: [{ cells: [...row.slice(0, 2), beside, ...row.slice(2)] }] });
  };

  test('is blank with a warning, its text kept, wherever the text stands', async () => {
    for (const [cell, beside] of [
      ['Other', ''],
      ['[Other] cook', ''],
      ['', 'cook'],
    ] as const) {
      const { rows, problems } = await run(sheetWith(cell, beside), {}, study);
      expect(rows[0]?.['role']).toBe(BLANK);
      expect(rows[0]?.['role.other']).toBe(cell === 'Other' ? 'Other' : 'cook');
      expect(told(problems)).toEqual([]);
      expect(told(problems, 'warning')[0]).toContain('counted as blank — say in corrections.csv');
    }
  });

  test('as a code is an error that says what to do', async () => {
    const { problems } = await run(sheetWith('3', 'cook'), {}, study);
    expect(told(problems)).toEqual([
      'a.csv:2: G "Whats your role mainly?": expected one of 2 options (1 Worker, 2 Manager), found code 3 — if it is the "Other" of the export, say in corrections.csv which option is meant, or leave "to" empty',
    ]);
  });
});

describe('codes and labels', () => {
  test('numbers that other programs have rewritten are read as what they were', async () => {
    const plain = await run(sheetOf(FULL));
    for (const change of [
      (code: string) => `${code}.0`,
      (code: string) => `0${code}`,
      (code: string) => ` ${code} `,
    ]) {
      const rewritten = FULL.map((cell) => (/^\d+$/.test(cell) ? change(cell) : cell));
      const { rows, problems, provenance } = await run(sheetOf(rewritten));
      expect(problems).toEqual([]);
      expect(rows).toEqual(plain.rows);
      expect(provenance[0]?.ratings.as).toBe('index');
    }
    expect(told((await run(sheetOf(answers({ 1: '1.5' })))).problems)[0]).toContain('found code 1.5');
  });

  test('codes are positions; a rating with an 11 holds positions', async () => {
    const { rows, problems, provenance } = await run(sheetOf(FULL));
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({
      role: 1,
      areas: 1,
      'areas.ticked': [1, 0, 0],
      'north.quick': 3,
      worth: 11,
      comment: 'fine',
    });
    expect(provenance[0]).toMatchObject({
      codes: 'codes',
      ratings: {
        as: 'index',
        evidence: '11 in S "What is it worth 0 to 10?", which is a position and no value',
      },
    });
  });

  test('labels are matched folded, and then ratings are values', async () => {
    const labels = [
      'Yes',
      'WORKER',
      '1',
      '',
      '',
      'Yes',
      'Agree',
      'Neither',
      'Don\u2019t know',
      'No',
      '',
      '',
      '',
      '7',
      '',
    ];
    const { rows, problems, provenance } = await run(sheetOf(labels));
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({
      role: 1,
      'north.quick': 3,
      'north.fair': 4,
      'south.quick': NOT_ASKED,
      worth: 8,
    });
    expect(provenance[0]).toMatchObject({
      codes: 'labels',
      ratings: { as: 'values', evidence: 'the other questions’ answers are labels' },
    });
  });

  test('a rating with a 0 holds values', async () => {
    const { rows } = await run(sheetOf(answers({ 13: '0' }), answers({ 13: '10' })));
    expect(rows.map(({ worth }) => worth)).toEqual([1, 11]);
  });

  test('ratings that may be either are asked about, unless told', async () => {
    const sheet = sheetOf(answers({ 13: '7' }));
    expect(told((await run(sheet)).problems)).toEqual([
      'a.csv: expected an answer that tells whether ratings are values or positions, found none in S "What is it worth 0 to 10?" — say --codes values if a 0 in the file means the rating 0, or --codes index if a 1 does',
    ]);
    expect((await run(sheet, { codes: 'index' })).rows[0]).toMatchObject({ worth: 7 });
    expect((await run(sheet, { codes: 'values' })).rows[0]).toMatchObject({ worth: 8 });
  });

  test('what was told holds from the first row, though ratings come late', async () => {
    const rows = Array.from({ length: 401 }, (_, at) => answers({ 13: at < 400 ? '' : '7' }));
    expect((await run(sheetOf(...rows), { codes: 'index' })).rows.at(-1)).toMatchObject({ worth: 7 });
  });

  test('ratings that are both, or not what was told, stop the run', async () => {
    const both = sheetOf(answers({ 13: '0' }), answers({ 13: '11' }));
    expect(told((await run(both)).problems)).toEqual([
      'a.csv: expected ratings that are all values or all positions, found 0 in row 2, S "What is it worth 0 to 10?", which is a value only, and 11 in row 3, S "What is it worth 0 to 10?", which is a position only — export again with one setting of answer codes',
    ]);
    expect(told((await run(sheetOf(answers({ 13: '0' })), { codes: 'index' })).problems)[0]).toBe(
      'a.csv:2: S "What is it worth 0 to 10?": expected ratings as --codes index has them, found 0, which is a value and no position — leave out --codes index',
    );
  });

  test('a contradiction after the rows held back is found too', async () => {
    const rows = Array.from({ length: 900 }, (_, at) =>
      answers({ 13: at === 0 ? '0' : at === 899 ? '11' : '5' }),
    );
    const { problems } = await run(sheetOf(...rows));
    expect(
      told(problems).some((message) =>
        message.includes('expected ratings that are all values or all positions'),
      ),
    ).toBe(true);
  });

  test('a code off the scale and an unknown label are errors, with what was expected', async () => {
    const { problems } = await run(
      sheetOf(answers({ 6: '5', 7: 'Agre' }), answers({ 6: 'Jane told me so' })),
    );
    expect(told(problems)).toEqual([
      `a.csv:2: L "It is quick": expected one of 4 options (1 Disagree, 2 Neither, 3 Agree, 4 Don't know), found code 5`,
      'a.csv:3: L "It is quick": expected one of 4 options (1 Disagree, 2 Neither, 3 Agree, 4 Don\'t know), found a text of 15 characters that is none of them',
      `a.csv:2: M "It is kind": expected one of 4 options (1 Disagree, 2 Neither, 3 Agree, 4 Don't know), found "Agre"`,
    ]);
  });

  test('no more than 50 of a kind are listed, and the rest counted', async () => {
    const { problems } = await run(sheetOf(...Array.from({ length: 60 }, () => answers({ 6: '9' }))));
    expect(told(problems)).toHaveLength(51);
    expect(told(problems).at(-1)).toBe(
      'a.csv: expected no more `unknown-option` than the 50 listed, found 10 more',
    );
  });

  test('a column with codes and labels is read, with a warning', async () => {
    const { rows, problems } = await run(sheetOf(FULL, answers({ 6: 'Disagree' })));
    expect(rows.map((row) => row['north.quick'])).toEqual([3, 1]);
    expect(told(problems, 'warning')).toEqual([
      'a.csv: L "It is quick": expected codes only or labels only, found codes (1) and labels (1) — both were read; check whether answers were typed in by hand',
    ]);
  });

  test('a tick is 1 or nothing', async () => {
    const { problems } = await run(sheetOf(answers({ 3: '0' })));
    expect(told(problems)).toEqual([
      'a.csv:2: I "Coast": expected 1 where the option is ticked, or nothing, found code 0',
    ]);
  });
});

describe('Other (specify)', () => {
  test('stands in the option’s own cell', async () => {
    const { rows, problems } = await run(sheetOf(answers({ 1: '[Other] caretaker', 4: '[Other] hills' })));
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({
      role: 3,
      'role.other': 'caretaker',
      'areas.ticked': [1, 0, 1],
      'areas.other': 'hills',
    });
  });

  test('or in the column beside it', async () => {
    const headers = [...STAFF_HEADERS.slice(0, 2), '', ...STAFF_HEADERS.slice(2)];
    const cells = [...FULL.slice(0, 1), '3', 'caretaker', ...FULL.slice(2)];
    expect((await run(makeSheet({ headers, rows: [{ cells }] }))).rows[0]).toMatchObject({
      role: 3,
      'role.other': 'caretaker',
    });
  });

  test('where the question has none, it is an error that does not show the text', async () => {
    const { problems } = await run(sheetOf(answers({ 5: '[Other] ask Jane' })));
    expect(told(problems)).toEqual([
      'a.csv:2: K "Do you use the north service?": expected one of 2 options (1 Yes, 2 No), found an "Other" text of 8 characters — say in corrections.csv which option it is, or give the question `other: true` in the study',
    ]);
  });
});

describe('corrections', () => {
  const parse = (...lines: string[]) =>
    parseCorrections(['id,question,from,to,reason,who', ...lines].join('\n'), 'corrections.csv');

  test('are made on the raw cell, counted and shown', async () => {
    const { corrections, problems: faults } = parse(
      '1001,role,[Other] Mgr,Manager,means manager,KP',
      '1001,areas,[Other] the shore,Coast,means coast,KP',
      '1002,It is quick,3,Disagree,typed wrong,KP',
      '1001,Anything else?,fine,,asked us to,KP',
    );
    expect(faults).toEqual([]);
    const sheet = sheetOf(answers({ 1: '[Other] Mgr', 4: '[Other] the shore' }), FULL);
    const outcome = await run(sheet, {
      corrections: corrections.filter(({ question }) => question !== 'It is quick'),
    });
    expect(outcome.rows[0]).toMatchObject({
      role: 2,
      'role.other': '',
      'areas.ticked': [1, 1, 0],
      comment: '',
    });
    expect(outcome.report.corrections.map(({ id, row, question, to }) => [id, row, question, to])).toEqual([
      ['1001', 2, 'role', 'Manager'],
      ['1001', 2, 'areas', 'Coast'],
      ['1001', 2, 'comment', ''],
    ]);
    expect(told(outcome.problems)).toEqual([]);
    expect(told((await run(sheet, { corrections })).problems)).toEqual([
      'corrections.csv:4: "question": expected a question of staff, by id or wording, found a wording of north.quick, south.quick',
    ]);
  });

  test('by code as by label', async () => {
    const { corrections } = parse('1001,north.quick,Agree,1,typed wrong,KP');
    expect((await run(sheetOf(FULL), { corrections })).rows[0]).toMatchObject({ 'north.quick': 1 });
  });

  test('that don’t fit the file are errors, all of them', async () => {
    const { corrections } = parse(
      '1001,role,Manager,Worker,x,KP',
      '1001,colour,Red,Blue,x,KP',
      '1001,role,Worker,Chief,x,KP',
      '9999,role,Worker,Manager,x,KP',
    );
    expect(told((await run(sheetOf(FULL), { corrections })).problems)).toEqual([
      'corrections.csv:2: "from": expected the answer in a.csv:2: G "Whats your role mainly?", found another answer, of 1 character',
      'corrections.csv:3: "question": expected a question of staff, by id or wording, found "colour"',
      'corrections.csv:4: "to": expected one of 3 options (1 Worker, 2 Manager, 3 Other), found another answer, of 5 characters',
      'corrections.csv:5: "id": expected a Response ID of the exports, found "9999", which is in none of them',
    ]);
  });

  test('faults of the file itself', () => {
    expect(told(parseCorrections('id,question\n1,role', 'corrections.csv').problems)).toEqual(
      ['from', 'to', 'reason', 'who'].map(
        (name) =>
          `corrections.csv:1: expected a column "${name}" among id, question, from, to, reason, who, found none`,
      ),
    );
    expect(
      told(parse('1,role,a,b,x', ',role,a,b,x,KP', '1,role,a,b,x,KP', '1,role,a,c,x,KP').problems),
    ).toEqual([
      'corrections.csv:2: expected 6 fields, found 5',
      'corrections.csv:3: "id": expected the correction\'s id, found nothing',
      'corrections.csv:5: expected each answer corrected once, found the answer of row 4 again',
    ]);
    expect(told(parse('1,role,"a,b,x,KP').problems)).toEqual([
      'corrections.csv:2: expected a CSV file, found a quote that is not closed or stands within a field',
    ]);
  });
});

describe('who counts', () => {
  const nothing = FULL.map((_, at) => (at < 5 ? (FULL[at] ?? '') : ''));

  test('no consent, test rows and sample answers alone do not', async () => {
    const outcome = await run(
      sheetOf(FULL, answers({ 0: '2' }), answers({ 0: '' }), { cells: FULL, reference: 'TEST' }, nothing),
    );
    expect(ids(outcome)).toEqual(['1001']);
    expect(reasons(outcome)).toEqual([
      '3 1002 no-consent',
      '4 1003 no-consent',
      '5 1004 test-row',
      '6 1005 no-evaluative-answer',
    ]);
    expect(outcome.report).toMatchObject({ read: 5, usable: 1, openTextOnly: 0, byStatus: { Completed: 5 } });
  });

  test('a routing answer alone does not, an open answer or a don’t know does, whatever the status', async () => {
    const no = nothing.map((cell, at) => (at === 5 || at === 9 ? '2' : cell));
    const open = nothing.map((cell, at) => (at === 14 ? 'thanks' : cell));
    const unsure = nothing.map((cell, at) => (at === 5 ? '1' : at === 6 ? '4' : cell));
    const outcome = await run(
      sheetOf(no, { cells: open, status: 'Started' }, { cells: unsure, status: 'Terminated' }),
    );
    expect(ids(outcome)).toEqual(['1002', '1003']);
    expect(reasons(outcome)).toEqual(['2 1001 no-evaluative-answer']);
  });

  test('the withdrawn are purged: counted, but neither their answers, faults nor ids remain', async () => {
    const outcome = await run(
      sheetOf(answers({ 6: '9', 14: 'secret' }), FULL),
      {},
      smallStudy({ withdrawn: ['1001'] }),
    );
    expect(ids(outcome)).toEqual(['1002']);
    expect(outcome.report.leftOut).toEqual([{ reason: 'withdrawn', row: 2, id: '' }]);
    expect(outcome.problems).toEqual([]);
  });

  test('who answered the wrong questionnaire keeps open text only', async () => {
    const outcome = await run(sheetOf(FULL, FULL), {}, smallStudy({ wrongQuestionnaire: ['1001'] }));
    expect(outcome.rows[0]).toMatchObject({
      role: OFF_BASE,
      areas: OFF_BASE,
      'areas.ticked': [0, 0, 0],
      'north.kind': OFF_BASE,
      comment: 'fine',
    });
    expect(outcome.report).toMatchObject({ usable: 1, openTextOnly: 1 });
  });

  test('a blank Response ID is an error', async () => {
    expect(told((await run(sheetOf({ cells: FULL, id: ' ' }))).problems)).toEqual([
      'a.csv:2: "Response ID": expected a Response ID in every row, found a blank',
    ]);
  });
});

describe('repeats', () => {
  const first = { id: '7', cells: FULL };
  const second = { id: '7', cells: answers({ 6: '1', 14: 'bad' }) };

  test('identical ones collapse; another Seq. Number is a loop', async () => {
    const outcome = await run(sheetOf(first, first, { ...second, sequence: '2' }));
    expect(outcome.rows.map((row) => row['north.quick'])).toEqual([3, 1]);
    expect(reasons(outcome)).toEqual(['3 7 repeat']);
    expect(told(outcome.problems)).toEqual([]);
  });

  test('conflicting ones stop with both rows and the columns that differ', async () => {
    expect(told((await run(sheetOf(first, second))).problems)).toEqual([
      'a.csv:3: expected Response ID 7, Seq. Number 1 once, or again with the same cells as row 2, found other cells in L "It is quick", T "Anything else?" — remove one of the two rows, or choose with --prefer first or --prefer last',
    ]);
  });

  test('unless one is preferred', async () => {
    const preferFirst = await run(sheetOf(first, second, first), { prefer: 'first' });
    expect(preferFirst.rows.map((row) => row['north.quick'])).toEqual([3]);
    expect(reasons(preferFirst)).toEqual(['3 7 superseded', '4 7 repeat']);
    const preferLast = await run(sheetOf(first, second, second), { prefer: 'last' });
    expect(preferLast.rows.map((row) => row['north.quick'])).toEqual([1]);
    expect(reasons(preferLast)).toEqual(['2 7 superseded', '3 7 repeat']);
    expect(told(preferLast.problems)).toEqual([]);
  });

  test('one survey in two files is an error with the share of ids; two parts of it are not', async () => {
    const csv = makeSheet({
      headers: STAFF_HEADERS,
      rows: [{ cells: FULL }, { cells: FULL }],
      surveyId: '5',
    });
    const xlsx = makeSheet({
      file: 'b.xlsx',
      headers: STAFF_HEADERS,
      rows: [{ cells: FULL }, { cells: FULL, id: '9' }],
      surveyId: '5',
    });
    expect(told((await run([csv, xlsx])).problems)).toEqual([
      'b.xlsx: expected each respondent in one file, found 1 of its 2 Response IDs (50 %) in a.csv too (Survey ID 5) — the two look like one survey exported twice: give one of them',
    ]);
    const part = makeSheet({
      file: 'b.csv',
      headers: STAFF_HEADERS,
      rows: [
        { cells: FULL, id: '9' },
        { cells: nothingBut('x'), id: '10' },
      ],
    });
    const outcome = await run([csv, part]);
    expect(ids(outcome)).toEqual(['1001', '1002', '9', '10']);
    expect(told(outcome.problems)).toEqual([]);
    expect(told(outcome.problems, 'note')).toEqual([
      "b.csv: expected one file of each questionnaire, found another part of a.csv's: no Response ID is in both",
    ]);
  });

  const nothingBut = (text: string) => FULL.map((_, at) => (at === 0 ? '1' : at === 14 ? text : ''));
});

describe('routing', () => {
  test('a block not opened is not asked, and an answer there is left out and reported', async () => {
    const { rows, problems } = await run(sheetOf(answers({ 5: '2' })));
    expect(rows[0]).toMatchObject({ 'north.quick': NOT_ASKED, 'north.kind': NOT_ASKED, 'south.kind': 1 });
    expect(told(problems, 'warning')).toEqual([
      'a.csv:2: L "It is quick": expected no answer, since north.uses routes past north.quick, found one, which is left out',
      'a.csv:2: M "It is kind": expected no answer, since north.uses routes past north.kind, found one, which is left out',
      'a.csv:2: N "Its fair": expected no answer, since north.uses routes past north.fair, found one, which is left out',
    ]);
  });

  test('with a blank routing answer a block is asked if it holds any answer', async () => {
    const { rows, problems } = await run(sheetOf(answers({ 5: '', 7: '', 9: '', 10: '', 11: '', 12: '' })));
    expect(rows[0]).toMatchObject({ 'north.quick': 3, 'north.kind': BLANK, 'south.quick': NOT_ASKED });
    expect(told(problems, 'note')).toEqual([
      'a.csv: expected an answer to north.uses where the questions behind it are answered, found none in 1 row, which is taken as asked',
    ]);
  });

  test('what hangs on a question not asked is not asked either', async () => {
    const study = smallStudy();
    const [staff, users] = study.questionnaires;
    if (staff === undefined || users === undefined) throw new Error('two questionnaires');
    const nested = staff.questions.map((question) =>
      question.id === 'south.uses'
        ? { ...question, askedIf: { question: 'north.uses', options: ['yes'] } }
        : question,
    );
    const changed = { ...study, questionnaires: [{ ...staff, questions: nested }, users] };
    const { rows } = await run(sheetOf(answers({ 5: '2', 9: '1' })), {}, changed);
    expect(rows[0]).toMatchObject({
      'south.uses': NOT_ASKED,
      'south.quick': NOT_ASKED,
      'south.fair': NOT_ASKED,
    });
  });
});

test('the funnel counts who answered any of a section, and its largest item', async () => {
  const rows = [
    FULL,
    answers({ 9: '2', 10: '', 11: '', 12: '' }),
    answers({ 6: '4', 7: '4', 8: '4', 9: '2', 10: '', 11: '', 12: '', 13: '', 14: '' }),
  ];
  const { report } = await run(sheetOf(...rows));
  expect(
    report.funnel.map(({ section, asked, answered, largestItem }) => [section, asked, answered, largestItem]),
  ).toEqual([
    ['sample', 3, 3, 3],
    ['north', 3, 3, 2],
    ['south', 1, 1, 1],
    ['end', 3, 2, 2],
  ]);
});

const crs = await loadBuiltInStudy();
const crsPhase1 = crs.questionnaires.find(({ id }) => id === 'crs-p1');
if (crsPhase1 === undefined) throw new Error('the study has crs-p1');

/** A sheet of crs-p1 in a layout, from answers by column. */
function crsSheet(layout: HeaderLayout, rows: readonly MadeRow[]): RawSheet {
  const headers = headersOf(crs, crsPhase1?.questions ?? [], layout).map(({ header }) => header);
  return makeSheet({ headers, rows, headerRows: layout.startsWith('two') ? 2 : 1, chunk: 3 });
}

const crsRow: fc.Arbitrary<MadeRow> = fc
  .tuple(
    fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'),
    fc.tuple(
      ...headersOf(crs, crsPhase1.questions, 'one-bare').map(({ question }) => {
        const options = crs.scales[question.scale ?? '']?.options.length ?? 0;
        if (question.kind === 'multi') return fc.constantFrom('', '1');
        if (question.kind === 'rating') return fc.constantFrom('', '1', '11');
        return question.scale === null
          ? fc.constantFrom('', 'words')
          : fc.integer({ min: 0, max: options }).map((code) => (code === 0 ? '' : String(code)));
      }),
    ),
    fc.constantFrom('', '', '', 'test'),
  )
  .map(([id, cells, reference]) => ({ id, cells, reference }));

test('who counts does not depend on the order of rows, and every row is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(crsRow, { maxLength: 12, selector: ({ id }) => id ?? '' }),
      async (rows) => {
        const forwards = await run(crsSheet('one-bare', rows), { codes: 'index' }, crs);
        const backwards = await run(crsSheet('one-bare', [...rows].reverse()), { codes: 'index' }, crs);
        const byId = ({ id: a = '' }: Outcome['rows'][number], { id: b = '' }: Outcome['rows'][number]) =>
          a < b ? -1 : 1;
        expect([...backwards.rows].sort(byId)).toEqual([...forwards.rows].sort(byId));
        expect(backwards.report.funnel).toEqual(forwards.report.funnel);
        const { read, usable, openTextOnly, leftOut } = forwards.report;
        expect(usable + openTextOnly + leftOut.length).toBe(read);
        expect(read).toBe(rows.length);
      },
    ),
    { numRuns: 15 },
  );
});

test('one header row and two decode alike', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(crsRow, { maxLength: 6, selector: ({ id }) => id ?? '' }),
      async (rows) => {
        const [one, ...others] = await Promise.all(
          (['one-bare', 'one-joined', 'two-once', 'two-repeated'] as const).map((layout) =>
            run(crsSheet(layout, rows), { codes: 'index' }, crs),
          ),
        );
        for (const other of others) expect(other.rows).toEqual(one?.rows);
      },
    ),
    { numRuns: 8 },
  );
});
