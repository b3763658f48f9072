import type { QuotedSource, StudyFile } from './definition.ts';
import { expandCodebook, expandThemes, type TextAt } from './expand-codebook.ts';
import { listedDimension, withGroups } from './expand-dimensions.ts';
import { expandQuestionnaire } from './expand-questionnaire.ts';
import { expandQuotes } from './expand-quotes.ts';
import { expandScale } from './expand-scales.ts';
import { expandTable, type Lines } from './expand-tables.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { joinSelections, questionsOf, respondentDimensions } from './lookup.ts';
import { distinct, listed, named, only, type Parts } from './parts.ts';
import { checkCell, expandLevels, expandWhere } from './selections.ts';
import type { Dimension, Questionnaire, QuotedFigure, Scale, Study } from './study.ts';

/**
 * The study that definition files describe together, with all defaults and repetition worked out. Reports every
 * reference to nothing, everything that stands twice and every table cell that can't be counted; the study returned
 * then is for further checks only.
 */
export function expandStudy(parts: Parts, sha256: string, textAt: TextAt, reportAll: Report): Study {
  let asksFaulty = false;
  const report: Report = (fault) => {
    asksFaulty = true;
    reportAll(fault);
  };
  const scales: Record<string, Scale> = {};
  for (const { name, place } of named(parts, 'scales', report)) {
    scales[name] ??= expandScale(name, place, report);
  }
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
  const items = statements(questionnaires);
  const reportUse: Report = (fault) => {
    if (!asksFaulty || !CONSEQUENCES.has(fault.code)) reportAll(fault);
  };
  const dimensions = known.map((dimension, index) =>
    withGroups(dimension, dimensionPlaces[index]?.place, questionnaires, scales, reportUse),
  );
  for (const { name, place } of named(parts, 'items', reportUse)) {
    if (items[name] === undefined)
      reportUse({ ...unknownName(place, 'asked item', name, Object.keys(items)), at: 'key' });
    items[name] = place.value;
  }
  const asked = { scales, dimensions, questionnaires, items };
  const lines = listed(parts, 'tables').map((place) => ({
    place,
    made: expandTable(place, asked, reportUse),
  }));
  const tables = lines.flatMap(({ made }) => made.map(({ table }) => table));
  distinct(
    lines.flatMap(({ place, made }) => made.map(({ table }) => within(place, table.id, 'id'))),
    'table',
    reportUse,
  );
  const study: Study = {
    id: only(parts, 'study', reportUse)?.id ?? '',
    title: only(parts, 'study', reportUse)?.title ?? '',
    source: only(parts, 'source', reportUse) ?? { title: '', publisher: '', licence: '', credit: '' },
    ...asked,
    tables,
    figures: figures(parts, tables, reportUse),
    quoted: listed(parts, 'quoted').map((place) => quotedFigure(place, asked, reportUse)),
    outOfReach: listed(parts, 'outOfReach').map((place) => place.value),
    breakdowns: breakdowns(parts, dimensions, reportUse),
    codebook: expandCodebook(parts, asked, textAt, reportUse),
    themes: expandThemes(parts, asked, reportUse),
    quotes: expandQuotes(parts, asked, reportUse),
    redactions: listed(parts, 'redactions').map((place) => place.value),
    rules: rules(parts),
    assumptions: listed(parts, 'assumptions').map((place) => place.value),
    limitations: listed(parts, 'limitations').map((place) => place.value),
    sha256,
  };
  for (const line of lines.flatMap(({ made }) => made)) checkTable(line, study, reportUse);
  for (const [index, place] of listed(parts, 'quoted').entries()) {
    const figure = study.quoted[index];
    if (figure !== undefined) checkCell(place, figure, study, reportUse);
  }
  return study;
}

/** What may be wrong only because a question it refers to is: not said while questions have faults of their own. */
const CONSEQUENCES: ReadonlySet<string> = new Set([
  'unknown-closed-item',
  'unknown-open-question',
  'unknown-open-item',
  'unknown-asked-item',
  'unknown-row-item',
  'row-nobody-asks',
  'figure-nobody-asks',
  'unknown-set',
  'unknown-option',
  'agreement-without-lean',
  'mean-without-values',
]);

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
    if (!answers && !line.faulty) {
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
  const known = respondentDimensions({ dimensions }).map(({ id }) => id);
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
