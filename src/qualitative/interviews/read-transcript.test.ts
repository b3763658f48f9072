import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../study/problem.ts';
import { asProposed, codeAnswer } from '../coded-answer.ts';
import { compileCodebook } from '../rules/compile-codebook.ts';
import { codedStudy } from '../testing/coded-study.ts';
import { countInterviews } from './count-interviews.ts';
import { answersIn, readTranscript } from './read-transcript.ts';

const read = (text: string) => readTranscript('a.txt', text);
const faults = (text: string) => read(text).problems.map((each) => `${each.severity} ${formatProblem(each)}`);
const said = (text: string) =>
  read(text).transcript.turns.map(({ number, speaker, isInterviewer, text: words, line }) => [
    number,
    line,
    isInterviewer ? `(${speaker})` : speaker,
    words,
  ]);

describe('a transcript', () => {
  it('has a header, then turns that go on until another begins', () => {
    const text =
      '\ufeffGroup: CRS staff\r\nphase: 2\r\n\r\nI: How is it?\r\n\r\nP1: Fine.\r\nMostly: it depends\r\n\r\non the day.\r\nI: And?\r\nP1:\r\nWell: no.\r\n';
    expect(said(text)).toEqual([
      [1, 4, '(I)', 'How is it?'],
      [2, 6, 'P1', 'Fine.'],
      [3, 7, 'Mostly', 'it depends\n\non the day.'],
      [4, 10, '(I)', 'And?'],
      [5, 11, 'P1', ''],
      [6, 12, 'Well', 'no.'],
    ]);
    expect(faults(text)).toEqual([
      'warning a.txt:7: expected a speaker who speaks again, found one who does not — if it is no name, list those who speak in the header: "speakers: …"',
      'warning a.txt:12: expected a speaker who speaks again, found one who does not — if it is no name, list those who speak in the header: "speakers: …"',
    ]);
    const listed = text.replace('phase: 2', 'phase: 2\r\nspeakers: P1');
    expect(faults(listed)).toEqual([]);
    expect(said(listed)).toEqual([
      [1, 5, '(I)', 'How is it?'],
      [2, 7, 'P1', 'Fine.\nMostly: it depends\n\non the day.'],
      [3, 11, '(I)', 'And?'],
      [4, 12, 'P1', 'Well: no.'],
    ]);
    expect(read(listed).transcript).toMatchObject({
      id: 'a',
      group: 'CRS staff',
      attributes: { phase: '2' },
    });
  });

  it('may have a fenced header, times, Markdown, and interviewers of any name', () => {
    const text =
      '---\ngroup: A\n\ninterviewer: Dr X\n---\n**Dr X:** Why?\n[00:01:02] **Staff 2**: Because.\n00:02 staff 2: lower case is no name\nStaff 2: “Yes”\n(0:03) Dr X: ok';
    expect(faults(text)).toEqual([
      'error a.txt:3: expected a header line such as "group: CRS staff", found 0 characters of another kind — a blank line ends the header',
    ]);
    expect(said(text.replace('\n\n', '\n'))).toEqual([
      [1, 5, '(Dr X)', 'Why?'],
      [2, 6, 'Staff 2', 'Because.\n00:02 staff 2: lower case is no name'],
      [3, 8, 'Staff 2', '“Yes”'],
      [4, 9, '(Dr X)', 'ok'],
    ]);
  });

  it.each([
    ['', ['error a.txt:1: expected a line such as "group: CRS staff" in the header, found none']],
    [
      'I: So?\nP: No.\n',
      ['error a.txt:1: expected a line such as "group: CRS staff" in the header, found none'],
    ],
    [
      'group: A\ngroup: B\n\nP: x',
      ['error a.txt:2: expected each key once in the header, found one twice — a blank line ends the header'],
    ],
    [
      'group: A\nThe secret is out\n\nP: x',
      [
        'error a.txt:2: expected a header line such as "group: CRS staff", found 17 characters of another kind — a blank line ends the header',
      ],
    ],
    [
      'group: A\n\nthe secret is out\nP: x',
      [
        'error a.txt:3: expected a turn such as "Interviewer: …", found a line of 17 characters without a speaker — begin it with who speaks and a colon',
      ],
    ],
    [
      'group: A\n\nI: x\nQ: y',
      [
        'error a.txt: expected turns of somebody besides the interviewer, found none — interviewers are named Interviewer, I, Q … or by "interviewer:" in the header',
      ],
    ],
    [
      'group: A\n',
      [
        'error a.txt: expected turns of somebody besides the interviewer, found no turn — interviewers are named Interviewer, I, Q … or by "interviewer:" in the header',
      ],
    ],
    ['---\ngroup: A\nP: x', ['error a.txt:1: expected a line "---" that ends the header, found none']],
  ])('says what is wrong, at its line and without its words: %j', (text, expected) => {
    expect(faults(text)).toEqual(expected);
  });

  it('gives the respondents’ turns as answers, numbered with the interviewer’s', () => {
    const { transcript } = read('group: A\n\nI: So?\nP1: One.\nP1:\nP2: Two.\nP1: …');
    expect(
      answersIn(transcript).map(({ questionnaire, responseId, question, fileRow, text }) => [
        questionnaire,
        responseId,
        question,
        fileRow,
        text,
      ]),
    ).toEqual([
      ['interviews', 'a', 'turn-2', 4, 'One.'],
      ['interviews', 'a', 'turn-4', 6, 'Two.'],
      ['interviews', 'a', 'turn-5', 7, '…'],
    ]);
  });
});

it('counts codes by group: interviews once, mentions each, a code above with those below it', () => {
  const texts = { a: 'Waiting, always waiting', b: 'A queue and a bus', c: 'Nothing' };
  const transcripts = Object.entries(texts).map(([name, text]) => ({
    ...readTranscript(`${name}.txt`, `group: ${name === 'c' ? 'Y' : 'X'}\n\nI: So?\nP: ${text}\nP: queue`)
      .transcript,
  }));
  const coder = compileCodebook(codedStudy());
  const asked = { codebook: coder.codebook, question: coder.forQuestion(null, null) };
  const coded = transcripts.flatMap((each) =>
    answersIn(each).map((answer) => codeAnswer(answer, asked, {}, asProposed)),
  );
  // X: a has waiting twice and a queue, b a queue, a bus and a queue; Y: c has a queue.
  expect(
    countInterviews(transcripts, coded, coder.codebook).map(
      ({ group, interviews, code, given, mentions }) => [group, interviews, code, given, mentions],
    ),
  ).toEqual([
    ['X', 2, 'access', 2, 6],
    ['X', 2, 'waiting', 2, 5],
    ['X', 2, 'distance', 1, 1],
    ['X', 2, 'staff', 0, 0],
    ['Y', 1, 'access', 1, 1],
    ['Y', 1, 'waiting', 1, 1],
    ['Y', 1, 'distance', 0, 0],
    ['Y', 1, 'staff', 0, 0],
  ]);
  expect(countInterviews([], [], coder.codebook)).toEqual([]);
});

it('reads the made-up interviews of the fixtures without a fault', () => {
  const folder = new URL('../../../fixtures/crs-evaluation/interviews/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name !== 'README.md');
  const all = files.map((name) => readTranscript(name, readFileSync(new URL(name, folder), 'utf8')));
  expect(all.flatMap(({ problems }) => problems)).toEqual([]);
  expect(all.map(({ transcript }) => [transcript.group, transcript.turns.length])).toEqual([
    ['Probation', 32],
    ['CRS staff', 32],
  ]);
});
