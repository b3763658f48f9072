import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  analyseKept,
  type Files,
  readRecords,
  runHostile,
  runProgram,
  toCsv,
  withCell,
} from './testing/hostile-run.ts';
import { ROOT } from './testing/run-cli.ts';
import { runHere } from './testing/run-here.ts';

const STUDY = ['--study', `${ROOT}fixtures/second-study/study`];
const LIBRARY = readRecords('second-study/exports/library.csv');
const WORKBOOK = readFileSync(`${ROOT}fixtures/crs-evaluation/exports/crs-p2.xlsx`);
/** Where things stand in the library's export. */
const [EASY, QUALITY, RECOMMEND, COMMENT] = [24, 27, 33, 34];
const FIRST = 6;

const library = (row: number, column: number, cell: string): string =>
  toCsv(withCell(LIBRARY, row, column, cell));

/** Analyses the files, which must fail with these messages alone, changing nothing; in this process unless said otherwise. */
async function refuses(
  files: Files,
  args: readonly string[],
  faults: readonly string[],
  run: typeof runHere = runHere,
): Promise<void> {
  const outcome = await runHostile(
    files,
    ['analyse', ...args, '--out', 'out', '--no-charts', '--format', 'csv'],
    run,
  );
  const count = `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} found; nothing was written.`;
  expect(outcome.stderr.split('\n')).toEqual([...faults.map((fault) => `error: ${fault}`), count, '']);
  expect(outcome).toMatchObject({ code: 1, stdout: '', changed: [] });
}

const NO_HEADER =
  'expected a header row with "Response ID" among the first 30 rows, as QuestionPro exports have';
const RAW_DATA =
  'export the raw data from QuestionPro as CSV or Excel; if the header row was cut off, put it back';
const UTF8 = 'save or export it again as "CSV UTF-8", from the file as QuestionPro wrote it';
const AGREE = "1 Strongly disagree, 2 Disagree, 3 Neutral, 4 Agree, 5 Strongly agree, 6 Don't know";

describe.concurrent('what is no export is refused, and nothing is written', () => {
  it.each<[string, string, string | Uint8Array | null, string]>([
    [
      'a picture',
      'a.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'a.csv: expected a CSV or Excel (.xlsx) export, found a picture (PNG) — export the raw data, not a chart',
    ],
    [
      'a web page',
      'a.csv',
      '<!DOCTYPE html><html><title>Sign in</title></html>',
      'a.csv: expected a CSV or Excel (.xlsx) export, found a web page (HTML) — it may be a sign-in page saved by mistake; export the raw data again',
    ],
    [
      'another table, none of whose cells is shown',
      'a.csv',
      'Jo Example,jo@example.org\nAl Example,al@example.org\n',
      `a.csv: ${NO_HEADER}, found a table whose first row has 2 cells, none of them that — ${RAW_DATA}`,
    ],
    [
      'an export without its header rows, whose IP addresses are not shown',
      'a.csv',
      toCsv(LIBRARY.slice(FIRST - 1)),
      `a.csv: ${NO_HEADER}, found a table whose first row has 23 cells, none of them that — ${RAW_DATA}`,
    ],
    [
      'an empty file',
      'a.csv',
      '',
      'a.csv: expected an export with a header row, found an empty file — export it again',
    ],
    [
      'a folder',
      'a',
      null,
      'a: expected an export file, found a folder — name the files in it, such as FOLDER/*.csv',
    ],
    [
      'a password-protected workbook',
      'a.xlsx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'a.xlsx: expected a CSV or Excel (.xlsx) export, found a password-protected workbook or an old Excel (.xls) file — open it in Excel and save it as .xlsx without a password',
    ],
    [
      'a workbook cut short',
      'a.xlsx',
      WORKBOOK.subarray(0, 20_000),
      'a.xlsx: expected a whole Excel workbook (.xlsx), found one that is cut short — download or export the file again',
    ],
    [
      'a damaged workbook',
      'a.xlsx',
      WORKBOOK.map((byte, at) => (at > 20_000 && at < 20_400 ? ~byte : byte)),
      'a.xlsx: expected an Excel workbook (.xlsx), found one whose contents are damaged — download or export the file again',
    ],
    [
      'UTF-16 without its mark',
      'a.csv',
      Buffer.from(toCsv(LIBRARY), 'utf16le'),
      `a.csv: expected text in UTF-8, found bytes that are no text (or UTF-16 without its mark) — ${UTF8}`,
    ],
    [
      'Windows-1252',
      'a.csv',
      Buffer.from(library(FIRST, COMMENT, 'Secret café'), 'latin1'),
      `a.csv:6: column AH: expected text in UTF-8, found a byte that is not UTF-8 (Windows-1252, as Excel saves "CSV") — ${UTF8}`,
    ],
    [
      'a survey of no known questions',
      'a.csv',
      'Response ID,Response Status,Your meal\r\n1,Completed,1\r\n',
      'a.csv: expected the columns of one of members, found none of their questions — if it belongs to another study, name its folder with --study; "crs-eval inspect" shows what the file asks',
    ],
  ])('%s', (_, name, content, fault) => refuses({ [name]: content }, [name, ...STUDY], [fault]));

  it('an export without respondents, so that an older report is not replaced by nothing', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY.slice(0, FIRST - 1)) },
      ['a.csv', ...STUDY],
      [
        'a.csv: expected respondents to members who count, found no rows of answers below the header — check the filter set when it was exported; "crs-eval inspect" shows why rows do not count',
      ],
    ));

  it('with --strict, what is otherwise a warning', () =>
    refuses(
      {
        'a.csv': toCsv(
          LIBRARY.map((cells, at) =>
            at === 3 ? [...cells.slice(0, -1), 'Any other thoughts at all?'] : cells,
          ),
        ),
      },
      ['a.csv', '--strict', ...STUDY],
      [
        'a.csv: expected a column for question comment, "Is there anything else you want to say?", found none — if the export words it differently, add that wording to the question’s aliases in the study',
        'a.csv: AH "Any other thoughts at all?": expected a column that answers a question, found 5 answers to none — the nearest: l.choice, e.choice',
      ],
    ));

  it('a file that is not there: says what is', () =>
    refuses(
      { 'library-2024.csv': 'x' },
      ['libary-2024.csv', ...STUDY],
      ['libary-2024.csv: expected an export file, found no such file — its folder holds "library-2024.csv"'],
    ));

  it('each of several at once, by the program as it is built', () =>
    refuses(
      { 'a.csv': '', 'b.csv': '%PDF-1.7' },
      ['a.csv', 'b.csv', 'c.csv', ...STUDY],
      [
        'a.csv: expected an export with a header row, found an empty file — export it again',
        'b.csv: expected a CSV or Excel (.xlsx) export, found a PDF — export the raw data, not the report',
        'c.csv: expected an export file, found no such file — its folder holds "a.csv", "b.csv"',
      ],
      runProgram,
    ));
});

describe.concurrent('answers that can not be right stop the run, without their text', () => {
  const easy = 'X "How far do you agree ab… › It is easy to use"';

  it('a code off the scale, in every place', () =>
    refuses(
      { 'a.csv': toCsv(withCell(withCell(LIBRARY, 7, QUALITY, '-1'), FIRST, EASY, '9')) },
      ['a.csv', ...STUDY],
      [
        `a.csv:6: ${easy}: expected one of 6 options (${AGREE}), found code 9`,
        'a.csv:7: AA "How good is the staffs help when you borrow boo…": expected one of 6 options (1 Poor, 2 Fair, 3 Good, 4 Very good, 5 Excellent, 6 Not applicable), found code -1',
      ],
    ));

  it('a label that is no option', () =>
    refuses(
      { 'a.csv': library(FIRST, EASY, 'Ask Jo, who said so') },
      ['a.csv', ...STUDY],
      [
        `a.csv:6: ${easy}: expected one of 6 options (${AGREE}), found a text of 19 characters that is none of them`,
      ],
    ));

  it('an unclosed quotation mark', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY).replace(/"([^"]*)"\r\n$/, '"secret $1') },
      ['a.csv', ...STUDY],
      [
        'a.csv:31: column AH: expected the quotation mark that opens in this row to be closed, found the end of the file — export the file again; if it was edited by hand, undo that',
      ],
    ));

  it('an answer beyond the last column', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY.map((cells, at) => (at === FIRST ? [...cells, 'secret'] : cells))) },
      ['a.csv', ...STUDY],
      [
        'a.csv:7: column AI: expected at most 34 cells, as many as the header has, found 1 cell with content beyond them — a comma or quotation mark in an answer was probably not quoted when the file was edited; export it again',
      ],
    ));

  it('the faults of an unreadable file do not hide those of another questionnaire', () => {
    const crs = (name: string): string[][] => readRecords(`crs-evaluation/exports/${name}.csv`).slice(0, 8);
    return refuses(
      {
        'a.csv': `${toCsv(crs('probation-p1'))}"never closed`,
        'b.csv': toCsv(withCell(crs('crs-p1'), 6, 18, 'Perhaps')),
      },
      ['a.csv', 'b.csv'],
      [
        'a.csv:9: column A: expected the quotation mark that opens in this row to be closed, found the end of the file — export the file again; if it was edited by hand, undo that',
        'b.csv:6: R "Do you consent to take part in this evaluation?": expected one of 2 options (1 Yes, 2 No), found a text of 7 characters that is none of them',
      ],
    );
  });
});

describe.concurrent('ratings whose codes can be read two ways are asked about', () => {
  const rated = (rate: (code: string) => string): string =>
    toCsv(
      LIBRARY.map((cells, at) =>
        at < FIRST - 1
          ? cells
          : cells.map((cell, index) => (index === RECOMMEND - 1 && cell !== '' ? rate(cell) : cell)),
      ),
    );
  const recommend = 'AG "How likely are you to recommend the library?"';

  it('when the file has no evidence', () =>
    refuses(
      { 'a.csv': rated(() => '7') },
      ['a.csv', ...STUDY],
      [
        `a.csv: expected an answer that tells whether ratings are values or positions, found none in ${recommend} — say --codes values if a 0 in the file means the rating 0, or --codes index if a 1 does`,
      ],
    ));

  it('when the file contradicts itself', () =>
    refuses(
      { 'a.csv': rated((code) => (code === '10' ? '0' : code)) },
      ['a.csv', ...STUDY],
      [
        `a.csv: expected ratings that are all values or all positions, found 0 in row 7, ${recommend}, which is a value only, and 11 in row 6, ${recommend}, which is a position only — export again with one setting of answer codes`,
      ],
    ));

  it('when the file contradicts --codes', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY) },
      ['a.csv', '--codes', 'values', ...STUDY],
      [
        `a.csv:6: ${recommend}: expected ratings as --codes values has them, found 11, which is a position and no value — leave out --codes values`,
      ],
    ));

  it('and --codes answers', async () => {
    const mean = async (codes: string): Promise<string | undefined> => {
      const { folder, remove } = await analyseKept({ 'a.csv': rated(() => '7') }, [
        'a.csv',
        '--codes',
        codes,
        ...STUDY,
      ]);
      const results = readFileSync(`${folder}/out/publish/results.csv`, 'utf8');
      remove();
      return /^members\.recommend\.mean[^\n]*/m.exec(results)?.[0];
    };
    expect(await mean('values')).toContain(',7,');
    expect(await mean('index')).toContain(',6,');
  });
});

describe.concurrent('blocks and questionnaires that can not be told apart stop the run', () => {
  /** The probation questionnaire under one header row: the statements alone, as the platform writes it. */
  const oneHeaderRow = (): string[][] => {
    const [dates, survey, name, texts = [], statements = [], ...rows] = readRecords(
      'crs-evaluation/exports/probation-p1.csv',
    );
    const header = texts.map((text, at) => (statements[at] === '' ? text : (statements[at] ?? '')));
    return [dates ?? [], survey ?? [], name ?? [], header, ...rows.slice(0, 40)];
  };

  it('shuffled columns of repeated statements', async () => {
    const swap = (cells: string[]): string[] => {
      const moved = [...cells];
      [moved[27], moved[50]] = [cells[50] ?? '', cells[27] ?? ''];
      return moved;
    };
    await refuses(
      { 'a.csv': toCsv(oneHeaderRow().map((cells) => (cells.length > 60 ? swap(cells) : cells))) },
      ['a.csv'],
      [
        'a.csv: expected the statements that several blocks share in the order of the questionnaire, each after the question that opens its block, found 23 columns elsewhere: AQ "Are womens services CRS/GMIRS co-located with p…", AR "How well is co-location with womens services CR…", AS "Should co-location with womens services CRS/GMI…", AT "What is working well with womens services CRS/G…", AU "What could be improved about womens services CR…", AV "What outcomes have been achieved through womens…" and 17 more — export again with the columns in the survey\'s order, or with two header rows, which keep each block\'s name',
      ],
    );
  });

  it('two questionnaires in one file', async () => {
    const first = oneHeaderRow();
    const second = readRecords('crs-evaluation/exports/crs-p1.csv').slice(3);
    const both = first.map((cells, at) => (at < 3 ? cells : [...cells, ...(second[at - 3] ?? []).slice(17)]));
    await refuses(
      { 'a.csv': toCsv(both) },
      ['a.csv'],
      [
        'a.csv: expected the columns of one questionnaire, found 185 of 185 questions of probation-p1 and 59 of 59 questions of crs-p1, in columns of their own — export each questionnaire into a file of its own',
      ],
    );
  });

  it('a questionnaire that the study does not have', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY) },
      ['a.csv', '--questionnaire', 'mebmers', ...STUDY],
      ['a.csv: expected one of members, found --questionnaire mebmers — name one of these'],
    ));
});

describe.concurrent('a respondent counts once', () => {
  const first = LIBRARY[FIRST - 1] ?? [];
  const changed = first.map((cell, at) =>
    at === COMMENT - 1 ? 'A secret second thought' : at === EASY - 1 ? '1' : cell,
  );
  const conflicting = { 'a.csv': toCsv([...LIBRARY, changed]) };

  it('conflicting repeats stop the run, both rows and the columns named', () =>
    refuses(
      conflicting,
      ['a.csv', ...STUDY],
      [
        'a.csv:32: expected Response ID 500000001, Seq. Number 1 once, or again with the same cells as row 6, found other cells in X "How far do you agree ab… › It is easy to use", AH "Is there anything else you want to say?" — remove one of the two rows, or choose with --prefer first or --prefer last',
      ],
    ));

  it.each([
    ['first', '5'],
    ['last', '1'],
  ])('--prefer %s takes that one', async (prefer, code) => {
    const { folder, remove } = await analyseKept(conflicting, ['a.csv', '--prefer', prefer, ...STUDY]);
    const results = readFileSync(`${folder}/out/internal/results.csv`, 'utf8');
    const leftOut = readFileSync(`${folder}/out/internal/left-out.csv`, 'utf8');
    remove();
    const tally = /^members\.l\.easy\.mean[^\n]*/m.exec(results)?.[0];
    // 63 over 17 without a change (expected.csv: 3.71).
    expect(tally).toContain(code === '5' ? ',63,' : ',59,');
    expect(leftOut).toContain(`members,a.csv,${prefer === 'first' ? 32 : 6},500000001,superseded`);
  });

  it('a survey given twice is noticed', () =>
    refuses(
      { 'a.csv': toCsv(LIBRARY), 'b.csv': toCsv(LIBRARY) },
      ['a.csv', 'b.csv', ...STUDY],
      [
        'b.csv: expected each respondent in one file, found 24 of its 24 Response IDs (100 %) in a.csv too (Survey ID 20000002) — the two look like one survey exported twice: give one of them',
      ],
    ));

  it('a file named twice is read once, and that is said', async () => {
    const { folder, remove, stderr } = await analyseKept({ 'a.csv': toCsv(LIBRARY) }, [
      'a.csv',
      './a.csv',
      ...STUDY,
    ]);
    const record = JSON.parse(readFileSync(`${folder}/out/run.json`, 'utf8'));
    remove();
    expect(record.questionnaires[0].usable).toBe(20);
    expect(stderr).toContain('note: ./a.csv is named twice; it is read once\n');
  });
});
