import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { codedStudy } from '../testing/coded-study.ts';
import { type PlacedCodings, placeCodings } from './place-codings.ts';
import type { QdaProject } from './project.ts';
import { readProject } from './read-project.ts';
import { ANSWERS, answerOf, CODINGS, codingOf, projectOf } from './testing/coded-answers.ts';
import { writeProject } from './write-project.ts';

const study = codedStudy();
const back = (project: QdaProject) => readProject(writeProject(project), 'a.qdpx').project;
const place = (project: QdaProject, answers = ANSWERS): PlacedCodings =>
  placeCodings(project, answers, study, 'file');

describe('a project written and read back', () => {
  it.each(['respondent', 'question'] as const)('is the same, by %s', (by) => {
    const project = projectOf(by);
    expect(back(project)).toEqual(project);
    expect(place(back(project)).codings).toEqual(CODINGS);
    expect(place(back(project)).misplaced).toEqual([]);
  });

  it('is the same whatever its texts, with emoji, combining marks and line ends', () => {
    const piece = fc.constantFrom(
      'a',
      'wait ',
      '🏠',
      '👩‍👩‍👧',
      'e\u0301',
      '\r\n',
      '\n',
      '\r',
      '\u{1d11e}',
      '\ud83d',
      ' ',
      ']',
      '&<"',
      '\u200f',
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((parts) => `x${parts.join('')}`);
    const spans = fc.array(
      fc.record({
        answer: fc.nat(),
        code: fc.constantFrom('waiting', 'staff', 'access'),
        from: fc.nat(),
        length: fc.nat(),
        coder: fc.constantFrom('ann', 'ben'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        spans,
        fc.constantFrom('respondent' as const, 'question' as const),
        (texts, drawn, by) => {
          const answers = texts.map((each, at) =>
            answerOf(String(at % 3), at < 3 ? 'comments' : 'a.why', each),
          );
          const codings = drawn.flatMap(({ answer: which, code, from, length, coder }) => {
            const answer = answers[which % answers.length] ?? answerOf('', '', '');
            // Spans begin and end between characters, CRLF being one.
            const edges = [...answer.text.matchAll(/\r\n|[\s\S]/gu)].map(({ index }) => index);
            edges.push(answer.text.length);
            const start = from % (edges.length - 1);
            const end = start + 1 + (length % (edges.length - 1 - start));
            if (answer.question !== 'comments' && code === 'staff') return [];
            return [
              {
                ...codingOf(answer, code, ''),
                start: edges[start] ?? 0,
                end: edges[end] ?? 0,
                by: { kind: 'person' as const, coder },
              },
            ];
          });
          const project = projectOf(by, { answers, codings });
          const read = back(project);
          expect(read).toEqual(project);
          const placed = place(read, answers);
          expect(placed.misplaced).toEqual([]);
          const key = (each: unknown) => JSON.stringify(each);
          expect(placed.codings.map(key).sort()).toEqual([...new Set(codings.map(key))].sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is the same bytes in any time zone, with LF texts in lower-case sources/ and no byte order mark', () => {
    const zone = process.env['TZ'];
    const written = ['Pacific/Kiritimati', 'America/Anchorage'].map((each) => {
      process.env['TZ'] = each;
      return Buffer.from(writeProject(projectOf('respondent'))).toString('base64');
    });
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(written[0]).toBe(written[1]);
    const files = unzipSync(writeProject(projectOf('respondent')));
    expect(Object.keys(files).map((name) => name.replace(/[0-9a-f-]{36}/, 'GUID'))).toEqual([
      'project.qde',
      'sources/GUID.txt',
      'sources/GUID.txt',
    ]);
    expect(Object.values(files).some((bytes) => bytes[0] === 0xef || bytes.includes(13))).toBe(false);
  });

  it('has each of several coders who agree with a coding of their own', () => {
    const answer = ANSWERS[0] ?? answerOf('', '', '');
    const codings = [codingOf(answer, 'waiting', 'queues', { by: { kind: 'person', coder: 'ann · ben' } })];
    expect(place(back(projectOf('respondent', { codings }))).codings.map(({ by }) => by)).toEqual([
      { kind: 'person', coder: 'ann' },
      { kind: 'person', coder: 'ben' },
    ]);
  });

  it('has attributes of respondents on sources and cases', () => {
    const named = ({ variables, cases, sources }: QdaProject) =>
      [cases, sources].map((all) =>
        all.map(({ values }) =>
          values.map(
            ({ variable, value }) => `${variables.find(({ guid }) => guid === variable)?.name}: ${value}`,
          ),
        ),
      );
    const [cases, sources] = named(projectOf('respondent'));
    expect(cases).toEqual(sources);
    expect(cases?.[0]).toEqual(expect.arrayContaining(['Response: 1', 'Area: North; South']));
    const [own, bySource] = named(projectOf('question'));
    expect(own).toEqual(cases);
    expect(bySource?.[1]).toEqual(expect.arrayContaining(['Question: a.why', 'Item: why']));
    expect(projectOf('question').cases.map(({ selections }) => selections.length)).toEqual([2, 1]);
  });
});
