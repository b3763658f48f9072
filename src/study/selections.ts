import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { AGREE, dimensionOf, questionsOf, scaleOf } from './lookup.ts';
import type { Scale, Selection, Show, Study } from './study.ts';

/** Groups by dimension, each as a list. Reports unknown dimensions and groups, and empty lists. */
export function expandWhere(
  place: Located<Readonly<Record<string, string | number | readonly (string | number)[]>>>,
  study: Pick<Study, 'dimensions'>,
  report: Report,
): Selection['where'] {
  const where: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(place.value)) {
    const groups = (typeof value === 'object' ? value : [value]).map(String);
    where[name] = groups;
    const dimension = dimensionOf(study, name);
    if (dimension === null) {
      const known = study.dimensions.map((candidate) => candidate.id);
      report({ ...unknownName(within(place, null, name), 'dimension', name, known), at: 'key' });
      continue;
    }
    if (groups.length === 0)
      report(faultAt(within(place, null, name), 'empty-groups', 'at least one group', 'none'));
    const known = dimension.groups.map((group) => group.id);
    for (const group of groups) {
      if (!known.includes(group)) report(unknownName(within(place, null, name), 'group', group, known));
    }
  }
  return where;
}

/** A set's name, or option ids as texts; null where nothing is said. */
export function expandLevels(levels: string | readonly (string | number)[] | undefined): Selection['levels'] {
  if (levels === undefined) return null;
  return typeof levels === 'string' ? levels : levels.map(String);
}

/** What a cell needs of the scales it is counted on; `levels` for those that are of chosen levels. */
const NEEDS: Readonly<Record<Show, 'levels' | 'values' | 'nothing'>> = {
  percent: 'levels',
  'percent-count': 'levels',
  'count-percent': 'levels',
  count: 'levels',
  mean: 'values',
  sd: 'values',
  'mean-sd': 'values',
  median: 'values',
  answered: 'nothing',
  respondents: 'nothing',
};

/**
 * Reports a cell that can't be counted: without anything to show, of levels its scale does not have, agreement on a
 * scale whose levels don't lean, a mean of options without values. A cell that no question answers is no fault here.
 */
export function checkCell(place: Located<unknown>, selection: Selection, study: Study, report: Report): void {
  if (selection.show === null) {
    report(faultAt(place, 'nothing-to-show', 'key "show" in the row or the column', 'none'));
    return;
  }
  const scales = new Map<string, Scale>();
  for (const { question } of questionsOf(study, selection)) {
    const scale = scaleOf(study, question);
    if (scale !== null) scales.set(scale.id, scale);
  }
  for (const scale of scales.values()) checkScale(place, selection, selection.show, scale, report);
}

function checkScale(
  place: Located<unknown>,
  selection: Selection,
  show: Show,
  scale: Scale,
  report: Report,
): void {
  const { levels } = selection;
  if (
    NEEDS[show] === 'values' &&
    scale.options.some((option) => option.missing === null && option.value === null)
  ) {
    report(
      faultAt(
        place,
        'mean-without-values',
        `a scale with values for show ${show}`,
        `scale ${scale.id} without`,
      ),
    );
  }
  if (NEEDS[show] !== 'levels') return;
  if (levels === null || (levels === AGREE && scale.sets[AGREE] === undefined)) {
    if (scale.options.every((option) => option.lean !== 1)) {
      const found = `scale ${scale.id}, on which no option has lean 1`;
      report(faultAt(place, 'agreement-without-lean', `key "levels", or a scale whose options lean`, found));
    }
    return;
  }
  if (typeof levels === 'string') {
    if (scale.sets[levels] === undefined) {
      report(unknownName(place, 'set', levels, Object.keys(scale.sets)));
    }
    return;
  }
  const known = scale.options.map((option) => option.id);
  for (const option of levels.filter((id) => !known.includes(id)))
    report(unknownName(place, 'option', option, known));
}
