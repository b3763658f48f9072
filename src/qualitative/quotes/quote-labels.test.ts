import { describe, expect, it } from 'vitest';
import type { Study } from '../../study/study.ts';
import { codedStudy } from '../testing/coded-study.ts';
import { quoteLabels } from './quote-labels.ts';

const dimension = (id: string, groups: readonly string[]): Study['dimensions'][number] => ({
  id,
  label: id,
  from: 'respondent',
  item: id,
  groups: groups.map((group) => ({ id: group, label: group.toUpperCase(), short: group })),
});
const STUDY = codedStudy({
  dimensions: [dimension('region', ['n', 's', 'e', 'w']), dimension('role', ['boss', 'crew'])],
  quotes: { labels: { staff: 'SQ' }, attributes: ['region', 'role'], workplaces: [] },
});
const [{ id: STAFF, title } = { id: '', title: '' }] = STUDY.questionnaires;
const ANSWER = { questionnaire: STAFF, responseId: '1', question: 'comments' };

/** So many respondents of each region and role ("n boss": 3), one threshold for all. */
function labelsFor(people: Readonly<Record<string, number>>, below = 10, study = STUDY) {
  const labels = quoteLabels(study, below);
  const groupsOf = (key: string) => {
    const [region = '', role = ''] = key.split(' ');
    return {
      ...(region === '-' ? {} : { region: region.split('+') }),
      ...(role === '' ? {} : { role: [role] }),
    };
  };
  for (const [key, count] of Object.entries(people))
    for (let at = 0; at < count; at += 1)
      labels.add({ ...ANSWER, responseId: `${key} ${at}` }, groupsOf(key));
  return Object.fromEntries(
    Object.keys(people).map((key) => [key, labels.label(ANSWER, groupsOf(key), false)]),
  );
}

const SQ = { ...STUDY, quotes: { ...STUDY.quotes, labels: { [STAFF]: 'SQ' } } };

describe('a quote’s label', () => {
  it('names a group from the threshold on, and the crossing with the next only where that has as many', () => {
    expect(labelsFor({ 'n boss': 10, 'n crew': 10, 's boss': 12, 's crew': 20, w: 5, e: 5 }, 10, SQ)).toEqual(
      {
        'n boss': 'SQ, N, BOSS',
        'n crew': 'SQ, N, CREW',
        's boss': 'SQ, S, BOSS',
        's crew': 'SQ, S, CREW',
        w: 'SQ',
        e: 'SQ',
      },
    );
    expect(labelsFor({ 'n boss': 9, 'n crew': 30 }, 10, SQ)).toEqual({
      'n boss': 'SQ, N',
      'n crew': 'SQ, N',
    });
    expect(labelsFor({ 'n boss': 9, 'n crew': 30 }, 0, SQ)).toEqual({
      'n boss': 'SQ, N, BOSS',
      'n crew': 'SQ, N, CREW',
    });
  });

  it('names no group where leaving the small one out would say which it is', () => {
    expect(labelsFor({ n: 9, s: 30, w: 12 }, 10, SQ)).toEqual({ n: 'SQ', s: 'SQ, S', w: 'SQ' });
    expect(labelsFor({ n: 9, '-': 1, s: 30, w: 12 }, 10, SQ)).toMatchObject({
      n: 'SQ',
      s: 'SQ, S',
      w: 'SQ, W',
    });
    expect(labelsFor({ n: 9, s: 12, w: 12 }, 10, SQ)).toEqual({ n: 'SQ', s: 'SQ', w: 'SQ, W' });
  });

  it('names no region of someone with two, but a role whatever the region', () => {
    expect(labelsFor({ 'n+s crew': 20, 'n crew': 20, 's boss': 15 }, 10, SQ)).toEqual({
      'n+s crew': 'SQ, CREW',
      'n crew': 'SQ, N, CREW',
      's boss': 'SQ, S, BOSS',
    });
    expect(labelsFor({ '- crew': 20, '- boss': 20 }, 10, SQ)).toEqual({
      '- crew': 'SQ, CREW',
      '- boss': 'SQ, BOSS',
    });
  });

  it('names no role that few have of those whose region is not named', () => {
    expect(labelsFor({ 'n crew': 30, 'n boss': 10, 's boss': 5, 'e boss': 4, 'w crew': 9 }, 10, SQ)).toEqual({
      'n crew': 'SQ, N, CREW',
      'n boss': 'SQ, N, BOSS',
      's boss': 'SQ',
      'e boss': 'SQ',
      'w crew': 'SQ',
    });
  });

  it('is the questionnaire’s title where the study has no label for it; and says synthetic', () => {
    const labels = quoteLabels({ ...STUDY, quotes: { labels: {}, attributes: [], workplaces: [] } }, 10);
    labels.add(ANSWER, {});
    labels.add(ANSWER, {});
    expect(labels.label(ANSWER, {}, true)).toBe(`${title}, synthetic`);
    expect(labels.answered(ANSWER)).toBe(1);
    expect(labels.answered({ ...ANSWER, question: 'other' })).toBe(0);
  });
});
