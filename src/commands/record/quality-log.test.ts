import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_FREQUENCIES } from '../../likert/merge-frequencies.ts';
import { loadStudy } from '../../study/load.ts';
import type { QuestionnaireRecord, RunRecord } from '../run-record.ts';
import { analyseHere } from '../testing/analyse-here.ts';
import { sectionText } from '../testing/report-text.ts';
import { ROOT } from '../testing/run-cli.ts';
import { qualityLog } from './quality-log.ts';
import type { RecordParts } from './record-parts.ts';

type Row = Readonly<Record<string, string>>;

const FIXTURE = `${ROOT}fixtures/second-study`;
const FOR_PEOPLE = [
  'name',
  'organisation',
  'owner',
  'reliability',
  'impact',
  'comment',
  'agreed_by',
  'date',
  'sign_off',
];

let folder = '';
let rows: Row[] = [];
let html = '';
let record: RunRecord;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'quality-log-'));
  await analyseHere(folder, [`${FIXTURE}/exports/library.csv`], { study: `${FIXTURE}/study` });
  const read = (path: string) => readFileSync(join(folder, 'out', path), 'utf8');
  rows = parse(read('internal/quality-log.csv'), { columns: true, bom: true });
  html = read('internal/quality-log.html');
  record = JSON.parse(read('run.json'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (log: string): Row[] => rows.filter((row) => row['log'] === log);
const check = (entry: string): Row =>
  of('check').find((row) => row['entry']?.startsWith(entry)) ?? { entry: `no check “${entry}”` };

describe('the quality log of a small run', () => {
  it('has the roles of the AQuA Book, and leaves to people all that people say', () => {
    expect(of('role').map(({ entry }) => entry)).toEqual([
      'Commissioner',
      'Analyst',
      'Assurer',
      'Approver (senior responsible owner)',
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(FOR_PEOPLE));
    for (const row of rows) for (const name of FOR_PEOPLE) expect(row[name]).toBe('');
    const lines = sectionText(html, 'role').split('\n');
    for (const line of lines.filter((text) => /^R\d/.test(text)))
      expect(line.split(' | ').slice(2)).toEqual(['', '', '']);
  });

  it('numbers every entry once', () => {
    const ids = rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('logs each file with the SHA-256 and the rows that it has', () => {
    const bytes = readFileSync(`${FIXTURE}/exports/library.csv`);
    expect(of('data')[0]).toMatchObject({
      entry: 'library.csv',
      figure: '26 rows',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(of('data')[1]).toMatchObject({ sha256: record.study.sha256 });
    expect(of('data')).toHaveLength(2);
  });

  it('has the study’s assumptions first, as they are worded, and of the program’s those that the run uses', () => {
    expect(of('assumption')[0]).toMatchObject({
      entry: 'Neutral counts as no agreement.',
      basis: 'Stated by the study',
    });
    const all = of('assumption')
      .map(({ entry }) => entry)
      .join('\n');
    expect(all).toContain('from 5 respondents on');
    expect(all).toContain('A blank consent question is no consent.');
    expect(all).not.toMatch(/codebook|coders/);
    expect(of('limitation').map(({ entry }) => entry)).toEqual(['All of it is invented.']);
  });

  it('gives each check the result and the figure of this run, small numbers as they are', () => {
    const [members] = record.questionnaires;
    expect(check('Identical repeats')).toMatchObject({ result: 'Left out', figure: '1 row' });
    expect(check('Responses that answer no question')).toMatchObject({
      result: 'Left out',
      figure: '2 rows',
    });
    expect(check('Responses that may be careless: completed')).toMatchObject({
      result: 'None found',
      figure: '0 responses',
    });
    expect(members?.flagged).toEqual({});
    expect(check('Rows read =')).toMatchObject({ result: 'Holds', figure: '26 = 20 + 0 + 6' });
    expect(check('Each question of')).toMatchObject({
      result: 'All found',
      figure: `${record.columns.length} of ${record.columns.length} questions`,
    });
    expect(check('Groups with fewer than 5 answers')['figure']).toContain(
      `; ${record.results.suppressed.toLocaleString('en-GB')} of ${record.results.all.toLocaleString('en-GB')} figures`,
    );
  });

  it('lists no check that was not made, and says which were not', () => {
    const made = of('check')
      .map(({ entry }) => entry)
      .join('\n');
    expect(made).not.toMatch(/published elsewhere|coders|codebook|correction|twice/);
    const open = of('outstanding')
      .map(({ entry, basis }) => `${entry}: ${basis}`)
      .join('\n');
    expect(open).toContain('Whether published tables are possible at all: crs-eval analyse --audit FOLDER');
    expect(open).toContain('Validation: ');
    expect(html).not.toMatch(/\b(?:we|our)\b/i);
  });

  it('says the same in both forms', () => {
    for (const { log = '', id = '', entry = '' } of rows)
      expect(sectionText(html, log)).toContain(`${id}. ${entry}`);
  });
});

describe('the quality log of other runs', async () => {
  const study = await loadStudy(`${FIXTURE}/study`);
  const members: QuestionnaireRecord = {
    id: 'members',
    title: 'Members',
    files: ['a.csv', 'b.csv'],
    read: 12,
    usable: 8,
    openTextOnly: 1,
    byStatus: {},
    leftOut: { superseded: 2, 'no-evaluative-answer': 1 },
    flagged: { speeder: 1 },
    corrections: 1,
    problems: { 'no-consent-column': 1, 'unclaimed-column': 1 },
    funnel: [],
  };
  const parts = (changes: Partial<RunRecord>, others: Partial<RecordParts> = {}): RecordParts => ({
    study,
    record: {
      program: { name: 'crs-eval', version: '0' },
      study: { id: study.id, title: study.title, sha256: study.sha256 },
      inputs: [],
      corrections: { file: 'c.csv', sha256: 'c'.repeat(64), applied: 1 },
      readings: { file: 'r.csv', sha256: 'a'.repeat(64), applied: 1, withheld: 2 },
      settings: {
        rounding: 'half away from zero, once, on exact integers',
        sd: 'sample (n − 1)',
        agreement: '',
        suppressBelow: 7,
        prefer: 'last',
        codes: 'index',
        strict: true,
      },
      questionnaires: [members],
      columns: [],
      results: { all: 10, suppressed: 0 },
      coding: null,
      synthetic: false,
      ...changes,
    },
    frequency: NO_FREQUENCIES,
    tables: [],
    screenings: [],
    problems: [],
    hiddenCells: { few: 0, linked: 0, mirror: 0 },
    disclosures: [],
    audit: null,
    themes: null,
    ...others,
  });
  const entries = (log: string, given: RecordParts) =>
    qualityLog(given)
      .filter((each) => each.log === log)
      .map(({ entry, result, figure }) => [entry, result, figure].filter((text) => text !== '').join(' · '));

  it('logs what was decided for the run', () => {
    expect(entries('decision', parts({}))).toEqual([
      'Groups are suppressed below 7 respondents; the study’s own threshold is 5.',
      'Of rows of one response that differ, the last one counts.',
      'Ratings whose values are not their positions are read as positions.',
      'Warnings stop the run.',
      '1 response is on the study’s list of those who withdrew, and purged.',
      '1 answer corrected; each with its reason and author in the file.',
      '1 reading of charts confirmed.',
    ]);
  });

  it('says where a check could not be made or did find something', () => {
    const checks = entries('check', parts({}));
    expect(checks).toContain(
      'Each question of the study’s questionnaires has its columns · 15 not found · 0 of 15 questions',
    );
    expect(checks).toContain(
      'Confirmed readings of charts are of the figures that this run gives · 2 withheld · 1 reading printed',
    );
    expect(checks).toContain(
      'Rows of one response that contradict each other · Settled with --prefer last · 2 rows',
    );
    expect(checks).toContain(
      'Responses without consent · Not checked in 1 file, which has no consent question · 0 rows',
    );
    expect(checks).toContain(
      'No questionnaire came twice, in files that share Response IDs · None found; one would have stopped the run · 1 questionnaire in several files',
    );
    expect(checks).toContain(
      'Rows read = usable + open answers only + left out, for each questionnaire · Holds · 12 = 8 + 1 + 3',
    );
  });

  it('does not hide that rows do not add up', () => {
    const broken = parts({ questionnaires: [{ ...members, usable: 9 }] });
    expect(entries('check', broken)).toContain(
      'Rows read = usable + open answers only + left out, for each questionnaire · DOES NOT HOLD for 1 questionnaire · 12 = 9 + 1 + 3',
    );
  });

  it('logs the codebook, people’s decisions and what became of them', () => {
    const coding: RunRecord['coding'] = {
      codebook: 'b'.repeat(64),
      codes: 3,
      rules: 1,
      decisions: {
        file: 'd.csv',
        sha256: 'd'.repeat(64),
        applied: 5,
        partly: 0,
        overruled: 0,
        disputed: 2,
        stale: 1,
        outside: 0,
        absent: 4,
        purged: 0,
        again: 0,
      },
      others: [{ file: 'o.csv', sha256: 'e'.repeat(64), codings: 9 }],
      quotes: { file: 'q.csv', sha256: 'f'.repeat(64), published: 2 },
      interviews: { sha256: ['1'.repeat(64)], turns: 4, coded: 3 },
      answers: 20,
      coded: 12,
      setAside: 1,
      codings: { rule: 7, person: 5, model: 0 },
      figures: { all: 4, suppressed: 2 },
    };
    const given = parts({ coding });
    expect(entries('check', given)).toContain(
      'People’s decisions stand on answers, texts and codes that are still there · 1 on a changed text, 4 on a questionnaire of which no export was given · 5 applied, 2 in dispute',
    );
    expect(entries('data', given)).toEqual(
      expect.arrayContaining([
        'Codebook · 3 codes, 1 rule',
        'd.csv · 5 decisions applied',
        'o.csv · 9 codings',
      ]),
    );
    expect(entries('decision', given)).toContain('2 quotes ticked for publication.');
    expect(entries('outstanding', given)).toContain(
      'How far coders agree, and how well rules find what people find',
    );
    expect(entries('outstanding', given)).not.toContain('Review of the proposed codes by people');
  });
});
