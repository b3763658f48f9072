import { describe, expect, it } from 'vitest';
import { coderOf, mentionsIn } from './coded-answer.ts';
import type { Coding } from './coding.ts';
import { codedBatch, codedStudy } from './testing/coded-study.ts';

const study = codedStudy();
const WELSH = 'Mae’r rhestr aros yn rhy hir ac mae angen mwy o staff yn yr ardal';

describe('an answer is coded', () => {
  it('by rules, with the span that was meant, the rule and the codebook’s version', () => {
    const { coded } = codedBatch(study, [{ text: { comments: 'The bus 🚌 stops, so staff wait' } }]);
    const [answer] = coded[0] ?? [];
    expect(
      answer?.codings.map(({ code, start, end, by }) => [code, answer.answer.text.slice(start, end), by]),
    ).toEqual([
      ['distance', 'bus', { kind: 'rule', rule: 'distance-1', codebook: study.codebook?.sha256 }],
      ['staff', 'staff', { kind: 'rule', rule: 'staff-1', codebook: study.codebook?.sha256 }],
      ['waiting', 'wait', { kind: 'rule', rule: 'waiting-1', codebook: study.codebook?.sha256 }],
    ]);
  });

  it('only with codes that apply to its question', () => {
    const { coded } = codedBatch(study, [{ text: { 'a.why': 'staff' } }]);
    expect(coded[0]?.[0]?.codings).toEqual([]);
  });

  it('is set aside in another language, unless a person gave it a code', () => {
    const rows = [{ text: { comments: WELSH } }];
    expect(codedBatch(study, rows).coded[0]?.[0]).toMatchObject({
      language: 'cy',
      setAside: true,
      codings: [],
    });
    const person: Coding = {
      answer: { questionnaire: 'staff-1', responseId: 'r1', fileRow: 1, question: 'comments' },
      code: 'waiting',
      start: 0,
      end: 5,
      by: { kind: 'person', coder: 'A' },
      memo: '',
    };
    const decided = codedBatch(study, rows, () => [person]).coded[0]?.[0];
    expect(decided).toMatchObject({ setAside: false, codings: [person] });
  });

  it('finally as people decide: what they add and take away, in order of place', () => {
    const { coded } = codedBatch(study, [{ text: { comments: 'bus and staff' } }], (_, proposed) => [
      ...proposed.filter(({ code }) => code !== 'distance'),
      ...proposed
        .slice(0, 1)
        .map((coding): Coding => ({ ...coding, code: 'waiting', by: { kind: 'person', coder: 'A' } })),
    ]);
    expect(coded[0]?.[0]?.codings.map((coding) => [coding.code, coderOf(coding)])).toEqual([
      ['waiting', 'A'],
      ['staff', 'staff-1'],
    ]);
  });
});

it('takes spans that overlap or lie in each other for one mention, and those that touch for two', () => {
  const span = (start: number, end: number) => ({ start, end });
  expect(mentionsIn([])).toBe(0);
  expect(mentionsIn([span(4, 8), span(0, 5), span(1, 2)])).toBe(1);
  expect(mentionsIn([span(0, 5), span(5, 8), span(9, 10)])).toBe(3);
});
