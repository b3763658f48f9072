import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratio } from '../../exact/ratio.ts';
import { type CodeChoice, type CodedAnswers, codedAnswers } from './coded-answers.ts';
import { compareCoders } from './compare-coders.ts';
import { compareWithReference } from './compare-with-reference.ts';
import { disagreementsOf } from './disagreements.ts';
import { undefinedFor } from './measure.ts';

/** `{ 'q1/a': 'x y' }`: answer a to question q1 has the codes x and y; an empty text is read and no code applies. */
function coded(coder: string, answers: Readonly<Record<string, string>>): CodedAnswers {
  return {
    coder,
    answers: new Map(
      Object.entries(answers).map(([key, codes]) => [
        key,
        { question: key.split('/')[0] ?? '', codes: new Set(codes.split(' ').filter(Boolean)) },
      ]),
    ),
  };
}

// x applies to both questions, y to q2 alone, z to both and is given to nothing; w applies to neither.
const CHOICE: CodeChoice = {
  codes: ['x', 'y', 'z', 'w'],
  applies: (code, question) => code !== 'w' && (code !== 'y' || question === 'q2'),
};
const NONE = { resamples: 0, seed: 1 };
const ANN = coded('ann', { 'q1/a': 'x', 'q1/b': '', 'q2/a': 'x y', 'q2/b': 'y', 'q2/c': 'x' });
const BEN = coded('ben', { 'q1/a': 'x', 'q1/b': 'x', 'q2/a': 'y', 'q2/b': '', 'q1/c': 'x' });

describe('coders compared', () => {
  const comparison = compareCoders([BEN, ANN], CHOICE, NONE);
  const of = (code: string) => comparison.codes.find((one) => one.code === code);

  it('the unit is an answer that both read × a code that applies to its question', () => {
    // Both read q1/a, q1/b, q2/a, q2/b; one alone q2/c, and the other q1/c. 3 codes for q2's answers, 2 for q1's.
    expect(comparison).toMatchObject({ coders: ['ann', 'ben'], answers: 6 });
    expect(comparison.codes.map(({ code, units, single }) => [code, units, single])).toEqual([
      ['x', 4, 2],
      ['y', 2, 1],
      ['z', 4, 2],
      ['w', 0, 0],
    ]);
    expect(comparison.overall).toMatchObject({ units: 10, single: 5 });
  });

  it('x by hand: they agree on 2 of 4 and each says yes to 2', () => {
    // Ann: yes no yes no; Ben: yes yes no no. p_o = p_e = 1/2. Alpha: D_o = 1/2; D_e = 2·4·4/(8·7) = 4/7; 1 − 7/8. AC1 takes the
    // shares of all six units: π = 2/3, p_e = 2·2/9 = 4/9, (1/2 − 4/9) ÷ (5/9).
    expect(of('x')).toMatchObject({
      percent: ratio(1, 2),
      kappa: ratio(0, 1),
      alpha: ratio(1, 8),
      ac1: ratio(1, 10),
      prevalence: { codings: 8, yes: 4, share: ratio(1, 2) },
      byCoder: [
        { codings: 4, yes: 2, share: ratio(1, 2) },
        { codings: 4, yes: 2, share: ratio(1, 2) },
      ],
    });
  });

  it('a code nobody used is agreed on by all and undefined; one that applies to no answer has no pairs', () => {
    const never = undefinedFor('no-variation');
    expect(of('z')).toMatchObject({
      percent: ratio(1, 1),
      kappa: never,
      alpha: never,
      alphaInterval: never,
      ac1: never,
    });
    const none = undefinedFor('no-pairs');
    expect(of('w')).toMatchObject({
      percent: none,
      kappa: none,
      alpha: none,
      ac1: none,
      prevalence: { share: none },
    });
  });

  it('overall pools the units', () => {
    // 10 units: they differ on x of q1/b and q2/a, and on y of q2/b.
    expect(comparison.overall.percent).toEqual(ratio(7, 10));
    expect(comparison.pairs).toEqual([
      { coders: ['ann', 'ben'], units: 10, percent: ratio(7, 10), kappa: comparison.overall.kappa },
    ]);
  });

  it('disagreements name answer, code, and who said yes and no; who did not read it is in neither list', () => {
    const cat = coded('cat', { 'q1/b': 'x' });
    expect(disagreementsOf([BEN, cat, ANN], CHOICE)).toEqual([
      { answer: 'q1/b', question: 'q1', code: 'x', yes: ['ben', 'cat'], no: ['ann'] },
      { answer: 'q2/a', question: 'q2', code: 'x', yes: ['ann'], no: ['ben'] },
      { answer: 'q2/b', question: 'q2', code: 'y', yes: ['ann'], no: ['ben'] },
    ]);
  });

  it('nobody and nothing compared is undefined, not a crash', () => {
    expect(compareCoders([], CHOICE, NONE).overall.alpha).toEqual(undefinedFor('no-pairs'));
    expect(compareCoders([ANN, BEN], { ...CHOICE, codes: [] }, NONE).overall.alpha).toEqual(
      undefinedFor('no-pairs'),
    );
    expect(disagreementsOf([], CHOICE)).toEqual([]);
  });
});

describe('against a reference', () => {
  const against = compareWithReference(BEN, ANN, CHOICE);

  it('counts found, too many and missed per code, over answers both read', () => {
    expect(against).toMatchObject({ coder: 'ben', reference: 'ann', answers: 4 });
    expect(against.codes.map(({ code, tp, fp, fn, tn }) => [code, tp, fp, fn, tn])).toEqual([
      ['x', 1, 1, 1, 1],
      ['y', 1, 0, 1, 0],
      ['z', 0, 0, 0, 4],
      ['w', 0, 0, 0, 0],
    ]);
  });

  it('micro is of all units, macro the mean of the codes that have the measure', () => {
    expect(against.micro).toMatchObject({ tp: 2, fp: 1, fn: 2, precision: ratio(2, 3), recall: ratio(1, 2) });
    expect(against.micro.f1).toEqual(ratio(4, 7));
    // x: 1/2, 1/2, 1/2; y: 1, 1/2, 2/3; z and w have none.
    expect(against.macro).toEqual({
      precision: { value: ratio(3, 4), codes: 2 },
      recall: { value: ratio(1, 2), codes: 2 },
      f1: { value: ratio(7, 12), codes: 2 },
    });
  });
});

it('the order of coders and of their answers changes nothing, the interval included', () => {
  const answers = fc.dictionary(
    fc.constantFrom('q1/a', 'q1/b', 'q1/c', 'q2/a', 'q2/b', 'q2/c'),
    fc.constantFrom('', 'x', 'x y', 'z'),
  );
  const backwards = (one: CodedAnswers) => ({ ...one, answers: new Map([...one.answers].reverse()) });
  fc.assert(
    fc.property(answers, answers, answers, (a, b, c) => {
      const coders = [coded('a', a), coded('b', b), coded('c', c)];
      const resampling = { resamples: 20, seed: 3 };
      expect(compareCoders(coders.map(backwards).reverse(), CHOICE, resampling)).toEqual(
        compareCoders(coders, CHOICE, resampling),
      );
    }),
  );
});

it('codings become coded answers: what was read and not coded has no code, what was not read is missing', () => {
  const key = (responseId: string) => ({ questionnaire: 'q', responseId, fileRow: 2, question: 'more' });
  const codings = [
    { answer: key('1'), code: 'x' },
    { answer: key('1'), code: 'x' },
    { answer: key('3'), code: 'x' },
  ];
  expect(codedAnswers('rules', [key('1'), key('2')], codings)).toEqual({
    coder: 'rules',
    answers: new Map([
      ['q\n1\nmore', { question: 'q/more', codes: new Set(['x']) }],
      ['q\n2\nmore', { question: 'q/more', codes: new Set() }],
    ]),
  });
});
