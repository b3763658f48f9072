import { beforeAll, describe, expect, test } from 'vitest';
import { loadBuiltInStudy } from './load.ts';
import {
  dimensionOf,
  joinSelections,
  positionsOf,
  questionnairesOf,
  questionsOf,
  scaleOf,
} from './lookup.ts';
import type { Scale, Selection, Study } from './study.ts';

let study: Study;
beforeAll(async () => {
  study = await loadBuiltInStudy();
});

function idsOf(item: string | null, where: Selection['where']): readonly string[] {
  return questionsOf(study, { item, where }).map(
    ({ questionnaire, question }) => `${questionnaire.id}/${question.id}`,
  );
}

function scaleNamed(id: string): Scale {
  const scale = study.scales[id];
  if (scale === undefined) throw new Error(`no scale ${id}`);
  return scale;
}

describe('questionsOf', () => {
  test('finds an item in every questionnaire that asks it', () => {
    expect(idsOf('unmet-needs', {})).toEqual(['probation-p1/unmet-needs', 'crs-p1/unmet-needs']);
  });

  test('narrows by questionnaire and question dimensions, and pools several groups', () => {
    expect(idsOf('unmet-needs', { respondents: ['crs'] })).toEqual(['crs-p1/unmet-needs']);
    expect(idsOf('timely-response', { pathway: ['ACC', 'DR'] })).toEqual([
      'probation-p1/acc.timely-response',
      'probation-p1/dr.timely-response',
    ]);
    expect(idsOf('new-activity', { pathway: ['PWB'], phase: ['2'] })).toEqual([
      'probation-p2/pwb.new-activity',
      'crs-p2/pwb.new-activity',
    ]);
  });

  test('is not narrowed by who answers', () => {
    expect(idsOf('unmet-needs', { region: ['wales'] })).toHaveLength(2);
  });

  test('finds nothing where nobody is asked, and for no item', () => {
    expect(idsOf('same-provider', { respondents: ['crs'] })).toEqual([]);
    expect(idsOf('unmet-needs', { pathway: ['WS'] })).toEqual([]);
    expect(idsOf(null, {})).toEqual([]);
  });
});

test('questionnairesOf gives those of the groups named', () => {
  const ids = questionnairesOf(study, { phase: ['1', '2'], respondents: ['probation'] }).map(
    (each) => each.id,
  );
  expect(ids).toEqual(['probation-p1', 'probation-p2']);
});

describe('positionsOf', () => {
  test('agreement is the options that lean +1, by default and by name', () => {
    expect(positionsOf(scaleNamed('agreement-7'), null)).toEqual([4, 5, 6]);
    expect(positionsOf(scaleNamed('agreement-7'), 'agree')).toEqual([4, 5, 6]);
  });

  test('a set and a list of options come in the scale’s order', () => {
    expect(positionsOf(scaleNamed('extent'), 'some-or-more')).toEqual([0, 1, 2]);
    expect(positionsOf(scaleNamed('region'), ['wales', 'london'])).toEqual([4, 9]);
    expect(positionsOf(scaleNamed('yes-no'), null)).toEqual([]);
  });

  test('a set or option the scale lacks is refused', () => {
    expect(() => positionsOf(scaleNamed('extent'), 'most')).toThrow('scale extent has no set "most"');
    expect(() => positionsOf(scaleNamed('extent'), ['many'])).toThrow('scale extent has no option "many"');
  });
});

test('joinSelections lets the row go before the column', () => {
  const row: Selection = { item: 'a', where: { phase: ['1'] }, levels: null, show: 'mean' };
  const column: Selection = {
    item: null,
    where: { phase: ['2'], region: ['wales'] },
    levels: 'agree',
    show: 'percent',
  };
  expect(joinSelections(row, column)).toEqual({
    item: 'a',
    where: { phase: ['1'], region: ['wales'] },
    levels: 'agree',
    show: 'mean',
  });
});

test('open text has no scale, and an unknown dimension is none', () => {
  const texts = study.questionnaires.flatMap((each) =>
    each.questions.filter((question) => question.kind === 'text'),
  );
  expect(texts.every((question) => scaleOf(study, question) === null)).toBe(true);
  expect(dimensionOf(study, 'pathway')?.groups).toHaveLength(6);
  expect(dimensionOf(study, 'weather')).toBeNull();
});
