import type { TableSource } from './definition.ts';
import { faultAt, type Located, type Report, unknownName, within } from './fault.ts';
import { dimensionOf, questionsOf, scaleOf } from './lookup.ts';
import { fillIn, type Words, wordsOf } from './placeholders.ts';
import { expandLevels, expandWhere } from './selections.ts';
import type { Group, Selection, Study, TableColumn, TableDefinition, TableRow } from './study.ts';

/** What tables refer to. */
export type Asked = Pick<Study, 'dimensions' | 'questionnaires' | 'scales' | 'items'>;

type RowSource = Exclude<TableSource['rows'][number], string>;

/** A row or column with the place it was written at, for what is checked once both are known. */
export interface Lines {
  /** Something it names does not exist, so that rows may lack questions for that reason. */
  readonly faulty: boolean;
  readonly table: TableDefinition;
  readonly rowPlaces: readonly Located<unknown>[];
  readonly columnPlaces: readonly Located<unknown>[];
}

/**
 * A table, or one a group where it repeats, with rows and columns written out: a row an item, an option or a group, a
 * column a group. What the table says under `where` holds for every column. A row without a label takes its item's
 * statement. Reports unknown items, dimensions, groups and placeholders.
 */
export function expandTable(place: Located<TableSource>, asked: Asked, report: Report): readonly Lines[] {
  const repeat = place.value.repeat;
  if (repeat === undefined) return [expandOnce(place, asked, {}, {}, report)];
  const groups = groupsOf(within(place, repeat.dimension, 'repeat', 'dimension'), asked, report);
  return groups.map((group) =>
    expandOnce(place, asked, { [repeat.dimension]: [group.id] }, wordsOf(group), report),
  );
}

function expandOnce(
  place: Located<TableSource>,
  asked: Asked,
  fixed: Selection['where'],
  words: Words,
  reportAll: Report,
): Lines {
  let faulty = false;
  const report: Report = (fault) => {
    faulty = true;
    reportAll(fault);
  };
  const source = place.value;
  const rows: { row: TableRow; place: Located<unknown> }[] = [];
  const columns: { column: TableColumn; place: Located<unknown> }[] = [];
  const whole = { ...expandWhere(within(place, source.where ?? {}, 'where'), asked, report), ...fixed };
  const fill = (text: string, at: Located<unknown>, more: Words = {}) =>
    text.includes('{') ? fillIn(text, { ...words, ...more }, at, report) : text;

  for (const [index, value] of source.rows.entries()) {
    const at = within(place, typeof value === 'string' ? { item: value } : value, 'rows', index);
    rows.push(...expandRow(at));
  }
  for (const [index, value] of source.columns.entries()) {
    const at = within(place, value, 'columns', index);
    const { each, group: over, label, headerN } = value;
    const own = expandWhere(within(at, value.where ?? {}, 'where'), asked, report);
    const shared = { item: value.item ?? null, levels: expandLevels(value.levels), show: value.show ?? null };
    if (value.item !== undefined) checkItem(within(at, value.item, 'item'));
    const groups = each === undefined ? [null] : groupsOf(within(at, each, 'each'), asked, report);
    for (const group of groups) {
      const more = group === null ? {} : wordsOf(group);
      const where = group === null || each === undefined ? {} : { [each]: [group.id] };
      columns.push({
        place: at,
        column: {
          ...shared,
          where: { ...whole, ...own, ...where },
          label: fill(label ?? group?.short ?? '', at, more),
          group: over === undefined ? null : fill(over, at, more),
          headerN: headerN ?? false,
        },
      });
    }
  }
  const headers = new Set(columns.map(({ column }) => `${column.group}|${column.label}`));
  if (headers.size < columns.length) {
    report(
      faultAt(
        within(place, null, 'columns'),
        'duplicate-column',
        'columns whose headers differ',
        'two alike',
      ),
    );
  }
  const table: TableDefinition = {
    id: fill(source.id, within(place, null, 'id')),
    caption: fill(source.caption, within(place, null, 'caption')),
    section: fill(source.section, within(place, null, 'section')),
    stubHeaders: source.stubHeaders,
    rows: rows.map(({ row }) => row),
    columns: columns.map(({ column }) => column),
    headerN: source.headerN ?? 'none',
    notes: (source.notes ?? []).map((note, index) => fill(note, within(place, null, 'notes', index))),
    disclosure: source.disclosure ?? 'breakdown',
    distribution: source.distribution ?? false,
  };
  return {
    faulty,
    table,
    rowPlaces: rows.map((row) => row.place),
    columnPlaces: columns.map((column) => column.place),
  };

  function expandRow(at: Located<RowSource>): { row: TableRow; place: Located<unknown> }[] {
    const { item, items, each, eachOption, label, stub } = at.value;
    const own = expandWhere(within(at, at.value.where ?? {}, 'where'), asked, report);
    const levels = expandLevels(at.value.levels);
    const show = at.value.show ?? null;
    if (stub !== undefined && stub.length !== source.stubHeaders.length - 1) {
      const expected = `${source.stubHeaders.length - 1} texts, one for each stub header before the last`;
      report(faultAt(within(at, null, 'stub'), 'stub-and-headers', expected, String(stub.length)));
    }
    const named = items ?? (item === undefined ? [null] : [item]);
    for (const [index, name] of named.entries()) {
      const part = items === undefined ? within(at, name, 'item') : within(at, name, 'items', index);
      if (name !== null) checkItem(within(part, name));
    }
    return named.flatMap((name) => {
      const statement = name === null ? '' : (asked.items[name] ?? '');
      const base = { item: name, levels, show, where: own };
      const line = (row: Selection, words: Words, fallback: string) => ({
        place: at,
        row: {
          ...row,
          label: fill(label ?? fallback, at, { statement, ...words }),
          stub: (stub ?? source.stubHeaders.slice(1).map(() => '')).map((text) =>
            fill(text, at, { statement, ...words }),
          ),
        },
      });
      if (eachOption === true)
        return optionsOf(name, at).map((group) =>
          line({ ...base, levels: [group.id] }, wordsOf(group), group.label),
        );
      if (each === undefined) return [line(base, {}, statement)];
      return groupsOf(within(at, each, 'each'), asked, report).map((group) =>
        line({ ...base, where: { ...own, [each]: [group.id] } }, wordsOf(group), group.label),
      );
    });
  }

  /** Levels of the scales on which an item is answered, each once. */
  function optionsOf(item: string | null, at: Located<RowSource>): readonly Group[] {
    if (item === null)
      report(
        faultAt(within(at, null, 'eachOption'), 'option-of-nothing', 'an item whose options to list', 'none'),
      );
    const levels = questionsOf(asked, { item, where: whole }).flatMap(
      ({ question }) => scaleOf(asked, question)?.options.filter((option) => option.missing === null) ?? [],
    );
    const unique = new Map(levels.map((option) => [option.id, option]));
    return [...unique.values()].map(({ id, label }) => ({ id, label, short: label }));
  }

  function checkItem(at: Located<string>): void {
    if (asked.items[at.value] === undefined) {
      report(unknownName(at, 'asked item', at.value, Object.keys(asked.items)));
    }
  }
}

function groupsOf(place: Located<string>, asked: Asked, report: Report): readonly Group[] {
  const dimension = dimensionOf(asked, place.value);
  if (dimension === null) {
    const known = asked.dimensions.map((candidate) => candidate.id);
    report(unknownName(place, 'dimension', place.value, known));
  }
  return dimension?.groups ?? [];
}
