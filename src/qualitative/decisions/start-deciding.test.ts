import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Codebook, CodeChange } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import type { Coding } from '../coding.ts';
import { codePointSpan } from '../rules/code-point-span.ts';
import type { Decision } from './decision.ts';
import { findContradictions } from './find-contradictions.ts';
import { startDeciding } from './start-deciding.ts';
import { textSha256 } from './text-sha256.ts';

const TEXT = 'The 🍲 soup\r\nis e\u0301tuve and dear.';
const answer = (text = TEXT, responseId = '1') => ({
  questionnaire: 'staff',
  responseId,
  fileRow: 2,
  question: 'improve',
  text,
});

/** A study of as much as decisions need. */
function study(changes: readonly CodeChange[] = [], ids = ['soup', 'price', 'cooks']): Study {
  const place = { file: 'c.yaml', line: 1, column: 1, literal: true };
  const codebook: Codebook = {
    codes: [...ids, 'elsewhere'].map((id) => ({
      ...{
        id,
        name: id,
        brief: id,
        full: id,
        use: '',
        not: '',
        examples: [],
        parent: null,
        rules: [],
        place,
      },
      questions: [id === 'elsewhere' ? 'other' : 'improve'],
    })),
    changes,
    sha256: 'book',
  };
  const questions = ['improve', 'other'].map((id) => ({ id, item: id, kind: 'text' }));
  return {
    codebook,
    questionnaires: [{ id: 'staff', questions, withdrawn: ['9'] }],
  } as unknown as Study;
}

let rows = 1;
function decision(verdict: Decision['verdict'], code: string | null, more: Partial<Decision> = {}): Decision {
  rows += 1;
  return {
    ...{ file: 'd.csv', row: rows, code, verdict, span: null, memo: '', coder: 'ann', when: '2025-01-01' },
    ...{ adjudicates: '', textSha256: textSha256(TEXT), codebook: 'book' },
    answer: { questionnaire: 'staff', responseId: '1', question: 'improve' },
    ...more,
  };
}

function proposed(code: string, words: string, rule = `${code}-1`): Coding {
  const start = TEXT.indexOf(words);
  const { text: _, ...key } = answer();
  return {
    answer: key,
    code,
    start,
    end: start + words.length,
    by: { kind: 'rule', rule, codebook: 'book' },
    memo: '',
  };
}

const SOUP = proposed('soup', 'soup');
const DEAR = proposed('price', 'dear');

/** `code[words] by whom (what they confirm): why`, sorted. */
function said(codings: readonly Coding[], text = TEXT): readonly string[] {
  return codings
    .map(({ code, start, end, by, memo }) => {
      const who =
        by.kind === 'rule'
          ? by.rule
          : `${by.coder}${by.confirms === undefined ? '' : ` (${by.confirms.rule})`}`;
      return `${code}[${text.slice(start, end)}] ${who}${memo === '' ? '' : `: ${memo}`}`;
    })
    .sort();
}

function decided(decisions: readonly Decision[], given = study(), hits: readonly Coding[] = [SOUP, DEAR]) {
  const decider = startDeciding(decisions, given);
  const codings = said(decider.decide(answer(), hits));
  return {
    codings,
    states: decider.cases().map(({ state, again }) => (again === null ? state : `${state}, ${again}`)),
  };
}

describe('startDeciding', () => {
  it('lets rules’ proposals stand where nobody spoke', () => {
    expect(decided([]).codings).toEqual(['price[dear] price-1', 'soup[soup] soup-1']);
  });

  it('confirms what is kept, with the rule on record, and takes away what is removed', () => {
    expect(decided([decision('keep', 'soup', { memo: 'yes' }), decision('remove', 'price')])).toEqual({
      codings: ['soup[soup] ann (soup-1): yes'],
      states: ['applied', 'applied'],
    });
  });

  it('adds codes to the words named, across emoji, combining marks and line ends, or to the whole answer', () => {
    const at = TEXT.indexOf('🍲');
    const span = codePointSpan(TEXT, at, TEXT.indexOf(' and'));
    expect(span).toEqual({ start: 4, end: 20 });
    const { codings } = decided([decision('add', 'cooks', { span }), decision('add', 'soup')], study(), []);
    expect(codings).toEqual(['cooks[🍲 soup\r\nis e\u0301tuve] ann', `soup[${TEXT}] ann`]);
  });

  it('keeps a coding where no rule finds it any more', () => {
    const span = codePointSpan(TEXT, SOUP.start, SOUP.end);
    expect(decided([decision('keep', 'soup', { span })], study(), [DEAR]).codings).toEqual([
      'price[dear] price-1',
      'soup[soup] ann',
    ]);
  });

  it('takes everything away where no code applies', () => {
    expect(decided([decision('none', null)])).toEqual({ codings: [], states: ['applied'] });
  });

  it('names every coder of those who agree', () => {
    const both = [
      decision('keep', 'soup', { coder: 'ben', memo: 'b' }),
      decision('add', 'soup', { memo: 'a' }),
    ];
    expect(decided(both, study(), [SOUP]).codings).toEqual(['soup[soup] ann · ben (soup-1): a; b']);
  });

  it('lets the proposal stand where coders differ, until an adjudication, which wins', () => {
    const differing = [decision('keep', 'soup'), decision('none', null, { coder: 'ben' })];
    expect(decided(differing)).toEqual({
      codings: ['soup[soup] soup-1'],
      states: ['disputed', 'disputed'],
    });
    const added = [decision('add', 'cooks'), decision('remove', 'cooks', { coder: 'ben' })];
    expect(decided(added, study(), []).codings).toEqual([]);
    const ruled = decision('keep', 'soup', { coder: 'eve', adjudicates: 'ann · ben', memo: 'plain' });
    expect(decided([...differing, ruled], study(), [SOUP])).toEqual({
      codings: ['soup[soup] eve (soup-1): plain'],
      states: ['applied', 'overruled', 'applied'],
    });
  });

  it('says of "none applies" that it holds in part where an adjudication gives a code and the others go', () => {
    const none = decision('none', null, { coder: 'ben' });
    const ruled = decision('keep', 'soup', { coder: 'eve', adjudicates: 'ann · ben', memo: 'plain' });
    expect(decided([decision('keep', 'soup'), none, ruled])).toEqual({
      codings: ['soup[soup] eve (soup-1): plain'],
      states: ['applied', 'partly', 'applied'],
    });
    const split = study([{ kind: 'split', from: 'broth', to: ['soup', 'elsewhere'] }]);
    expect(decided([decision('keep', 'broth')], split, [SOUP]).states).toEqual(['partly, split']);
  });

  it('lists decisions whose words end beyond the text as it is, in code points', () => {
    const points = codePointSpan(TEXT, 0, TEXT.length).end;
    expect(points).toBe(TEXT.length - 2);
    const spanned = (end: number, more: Partial<Decision> = {}) =>
      decision('keep', 'soup', { span: { start: 3, end }, ...more });
    const beyond = spanned(points + 1);
    const decider = startDeciding(
      [spanned(points), beyond, spanned(99, { textSha256: textSha256('another') })],
      study(),
    );
    decider.decide(answer(), [SOUP]);
    expect(decider.overlong()).toEqual([{ decision: beyond, points }]);
  });

  it('does not apply a decision on another text, and says so', () => {
    const decider = startDeciding([decision('remove', 'soup')], study());
    const changed = 'The soup is better.';
    expect(said(decider.decide(answer(changed), [{ ...SOUP, start: 4, end: 8 }]), changed)).toEqual([
      'soup[soup] soup-1',
    ]);
    expect(decider.cases().map(({ state }) => state)).toEqual(['stale']);
  });

  it('tells decisions of withdrawn respondents, of answers that the run has not, and of codes that no longer apply', () => {
    const of = (responseId: string) => ({
      answer: { questionnaire: 'staff', responseId, question: 'improve' },
    });
    const decisions = [
      decision('remove', 'soup', of('9')),
      decision('remove', 'soup', of('8')),
      decision('add', 'elsewhere'),
    ];
    expect(decided(decisions).states).toEqual(['withdrawn', 'absent', 'outside']);
  });

  it('carries decisions along when codes are renamed, merged and split', () => {
    const renamed = study([{ kind: 'rename', from: 'broth', to: 'soup' }]);
    expect(decided([decision('remove', 'broth')], renamed, [SOUP]).codings).toEqual([]);
    const merged = study([{ kind: 'merge', from: ['broth', 'stew'], to: 'soup' }]);
    expect(decided([decision('keep', 'broth')], merged, [SOUP])).toEqual({
      codings: ['soup[soup] ann (soup-1)'],
      states: ['applied'],
    });
    // What is not broth may be stew: it goes, and is to be decided again.
    expect(decided([decision('remove', 'broth')], merged, [SOUP])).toEqual({
      codings: [],
      states: ['applied, merged'],
    });
    expect(decided([decision('remove', 'broth'), decision('keep', 'stew')], merged, [SOUP]).codings).toEqual([
      'soup[soup] ann (soup-1)',
    ]);
    const split = study([{ kind: 'split', from: 'food', to: ['soup', 'cooks'] }]);
    const kept = decision('keep', 'food', { span: { start: 4, end: 10 } });
    expect(decided([kept], split, [])).toEqual({
      codings: ['cooks[🍲 soup] ann', 'soup[🍲 soup] ann'],
      states: ['applied, split'],
    });
    expect(decided([kept, decision('remove', 'cooks')], split, []).codings).toEqual(['soup[🍲 soup] ann']);
    expect(decided([decision('remove', 'food')], split, [SOUP])).toEqual({
      codings: [],
      states: ['applied'],
    });
  });
});

const CHANGES: readonly CodeChange[] = [
  { kind: 'split', from: 'food', to: ['soup', 'cooks'] },
  { kind: 'merge', from: ['dear', 'cheap'], to: 'price' },
  { kind: 'rename', from: 'chefs', to: 'cooks' },
];
const anyDecision = fc
  .record({
    verdict: fc.constantFrom('keep', 'remove', 'add', 'none'),
    code: fc.constantFrom('soup', 'price', 'cooks', 'food', 'dear', 'cheap', 'chefs', 'elsewhere'),
    coder: fc.constantFrom('ann', 'ben', 'eve'),
    adjudicates: fc.constantFrom('', '', '', 'ann · ben'),
    span: fc.constantFrom(null, { start: 4, end: 10 }, { start: 0, end: 99 }),
    memo: fc.constantFrom('', 'a', 'b'),
    textSha256: fc.constantFrom(textSha256(TEXT), textSha256(TEXT), textSha256('another')),
  })
  .map((one) =>
    decision(
      one.verdict as Decision['verdict'],
      one.verdict === 'none' ? null : one.code,
      one as Partial<Decision>,
    ),
  )
  .map((one) => (one.verdict === 'none' ? { ...one, code: null } : one));

describe('decisions', () => {
  it('replayed in any order give the same codings, with spans inside the answer', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 8 }), fc.nat(), (all, turn) => {
        const decisions = findContradictions(all, CHANGES).length > 0 ? all.slice(0, 1) : all;
        const at = decisions.length === 0 ? 0 : turn % decisions.length;
        const turned = [...decisions.slice(at), ...decisions.slice(0, at)].reverse();
        const once = decided(decisions, study(CHANGES));
        expect(decided(decisions, study(CHANGES))).toEqual(once);
        const again = decided(turned, study(CHANGES), [DEAR, SOUP]);
        expect(again.codings).toEqual(once.codings);
        expect([...again.states].sort()).toEqual([...once.states].sort());
        const decider = startDeciding(decisions, study(CHANGES));
        for (const { start, end } of decider.decide(answer(), [SOUP, DEAR])) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(TEXT.length);
        }
      }),
    );
  });

  it('read again after they were applied change nothing more', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 5 }), (all) => {
        const decisions = findContradictions(all, CHANGES).length > 0 ? all.slice(0, 1) : all;
        const { text: _, ...key } = answer();
        const decide = (hits: readonly Coding[]) =>
          startDeciding(decisions, study(CHANGES)).decide(answer(), hits);
        const once = decide([SOUP, DEAR]).map((coding) => ({ ...coding, answer: key }));
        expect(said(decide(once))).toEqual(said(once));
      }),
    );
  });

  it('are on whichever of a respondent’s rows has their text, in any order, and stale only where none has', () => {
    const other = 'Dear soup.';
    const on = (text: string, verdict: Decision['verdict'], code: string) =>
      decision(verdict, code, { textSha256: textSha256(text) });
    const decisions = [on(TEXT, 'remove', 'soup'), on(other, 'add', 'cooks'), on('gone', 'add', 'cooks')];
    const rowsOf = [answer(), { ...answer(other), fileRow: 3 }, { ...answer('third'), fileRow: 4 }];
    for (const turned of [rowsOf, [...rowsOf].reverse()]) {
      const decider = startDeciding(decisions, study());
      const given = turned.flatMap((each) => decider.decide(each, each.text === TEXT ? [SOUP] : []));
      expect(given.map(({ answer: { fileRow }, code }) => [fileRow, code])).toEqual([[3, 'cooks']]);
      expect(decider.cases().map(({ state }) => state)).toEqual(['applied', 'applied', 'stale']);
    }
  });

  it('are on each of a respondent’s rows where several have their text', () => {
    const decider = startDeciding([decision('add', 'cooks')], study());
    const given = [2, 3].flatMap((fileRow) => decider.decide({ ...answer(), fileRow }, []));
    expect(given.map(({ answer: { fileRow } }) => fileRow)).toEqual([2, 3]);
    expect(decider.cases().map(({ state }) => state)).toEqual(['applied']);
  });

  it('contradict themselves in any order of rows', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 8 }), (all) => {
        const count = findContradictions(all, CHANGES).length;
        expect(findContradictions([...all].reverse(), CHANGES).length > 0).toBe(count > 0);
      }),
    );
  });
});
