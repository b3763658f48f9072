import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadBuiltInStudy } from '../study/load.ts';
import { formatProblem } from '../study/problem.ts';
import type { Questionnaire } from '../study/study.ts';
import { recognise, unclaimedProblems } from './recognise.ts';
import { type HeaderLayout, headersOf, makeSheet } from './testing/make-sheet.ts';
import { STAFF_HEADERS, smallStudy } from './testing/small-study.ts';

const crs = await loadBuiltInStudy();
const small = smallStudy();
const LAYOUTS: readonly HeaderLayout[] = ['two-repeated', 'two-once', 'one-joined', 'one-bare'];
const headerRows = (layout: HeaderLayout) => (layout.startsWith('two') ? 2 : 1);

function messages(headers: readonly string[], options = {}, severity = 'error'): readonly string[] {
  const { problems } = recognise(makeSheet({ headers, rows: [] }), small, options);
  return problems.filter((problem) => problem.severity === severity).map(formatProblem);
}

function lengthened(questionnaire: Questionnaire): Questionnaire {
  const [first] = questionnaire.questions;
  if (first === undefined) throw new Error('a question');
  const more = Array.from({ length: 40 }, (_, at) => ({
    ...first,
    id: `more-${at}`,
    text: `More of it, ${at} times`,
    consent: null,
  }));
  return { ...questionnaire, questions: [...questionnaire.questions, ...more] };
}

function moved(headers: readonly string[], from: number, to: number): string[] {
  const list = [...headers];
  list.splice(to, 0, ...list.splice(from, 1));
  return list;
}

describe('every questionnaire of the built-in study is recognised whole', () => {
  for (const questionnaire of crs.questionnaires) {
    test.each(LAYOUTS)(`${questionnaire.id}, %s`, (layout) => {
      const headed = headersOf(crs, questionnaire.questions, layout);
      const sheet = makeSheet({
        headers: headed.map(({ header }) => header),
        rows: [],
        headerRows: headerRows(layout),
      });
      const recognition = recognise(sheet, crs);
      expect(recognition.problems).toEqual([]);
      expect(recognition.questionnaire).toBe(questionnaire.id);
      expect(recognition.scores[0]).toMatchObject({ share: 1, of: questionnaire.questions.length });
      const claimed = new Map(recognition.claimed.map(({ question, columns }) => [question, columns]));
      for (const [index, { question, option }] of headed.entries()) {
        // Five system columns stand before the survey's.
        expect(claimed.get(question.id)?.[option ?? 0], question.id).toBe(index + 5);
      }
      expect(recognition.unclaimed).toEqual([]);
    });
  }
});

test('columns of other questions may stand anywhere, when block names are there', () => {
  const questionnaire = crs.questionnaires[0];
  if (questionnaire === undefined) throw new Error('the study has questionnaires');
  const headed = headersOf(crs, questionnaire.questions, 'two-repeated');
  fc.assert(
    fc.property(fc.shuffledSubarray([...headed], { minLength: headed.length }), (shuffled) => {
      const sheet = makeSheet({ headers: shuffled.map(({ header }) => header), rows: [], headerRows: 2 });
      const { claimed, problems } = recognise(sheet, crs);
      expect(problems).toEqual([]);
      for (const { question, columns } of claimed) {
        for (const [option, index] of columns.entries()) {
          const head = shuffled[(index ?? 0) - 5];
          expect([head?.question.id, head?.option ?? 0]).toEqual([question, option]);
        }
      }
    }),
    { numRuns: 5 },
  );
});

describe('a statement that several blocks share', () => {
  test('goes to its block by order, between the questions that open blocks', () => {
    const { claimed, placedBy } = recognise(makeSheet({ headers: STAFF_HEADERS, rows: [] }), small);
    const columns = Object.fromEntries(claimed.map(({ question, columns }) => [question, columns]));
    expect(columns).toMatchObject({
      areas: [7, 8, 9],
      'north.kind': [12],
      'south.kind': [16],
      'south.fair': [17],
    });
    expect(placedBy).toEqual({ wording: 9, name: 0, order: 6 });
  });

  test('may stand in any order within its block', () => {
    expect(messages(moved(STAFF_HEADERS, 6, 8))).toEqual([]);
  });

  test('out of its block is an error that names the columns', () => {
    expect(messages(moved(STAFF_HEADERS, 10, 6))).toEqual([
      'a.csv: expected the statements that several blocks share in the order of the questionnaire, each after the question that opens its block, found 1 column elsewhere: M "It is quick" — export again with the columns in the survey\'s order, or with two header rows, which keep each block\'s name',
    ]);
  });

  test('before any block, or blocks in another order, are errors too', () => {
    expect(messages(moved(STAFF_HEADERS, 6, 0))).toHaveLength(1);
    const [a, b] = [STAFF_HEADERS.slice(5, 9), STAFF_HEADERS.slice(9, 13)];
    const swapped = [...STAFF_HEADERS.slice(0, 5), ...b, ...a, ...STAFF_HEADERS.slice(13)];
    expect(messages(swapped)[0]).toContain(
      'found 5 columns elsewhere: K "Do you use the south service?", L "It is quick", M "It is kind", N "Its fair", O "Do you use the north service?"',
    );
  });

  test('without the questions that open blocks goes by order if each block has it, else it is an error', () => {
    const without = STAFF_HEADERS.filter((header) => !header.startsWith('Do you use'));
    expect(messages(without)).toEqual([]);
    expect(messages(without.filter((_, index) => index !== 6))).toEqual([
      'a.csv: expected a header that names its block, or one column for each block that asks the statement, found 1 column whose block can not be told: N "It is kind" — export again with the columns in the survey\'s order, or with two header rows, which keep each block\'s name',
    ]);
  });

  test('between two columns that only one block has there is no doubt, even without its opening question', () => {
    const own = (block: string) => `Is the ${block} service near?`;
    const [staff] = small.questionnaires;
    if (staff === undefined) throw new Error('a questionnaire');
    const near = (block: string) =>
      staff.questions.flatMap((question) =>
        question.id === `${block}.fair`
          ? [question, { ...question, id: `${block}.near`, text: own(block), item: 'near' }]
          : question.section === block
            ? [question]
            : [],
      );
    const rest = staff.questions.filter(({ section }) => section === 'sample' || section === 'end');
    const questions = [...rest.slice(0, 3), ...near('north'), ...near('south'), ...rest.slice(3)];
    const longer = { ...small, questionnaires: [{ ...staff, questions }] };
    const headers = [...STAFF_HEADERS.slice(0, 5), own('north'), 'It is quick', 'It is kind', own('south')];
    const { claimed, problems } = recognise(makeSheet({ headers, rows: [] }), longer);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(claimed.map(({ question }) => question)).toContain('south.quick');
    expect(claimed.map(({ question }) => question)).not.toContain('north.quick');
    const open = [...headers.slice(0, 5), 'It is quick', own('south')];
    expect(recognise(makeSheet({ headers: open, rows: [] }), longer).problems[0]?.code).toBe('unknown-block');
  });

  test('any column moved in a file without block names is placed right or stopped, never placed wrong', () => {
    const headers = STAFF_HEADERS.map((header, index) => ({ header, index }));
    const right = new Map(
      recognise(makeSheet({ headers: STAFF_HEADERS, rows: [] }), small).claimed.flatMap(
        ({ question, columns }) =>
          columns.map((column, option) => [(column ?? 0) - 5, `${question}:${option}`] as const),
      ),
    );
    const at = headers.map((_, index) => index);
    for (const [from, to] of at.flatMap((one) => at.map((other) => [one, other] as const))) {
      const list = [...headers];
      list.splice(to, 0, ...list.splice(from, 1));
      const sheet = makeSheet({ headers: list.map(({ header }) => header), rows: [] });
      const { claimed, problems } = recognise(sheet, small);
      if (problems.some(({ severity }) => severity === 'error')) continue;
      for (const { question, columns } of claimed) {
        for (const [option, column] of columns.entries()) {
          if (column === null) continue;
          expect(right.get(list[column - 5]?.index ?? -1), `${from} to ${to}`).toBe(`${question}:${option}`);
        }
      }
    }
  });
});

describe('headers a survey’s maker has dressed', () => {
  const claims = (headers: readonly (string | readonly [string, string])[], rows: 1 | 2 = 1) =>
    recognise(makeSheet({ headers, rows: [], headerRows: rows }), small);

  test('numbered, starred, or with another end mark, they are found all the same', () => {
    const plain = claims(STAFF_HEADERS).claimed;
    const numbered = STAFF_HEADERS.map((header, at) => `Q${at + 1}. ${header}`);
    const starred = STAFF_HEADERS.map((header) => `${header.replace(/\?$/, ':')} *`);
    for (const headers of [numbered, starred]) {
      expect(claims(headers).problems).toEqual([]);
      expect(claims(headers).claimed).toEqual(plain);
    }
  });

  test('a question that ends in a colon before its option, and a code before both', () => {
    const headers = ['Which areas do you work in: - Town', '3 - Q3 - Which areas do you work in? - Coast'];
    const { claimed } = recognise(makeSheet({ headers, rows: [] }), small, { questionnaire: 'staff' });
    expect(claimed).toEqual([{ question: 'areas', columns: [5, 6, null], other: [] }]);
  });

  test('`Role - Other` is beside the role, whatever multi has an option "Other"', () => {
    const role = '2 - Q2 - Whats your role mainly?';
    const headers = [STAFF_HEADERS[0], role, `${role} - Other`, ...STAFF_HEADERS.slice(2)];
    const { claimed, problems } = claims(headers);
    expect(problems).toEqual([]);
    expect(claimed[1]).toEqual({ question: 'role', columns: [6], other: [7] });
    expect(claimed[2]).toEqual({ question: 'areas', columns: [8, 9, 10], other: [] });
  });
});

describe('which questionnaire', () => {
  test('a shortened one is known by what the file holds', () => {
    // Four of thirteen questions and an option are under a third; but the file holds nothing else.
    const many = { ...small, questionnaires: small.questionnaires.map((one) => lengthened(one)) };
    const sheet = makeSheet({ headers: STAFF_HEADERS, rows: [] });
    expect(recognise(sheet, many)).toMatchObject({
      questionnaire: 'staff',
      scores: [{ found: 13, of: 53 }, {}],
    });
    const strange = [...STAFF_HEADERS, ...Array.from({ length: 20 }, (_, at) => `Strange ${at}`)];
    expect(recognise(makeSheet({ headers: strange, rows: [] }), many).questionnaire).toBeNull();
  });

  test('columns that two share belong to the one with more of the file', () => {
    const [staff] = small.questionnaires;
    if (staff === undefined) throw new Error('a questionnaire');
    const brief = { ...staff, id: 'brief', questions: staff.questions.slice(0, 5) };
    // Found whole, though nearly as much of another is.
    const nearly = { ...staff, id: 'nearly', questions: staff.questions.slice(0, 12) };
    const waves = { ...small, questionnaires: [nearly, staff] };
    const twelve = makeSheet({ headers: STAFF_HEADERS.slice(0, 14), rows: [] });
    expect(recognise(twelve, waves).questionnaire).toBe('nearly');
    const fewer = makeSheet({ headers: STAFF_HEADERS.slice(1, 14), rows: [] });
    expect(recognise(fewer, waves).problems[0]?.code).toBe('ambiguous-questionnaire');
    const both = { ...small, questionnaires: [brief, staff] };
    // All five of `brief`, and six of the thirteen of `staff`.
    const headers = STAFF_HEADERS.slice(0, 8);
    expect(recognise(makeSheet({ headers, rows: [] }), both)).toMatchObject({ questionnaire: 'staff' });
    expect(recognise(makeSheet({ headers: headers.slice(0, 7), rows: [] }), both)).toMatchObject({
      questionnaire: 'brief',
    });
  });

  const users = ['Were you seen soon?', 'Were you heard?', 'Would you come back?'];

  test('none: the likeliest are listed', () => {
    expect(messages(['Favourite colour', 'Anything else?'])).toEqual([
      'a.csv: expected the columns of one of staff, users, found at most 1 of 13 questions of staff — the likeliest are 1 of 13 questions of staff; 0 of 3 questions of users: if it is one of them, say so with --questionnaire',
    ]);
    expect(messages(['Favourite colour'])[0]).toContain('found none of their questions');
  });

  test('told outright, few questions are enough, none are not', () => {
    expect(messages(['Anything else?'], { questionnaire: 'staff' })).toEqual([]);
    expect(messages(['Anything else?'], { questionnaire: 'users' })).toEqual([
      'a.csv: expected the columns of users, found none of their questions — check that this is the export of that questionnaire, with its header row',
    ]);
    expect(messages(['Anything else?'], { questionnaire: 'stuff' })[0]).toContain(
      'expected one of staff, users',
    );
  });

  test('two in one file stop it', () => {
    expect(messages([...STAFF_HEADERS, ...users])).toEqual([
      'a.csv: expected the columns of one questionnaire, found 13 of 13 questions of staff and 3 of 3 questions of users, in columns of their own — export each questionnaire into a file of its own',
    ]);
  });

  test('equally much of two stops it, unless told', () => {
    const [first, second] = small.questionnaires;
    if (first === undefined || second === undefined) throw new Error('two questionnaires');
    const twins = { ...small, questionnaires: [second, { ...second, id: 'users-2' }] };
    const sheet = makeSheet({ headers: users, rows: [] });
    expect(recognise(sheet, twins).problems.map(formatProblem)).toEqual([
      'a.csv: expected the columns of one questionnaire, found equally many of two: 3 of 3 questions of users and 3 of 3 questions of users-2 — say which one it is with --questionnaire',
    ]);
    expect(recognise(sheet, twins, { questionnaire: 'users-2' }).questionnaire).toBe('users-2');
  });
});

describe('single columns', () => {
  test('a question no column answers is a warning', () => {
    expect(messages(STAFF_HEADERS.slice(0, -1), {}, 'warning')).toEqual([
      'a.csv: expected a column for question comment, "Anything else?", found none — if the export words it differently, add that wording to the question’s aliases in the study',
    ]);
  });

  test('without the consent question a warning says so; a column that may be it stops the run', () => {
    expect(messages(STAFF_HEADERS.slice(1), {}, 'warning')).toEqual([
      'a.csv: expected a column for the consent question consent, "Do you agree to take part?", found none, so nobody is left out for not consenting — export it too, unless only those who consented are in the file',
    ]);
    expect(messages(['Do you agree to taking part in it?', ...STAFF_HEADERS.slice(1)])).toEqual([
      'a.csv: F "Do you agree to taking part in it?": expected a column for the consent question consent, "Do you agree to take part?", found one in words much like it — if this is it, add the wording to the question’s aliases in the study; if not, remove the column',
    ]);
  });

  test('a second column for a question is an error', () => {
    expect(messages([...STAFF_HEADERS, 'Anything else?'])).toEqual([
      'a.csv: U "Anything else?": expected one column for question comment, found a second one; the first is T "Anything else?" — remove the column that does not belong to this questionnaire',
    ]);
  });

  test('a column no question claims is a warning with the nearest once it holds something, else a note', () => {
    const headers = [...STAFF_HEADERS, 'What is it worth in all?', ''];
    const recognition = recognise(makeSheet({ headers, rows: [] }), small);
    expect(unclaimedProblems(recognition, new Map([[20, 3]])).map(formatProblem)).toEqual([
      'a.csv: U "What is it worth in all?": expected a column that answers a question, found 3 answers to none — the nearest: worth',
      'a.csv: expected answers in every column, found 1 without any, which no question claims: V — static text exports as an empty column',
    ]);
  });

  test('a column beside a question with Other (specify) holds its text', () => {
    const role = STAFF_HEADERS[1];
    for (const header of ['', role, 'Other (please specify)', `${role} - Other`]) {
      const headers = [...STAFF_HEADERS.slice(0, 2), header, ...STAFF_HEADERS.slice(2)];
      const { claimed, problems } = recognise(makeSheet({ headers, rows: [] }), small);
      expect(problems).toEqual([]);
      expect(claimed.find(({ question }) => question === 'role')).toEqual({
        question: 'role',
        columns: [6],
        other: [7],
      });
    }
  });

  test('the "Other" of a multi whose options list none is beside it, and no option of another multi', () => {
    const [staff] = small.questionnaires;
    const area = small.scales['area'];
    const areas = staff?.questions.find(({ id }) => id === 'areas');
    if (staff === undefined || area === undefined || areas === undefined) throw new Error('areas');
    const skill = {
      ...area,
      options: area.options.map((option, at) => (at === 2 ? option : { ...option, label: `Skill ${at}` })),
    };
    const skills = { ...areas, id: 'skills', text: 'Which skills do you have?', scale: 'skill' };
    const study = {
      ...small,
      scales: { ...small.scales, area: { ...area, options: area.options.slice(0, 2) }, skill },
      questionnaires: [{ ...staff, questions: [...staff.questions.slice(0, 3), skills] }],
    };
    const two = [
      ['Which areas do you work in?', 'Town'],
      ['', 'Coast'],
      ['', 'Other'],
      ['Which skills do you have?', 'Other'],
    ] as const;
    const joined = two.map(
      ([, label], at) =>
        `${areas.text.replace('areas do you work in', at === 3 ? 'skills do you have' : 'areas do you work in')} - ${label}`,
    );
    const coded = ['2 - 1 - Town', '2 - 2 - Coast', '2 - 3 - Other', '3 - 3 - Other'];
    for (const [headers, headerRows] of [
      [two, 2],
      [joined, 1],
      [coded, 1],
    ] as const) {
      const { claimed, problems } = recognise(makeSheet({ headers, rows: [], headerRows }), study, {
        questionnaire: 'staff',
      });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(claimed[0]).toEqual({ question: 'areas', columns: [5, 6], other: [7] });
      expect(claimed[1]).toMatchObject({ question: 'skills', columns: [null, null, 8] });
    }
  });

  test('an option that a multi does not list is an error', () => {
    const headers = STAFF_HEADERS.map((header) => [header, ''] as [string, string]);
    headers.splice(
      2,
      3,
      ['Which areas do you work in?', 'Town'],
      ['', 'Coast'],
      ['', 'Hills'],
      ['', 'Other'],
    );
    const { problems, claimed } = recognise(makeSheet({ headers, rows: [], headerRows: 2 }), small);
    expect(problems.map(formatProblem)).toEqual([
      'a.csv: J "Hills": expected an option of question areas, found a column of another option — add the option, or this spelling as an alias, to the scale in the study',
    ]);
    expect(claimed.find(({ question }) => question === 'areas')?.columns).toEqual([7, 8, 10]);
  });
});

test.skipIf(!existsSync('../shared'))(
  'the real two-row header of a survey that is not ours is not taken for one',
  () => {
    const text = readFileSync('../shared/questionpro/csv-two-header-rows.csv', 'utf8');
    const headers = (text.split('\r\n')[3] ?? '').slice(1, -1).split('","').slice(17);
    expect(recognise(makeSheet({ headers, rows: [] }), crs).questionnaire).toBeNull();
  },
);
