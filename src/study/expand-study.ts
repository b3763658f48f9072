import type { DimensionDefinition, QuotedSource, StudyFile } from './definition.ts';
import { expandQuestionnaire } from './expand-questionnaire.ts';
import { expandScale } from './expand-scales.ts';
import { expandTable, type Lines } from './expand-tables.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { joinSelections, questionsOf } from './lookup.ts';
import { checkCell, expandLevels, expandWhere } from './selections.ts';
import type { Dimension, Group, Questionnaire, QuotedFigure, Scale, Study } from './study.ts';

type Parts = readonly Located<StudyFile>[];

/**
 * The study that definition files describe together, with all defaults and repetition worked out. Reports every
 * reference to nothing, everything that stands twice and every table cell that can't be counted; the study returned
 * then is for further checks only.
 */
export function expandStudy(parts: Parts, sha256: string, report: Report): Study {
  const scales: Record<string, Scale> = {};
  for (const { name, place } of named(parts, 'scales', report))
    scales[name] = expandScale(name, place, report);
  const dimensionPlaces = named(parts, 'dimensions', report);
  const known = dimensionPlaces.map(({ name, place }) => listedDimension(name, place, report));
  const questionnairePlaces = listed(parts, 'questionnaires');
  distinct(
    questionnairePlaces.map((place) => within(place, place.value.id, 'id')),
    'questionnaire',
    report,
  );
  const questionnaires = questionnairePlaces.map((place) =>
    expandQuestionnaire(place, { scales, dimensions: known }, report),
  );
  const dimensions = known.map((dimension, index) =>
    withGroups(dimension, dimensionPlaces[index]?.place, questionnaires, scales, report),
  );
  const items = statements(questionnaires);
  for (const { name, place } of named(parts, 'items', report)) {
    if (items[name] === undefined)
      report({ ...unknownName(place, 'asked item', name, Object.keys(items)), at: 'key' });
    items[name] = place.value;
  }
  const asked = { scales, dimensions, questionnaires, items };
  const lines = listed(parts, 'tables').map((place) => ({ place, made: expandTable(place, asked, report) }));
  const tables = lines.flatMap(({ made }) => made.map(({ table }) => table));
  distinct(
    lines.flatMap(({ place, made }) => made.map(({ table }) => within(place, table.id, 'id'))),
    'table',
    report,
  );
  const study: Study = {
    id: only(parts, 'study', report)?.id ?? '',
    title: only(parts, 'study', report)?.title ?? '',
    source: only(parts, 'source', report) ?? { title: '', publisher: '', licence: '', credit: '' },
    ...asked,
    tables,
    figures: figures(parts, tables, report),
    quoted: listed(parts, 'quoted').map((place) => quotedFigure(place, asked, report)),
    outOfReach: listed(parts, 'outOfReach').map((place) => place.value),
    breakdowns: breakdowns(parts, dimensions, report),
    rules: rules(parts),
    assumptions: listed(parts, 'assumptions').map((place) => place.value),
    limitations: listed(parts, 'limitations').map((place) => place.value),
    sha256,
  };
  for (const line of lines.flatMap(({ made }) => made)) checkTable(line, study, report);
  for (const [index, place] of listed(parts, 'quoted').entries()) {
    const figure = study.quoted[index];
    if (figure !== undefined) checkCell(place, figure, study, report);
  }
  return study;
}

function listedDimension(id: string, place: Located<DimensionDefinition>, report: Report): Dimension {
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

/** A respondent dimension has a group for each level of its question, in every questionnaire that asks it. */
function withGroups(
  dimension: Dimension,
  place: Located<DimensionDefinition> | undefined,
  questionnaires: readonly Questionnaire[],
  scales: Readonly<Record<string, Scale>>,
  report: Report,
): Dimension {
  if (dimension.from !== 'respondent' || place === undefined) return dimension;
  const asking = questionsOf({ dimensions: [], questionnaires }, { item: dimension.item, where: {} });
  const options = asking.flatMap(({ question }) => scales[question.scale ?? '']?.options ?? []);
  if (options.length === 0) {
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

/** Each item's text: the first published wording, else the first. */
function statements(questionnaires: readonly Questionnaire[]): Record<string, string> {
  const items: Record<string, { text: string; published: boolean }> = {};
  for (const question of questionnaires.flatMap((each) => each.questions)) {
    const published = question.wording === 'published';
    const so = items[question.item];
    if (so === undefined || (published && !so.published))
      items[question.item] = { text: question.text, published };
  }
  return Object.fromEntries(Object.entries(items).map(([item, { text }]) => [item, text]));
}

function checkTable(line: Lines, study: Study, report: Report): void {
  const { table, rowPlaces, columnPlaces } = line;
  for (const [rowIndex, row] of table.rows.entries()) {
    const place = rowPlaces[rowIndex];
    if (place === undefined) continue;
    let answers = row.item === null;
    for (const [columnIndex, column] of table.columns.entries()) {
      const selection = joinSelections(row, column);
      if (selection.item === null) {
        if (selection.show === 'respondents') continue;
        const found = `none, with show ${selection.show ?? 'none'}`;
        report(faultAt(place, 'cell-without-item', 'an item in the row or the column', found));
        continue;
      }
      answers = answers || questionsOf(study, selection).length > 0;
      const blamed = row.show === null && row.levels === null ? (columnPlaces[columnIndex] ?? place) : place;
      checkCell(blamed, selection, study, report);
    }
    if (!answers) {
      report(
        faultAt(
          place,
          'row-nobody-asks',
          'a question for at least one column',
          `item "${row.item}" with none`,
        ),
      );
    }
  }
}

function figures(parts: Parts, tables: Study['tables'], report: Report): Study['figures'] {
  const places = listed(parts, 'figures');
  distinct(
    places.map((place) => within(place, place.value.id, 'id')),
    'figure',
    report,
  );
  return places.map((place) => {
    const { id, caption, table, items = [], show, notes = [] } = place.value;
    const drawn = tables.find((each) => each.id === table);
    if (drawn === undefined) {
      report(
        unknownName(
          within(place, null, 'table'),
          'table',
          table,
          tables.map((each) => each.id),
        ),
      );
    }
    const known = drawn?.rows.flatMap((row) => row.item ?? []) ?? [];
    for (const [index, item] of items.entries()) {
      if (drawn !== undefined && !known.includes(item)) {
        report(unknownName(within(place, null, 'items', index), 'row item', item, known));
      }
    }
    return { id, caption, table, items, show, notes };
  });
}

function quotedFigure(
  place: Located<QuotedSource>,
  asked: Pick<Study, 'dimensions' | 'questionnaires' | 'items'>,
  report: Report,
): QuotedFigure {
  const { section, measure, group, item, base, notes, levels } = place.value;
  const where = expandWhere(within(place, place.value.where ?? {}, 'where'), asked, report);
  if (asked.items[item] === undefined) {
    report(unknownName(within(place, null, 'item'), 'asked item', item, Object.keys(asked.items)));
  } else if (questionsOf(asked, { item, where }).length === 0) {
    report(faultAt(place, 'figure-nobody-asks', 'a question for these groups', `item "${item}" with none`));
  }
  return {
    section,
    measure,
    group,
    item,
    where,
    levels: expandLevels(levels),
    show: 'percent',
    base: base ?? 'answered',
    notes: notes ?? [],
  };
}

function breakdowns(parts: Parts, dimensions: readonly Dimension[], report: Report): Study['breakdowns'] {
  const known = dimensions
    .filter((dimension) => dimension.from === 'respondent')
    .map((dimension) => dimension.id);
  return listed(parts, 'breakdowns').map((place) => {
    for (const [index, name] of place.value.entries()) {
      if (!known.includes(name))
        report(unknownName(within(place, null, index), 'respondent dimension', name, known));
    }
    return place.value;
  });
}

function rules(parts: Parts): Study['rules'] {
  const given = parts.map((part) => part.value.rules ?? {});
  const merged = Object.assign({}, ...given) as NonNullable<StudyFile['rules']>;
  return { suppressBelow: merged.suppressBelow ?? 10, speederShare: merged.speederShare ?? 1 / 3 };
}

type Lists = Pick<
  Required<StudyFile>,
  | 'questionnaires'
  | 'tables'
  | 'figures'
  | 'quoted'
  | 'outOfReach'
  | 'breakdowns'
  | 'assumptions'
  | 'limitations'
>;

/** Every element of a list that files may each add to. */
function listed<Key extends keyof Lists>(
  parts: Parts,
  key: Key,
): readonly Located<NonNullable<Lists[Key]>[number]>[] {
  return parts.flatMap((part) => {
    const elements: readonly NonNullable<Lists[Key]>[number][] = part.value[key] ?? [];
    return elements.map((element, index) => within(part, element, key, index));
  });
}

/** Every entry of a mapping that files may each add to. Reports names that stand in two files. */
function named<Key extends 'scales' | 'dimensions' | 'items'>(
  parts: Parts,
  key: Key,
  report: Report,
): readonly { readonly name: string; readonly place: Located<NonNullable<StudyFile[Key]>[string]> }[] {
  type Entry = NonNullable<StudyFile[Key]>[string];
  const entries = parts.flatMap((part) =>
    Object.entries((part.value[key] ?? {}) as Readonly<Record<string, Entry>>).map(([name, value]) => ({
      name,
      place: within(part, value, key, name),
    })),
  );
  distinct(
    entries.map(({ name, place }) => within(place, name)),
    key.replace(/s$/, ''),
    report,
  );
  return entries;
}

/** What one file only may say. */
function only<Key extends 'study' | 'source'>(parts: Parts, key: Key, report: Report): StudyFile[Key] {
  const having = parts.filter((part) => part.value[key] !== undefined);
  if (having.length === 0) {
    const file = parts[0] ?? { value: null, file: 'study', path: [] };
    report({ ...faultAt(file, 'missing-key', `key "${key}" in one of the files`, 'none') });
  }
  for (const part of having.slice(1)) {
    report({
      ...faultAt(within(part, null, key), 'stands-twice', `key "${key}" in one file only`, 'it again'),
      at: 'key',
    });
  }
  return having[0]?.value[key];
}

function distinct(ids: readonly Located<string>[], kind: string, report: Report): void {
  const seen = new Set<string>();
  for (const place of ids) {
    if (seen.has(place.value)) {
      report(faultAt(place, `duplicate-${kind}`, `${kind} ids that differ`, `"${place.value}" twice`));
    }
    seen.add(place.value);
  }
}
