import { describe, expect, it } from 'vitest';
import { parseStudy } from '../../study/parse-study.ts';
import { CANTEEN } from '../testing/canteen.ts';
import { compileCodebook } from './compile-codebook.ts';

/** What one rule finds in a text, as the stretches found. */
function found(when: string, text: string, wants = 'either'): readonly string[] {
  const rule = JSON.stringify({ id: 'r', when, wants });
  const study = parseStudy([
    { name: '1.yaml', text: CANTEEN },
    { name: '2.yaml', text: `codes: [{ code: c, name: C, brief: C, rules: [${rule}] }]` },
  ]);
  const coder = compileCodebook(study).forQuestion(null, null);
  return coder.code(text).map(({ start, end }) => text.slice(start, end));
}

describe('what a rule finds', () => {
  it.each<[string, string, readonly string[]]>([
    ['delay', 'DELAY after delay; delays', ['DELAY', 'delay']],
    ['hous*', 'Housing, houses and warehouses', ['Housing', 'houses']],
    ['*hous*', 'warehouses', ['warehouses']],
    ['wom?n', 'women and a woman, womaan', ['women', 'woman']],
    ['~refer', 'Referring refers to referred people', ['Referring', 'refers', 'referred']],
    ['"waiting list"', 'A waiting\tlist. Waiting, list. WAITING-LIST', ['waiting\tlist', 'WAITING-LIST']],
    ['co-location', 'Co-location, colocation, co location', ['Co-location', 'co location']],
    ['"wait* list*"', 'waits lists waiter listed', ['waits lists', 'waiter listed']],
    ['"a * b"', 'a x b a b', ['a x b']],
    ['don’t', "don't DON’T dont", ["don't", 'DON’T']],
    ['provider', 'the provider’s staff', ['provider’s']],
    ['"r&m"', 'use R&M', ['R&M']],
    ['/wait(ing)? +list/', 'a Waiting  list', ['Waiting  list']],
    ["/can't|won't/", 'can’t and WON’T', ['can’t', 'WON’T']],
    ['a or b', 'b a', ['b', 'a']],
    ['a and b', 'a x a b', ['a', 'a']],
    ['a and b', 'a', []],
    ['a and not b', 'a c', ['a']],
    ['a and not b', 'a b', []],
    ['not b and a', 'c a', ['a']],
    ['a near/2 b', 'a x b', ['a x b']],
    ['a near/2 b', 'b x a', ['b x a']],
    ['a near/2 b', 'a x y b', []],
    ['a before/2 b', 'b a', []],
    ['(a or c) before/3 (b or d)', 'a d c b', ['a d', 'c b']],
    ['a near/5 b near/5 c', 'c b a', ['c b a']],
    ['a or b and c', 'a', ['a']],
    ['(a or b) and c', 'a', []],
  ])('%s in "%s"', (when, text, expected) => expect(found(when, text)).toEqual(expected));

  it.each<[string, readonly string[]]>([
    // A sentence ends.
    ['staff. slow', []],
    ['Staff. slow', []],
    ['staff! Slow', []],
    ['staff? slow', []],
    ['staff; slow', []],
    ['staff.Slow', []],
    ['staff (again). "Slow"', []],
    ['staff\nSlow', []],
    ['staff\n\nslow', []],
    ['staff\n- slow', []],
    ['staff\r\n• slow', []],
    // It goes on.
    ['staff, slow', ['staff, slow']],
    ['staff: slow', ['staff: slow']],
    ['staff – slow', ['staff – slow']],
    ['staff (slow)', ['staff (slow']],
    ['staff... slow', ['staff... slow']],
    ['staff … slow', ['staff … slow']],
    ['staff\nslow', ['staff\nslow']],
    ['staff\r\nslow', ['staff\r\nslow']],
    ['staff e.g. slow', ['staff e.g. slow']],
    ['staff, i.e. Slow', ['staff, i.e. Slow']],
    ['staff etc. slow', ['staff etc. slow']],
    ['staff 2.5 slow', ['staff 2.5 slow']],
    ['staff in the U.K. slow', ['staff in the U.K. slow']],
    ['staff www.staff.org.uk slow', ['staff www.staff.org.uk slow']],
    // The nearest within the sentence, though another is nearer.
    ['Slow. Staff are so slow', ['Staff are so slow']],
    ['staff who are slow. Staff', ['staff who are slow']],
  ])('what is near in "%s"', (text, expected) => {
    expect(found('staff near/6 slow', text)).toEqual(expected);
    expect(found('staff before/6 slow', text)).toEqual(expected);
  });

  it('near, within a sentence only, after a finding that has no word', () => {
    expect(found('/\\?$/ near/5 staff', 'Slow. Staff?')).toEqual(['Staff?']);
    expect(found('/\\?$/ near/5 slow', 'Slow. Staff?')).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['staff@staff-team.org', []],
    ['Write to first.staff+team@staff.example.org.', []],
    ['<staff@example.org>, staff', ['staff']],
    ['Email:staff@example.org;staff@example.org staff', ['staff']],
    ['See https://example.org/staff?staff=staff#staff', []],
    ['(see HTTPS://staff.example)', []],
    ['www.staff.org/staff, then staff', ['staff']],
    ['staff.gov.uk, staff.co.uk/staff', []],
    ['staff@', ['staff']],
    ['@staff', ['staff']],
    ['staff @ team', ['staff']],
    ['staff@work', ['staff']],
    ['slow.staff', ['staff']],
    ['and/or staff/team', ['staff']],
    ['staff://', []],
  ])('no words of addresses in "%s"', (text, expected) => {
    expect(found('staff', text)).toEqual(expected);
  });

  it('phrases do not reach over addresses, and regular expressions look into them', () => {
    expect(found('"waiting list"', 'waiting www.example.org list')).toEqual([]);
    expect(found('/example\\.org/', 'waiting www.example.org list')).toEqual(['example.org']);
    expect(found('"e.g."', 'e.g. this')).toEqual(['e.g']);
  });

  it.each<[string, readonly string[]]>([
    ['There is delay', ['delay']],
    ['There was no delay', []],
    ['There wasn’t any delay', []],
    ['There wasnt any delay', []],
    ['Not late but delay', ['delay']],
    ['Never. Delay', ['Delay']],
    ['No, delay', ['delay']],
    ['not one two three four five delay', []],
    ['not one two three four five six delay', ['delay']],
    ['not only delay', ['delay']],
    ['not without delay', ['delay']],
    ['no lack of delay', ['delay']],
    ['a lack of delay', []],
    ['not yet a delay', []],
    ['nothing but delay', ['delay']],
    ['delay is lacking', []],
    ['support is lacking and delay', ['delay']],
  ])('an affirmed delay in "%s"', (text, expected) => {
    expect(found('delay', text, 'affirmed')).toEqual(expected);
    expect(found('delay', text, 'negated').length).toBe(1 - expected.length);
  });
});

describe('a finding that holds the word that denies is not denied by it', () => {
  it.each([
    ['"no delay"', 'no delay'],
    ['delay near/5 lacking', 'delay is lacking'],
    ['"delay is lacking"', 'delay is lacking'],
  ])('%s in "%s"', (when, text) => expect(found(when, text, 'affirmed')).toEqual([text]));
});

describe('long answers', () => {
  it('cost no more than their length, whatever the rule', () => {
    const text = `${'delay of court '.repeat(20_000)}${'a'.repeat(50_000)}`;
    const start = performance.now();
    expect(found('/(a+)+b|(a|aa)+c/', text)).toEqual([]);
    expect(found('*a*a*a*b', text)).toEqual([]);
    for (const piece of ['a@', 'a.', 'a-', 'http', '://', 'no problem ', 'is lacking '])
      expect(found('delay', piece.repeat(100_000))).toEqual([]);
    // Each court and the delay after it; the first delay and the last court, which have no such neighbour, are with those two words on.
    expect(found('delay near/3 court', text)).toHaveLength(20_001);
    expect(found('delay near/3 court near/9 (of or delay)', text).length).toBeGreaterThan(20_000);
    // A backtracking matcher, or every pair of 20,000 and 20,000, would take minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('questions and groups', () => {
  const study = parseStudy([
    { name: '1.yaml', text: CANTEEN },
    {
      name: '2.yaml',
      text: `codes:
  - { code: a, name: A, brief: A, rules: [x, { id: lunch, when: x, where: { meal: L } }, { id: north, when: x, where: { site: [north] } }, { id: other, when: x, questions: [other] }] }
  - { code: b, name: B, brief: B, questions: [other], rules: [x] }
`,
    },
  ]);
  const coder = compileCodebook(study);
  const [staff] = study.questionnaires;
  const rules = (question: string | null, groups?: Readonly<Record<string, readonly string[]>>) => {
    const asked = staff?.questions.find(({ id }) => id === question) ?? null;
    return coder
      .forQuestion(asked === null ? null : (staff ?? null), asked)
      .code('x', groups)
      .map(({ rule }) => rule);
  };

  it('limit rules as far as they are known', () => {
    expect(rules('improve')).toEqual(['a-1', 'lunch']);
    expect(rules('improve', { site: ['south', 'north'] })).toEqual(['a-1', 'lunch', 'north']);
    expect(rules('improve', { site: ['south'] })).toEqual(['a-1', 'lunch']);
    expect(rules('other')).toEqual(['a-1', 'other', 'b-1']);
    expect(rules('site')).toEqual([]);
    expect(rules(null)).toEqual(['a-1', 'other', 'b-1']);
    expect(coder.forQuestion(null, null).codes.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('a study without a codebook has no codes', () => {
    const none = compileCodebook({ codebook: null, dimensions: [] });
    expect(none.codebook.codes).toEqual([]);
    expect(none.forQuestion(null, null).code('x')).toEqual([]);
  });
});
