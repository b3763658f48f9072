import type { DimensionDefinition } from './definition.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { questionsOf } from './lookup.ts';
import type { Dimension, Group, Questionnaire, Scale } from './study.ts';

/** A dimension with the groups it lists itself. Reports one that needs groups and has none. */
export function listedDimension(id: string, place: Located<DimensionDefinition>, report: Report): Dimension {
  const { label, from, item, groups } = place.value;
  if (from !== 'respondent' && groups === undefined) {
    report(
      faultAt(place, 'dimension-without-groups', `key "groups" of a dimension from the ${from}`, 'none'),
    );
  }
  if (from !== 'respondent' && item !== undefined) {
    report(
      faultAt(
        within(place, item, 'item'),
        'item-of-dimension',
        'an item with from: respondent only',
        `"${item}"`,
      ),
    );
  }
  const listedGroups = Object.entries(groups ?? {}).map(([group, given]): Group => {
    const named = typeof given === 'string' ? { label: given, short: undefined } : given;
    return { id: group, label: named.label, short: named.short ?? named.label };
  });
  return {
    id,
    label: label ?? id,
    from,
    item: from === 'respondent' ? (item ?? id) : null,
    groups: listedGroups,
  };
}

/**
 * A respondent dimension with a group for each level of its question, in every questionnaire that asks it; other
 * dimensions as they are. Reports one whose item nobody asks on a scale, and listed groups that are no option.
 */
export function withGroups(
  dimension: Dimension,
  place: Located<DimensionDefinition> | undefined,
  questionnaires: readonly Questionnaire[],
  scales: Readonly<Record<string, Scale>>,
  report: Report,
): Dimension {
  if (dimension.from !== 'respondent' || place === undefined) return dimension;
  const asking = questionsOf({ dimensions: [], questionnaires }, { item: dimension.item, where: {} });
  const options = asking.flatMap(({ question }) => scales[question.scale ?? '']?.options ?? []);
  if (asking.every(({ question }) => question.scale === null)) {
    const closed = questionnaires.flatMap((each) =>
      each.questions.filter((q) => q.scale !== null).map((q) => q.item),
    );
    report(
      unknownName(within(place, null, 'item'), 'closed item', dimension.item ?? '', [...new Set(closed)]),
    );
  }
  const given = new Map(dimension.groups.map((group) => [group.id, group]));
  const groups = new Map<string, Group>();
  for (const option of options.filter((each) => each.missing === null)) {
    groups.set(
      option.id,
      given.get(option.id) ?? { id: option.id, label: option.label, short: option.label },
    );
  }
  for (const group of dimension.groups.filter((each) => !groups.has(each.id))) {
    report({
      ...unknownName(within(place, null, 'groups', group.id), 'option', group.id, [...groups.keys()]),
      at: 'key',
    });
  }
  return { ...dimension, groups: [...groups.values()] };
}
