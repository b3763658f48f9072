import { foldTight } from '../../study/fold.ts';
import { closedOptions, type DescribedOption, isClosed, tickOptions } from './closed-options.ts';
import { type ColumnContents, filledRows, readContents } from './column-contents.ts';
import { type ColumnGroup, groupColumns, isTicks, tidy } from './group-columns.ts';
import type { ListedQuestion, RawSheet } from './raw-sheet.ts';

/**
 * `choice`: one of a list; `rating`: one of a list of numbers; `multi`: any of a list; `matrix`: a list for each of
 * several statements; `number`, `text`: typed; `static`: a column that is always empty, such as a text shown between
 * questions (or a question nobody answered, which an export can't tell from it).
 */
export type DescribedKind = 'choice' | 'rating' | 'multi' | 'matrix' | 'number' | 'text' | 'static';

/** A question worked out from an export alone. */
export interface DescribedQuestion {
  /** The platform's code where the export lists it, else `q1`, `q2`, … in order of the columns. */
  readonly id: string;
  readonly text: string;
  readonly kind: DescribedKind;
  /** 0-based positions, those of "Other" texts last. */
  readonly columns: readonly number[];
  /** Those of them that hold what was typed beside an option. */
  readonly other: readonly number[];
  /** For a matrix: counts over all its statements. Empty for what was typed: open answers are never shown. */
  readonly options: readonly DescribedOption[];
  /** Rows with an answer in at least one of its columns, of any Response Status. */
  readonly answered: number;
  /** For a matrix: each statement with its own counts, as many and in the same order as `options`. */
  readonly statements: readonly {
    readonly text: string;
    readonly column: number;
    readonly counts: readonly number[];
    readonly answered: number;
  }[];
}

/** A survey nobody has defined, as far as its export tells. */
export interface SurveyDescription {
  readonly questions: readonly DescribedQuestion[];
  readonly rows: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Rows with content and no response id, as a spreadsheet numbers them. */
  readonly withoutId: readonly number[];
  /** Filled cells of each column, by position, those blanked as personal data among them. */
  readonly filled: readonly number[];
  /** Whether choices are exported as codes or as labels; null where there is none to tell from. */
  readonly codes: 'codes' | 'labels' | null;
}

/**
 * Works out the questions of a survey from its export alone, over all rows whatever their status. Labels come from
 * the workbook's report sheets where it has them, else from the answers; a label that only one row has is not shown,
 * since it may be something a person typed. Codes are 1-based positions in the list of options.
 */
export async function describeExport(sheet: RawSheet): Promise<SurveyDescription> {
  const contents = await readContents(sheet);
  const groups = groupColumns(sheet, contents.columns);
  const listed = matchListed(groups, sheet.listed);
  const taken = new Map<string, number>();
  const questions = groups.map((group, index) => {
    const code = listed[index]?.code ?? group.code ?? `q${index + 1}`;
    const uses = (taken.get(code) ?? 0) + 1;
    taken.set(code, uses);
    const id = uses === 1 ? code : `${code}.${uses}`;
    return describeGroup(id, group, listed[index] ?? null, contents.columns);
  });
  return {
    questions,
    rows: contents.rows,
    byStatus: contents.byStatus,
    withoutId: contents.withoutId,
    filled: contents.columns.map((column) => column.filled),
    codes: codesOrLabels(questions, contents.columns),
  };
}

function describeGroup(
  id: string,
  group: ColumnGroup,
  listed: ListedQuestion | null,
  contents: readonly ColumnContents[],
): DescribedQuestion {
  const own = group.columns.flatMap((index) => contents[index] ?? []);
  const columns = [...group.columns, ...group.other];
  const base = {
    id,
    text: tidy(listed?.text ?? group.text),
    columns,
    other: group.other,
    answered: filledRows(columns.flatMap((index) => contents[index] ?? [])),
    options: [],
    statements: [],
  };
  const labelled = group.labels.some((label) => label !== '');
  const empty = own.every((column) => column.filled === 0);
  if (empty && listed === null && !labelled) return { ...base, kind: 'static' };
  const grid = (listed !== null && listed.statements.length > 0) || (empty && group.repeated);
  const tickable = own.every((column, at) => column.filled === 0 || isTicks(column, group.labels[at] ?? ''));
  if (labelled && !grid && tickable) {
    return { ...base, kind: 'multi', options: tickOptions(group.labels, own) };
  }
  const closed = listed !== null ? listed.options.length > 0 : grid || isClosed(own);
  if (!closed) return { ...base, kind: !empty && own.every((column) => column.numeric) ? 'number' : 'text' };
  const options = closedOptions(own, listed?.options.map((option) => option.label) ?? null);
  if (!labelled) return { ...base, kind: ratingOrChoice(options), options };
  const statements = group.columns.flatMap((column, at) => {
    const held = contents[column];
    if (held === undefined) return [];
    const counts = closedOptions([held], options).map((option) => option.count);
    return [{ text: group.labels[at] ?? '', column, counts, answered: held.filled }];
  });
  return { ...base, kind: 'matrix', options, statements };
}

function ratingOrChoice(options: readonly DescribedOption[]): 'rating' | 'choice' {
  // From 0, as 0 to 10, numbers that nobody chose may be missing; a list of labels has all.
  const numbers = options.map((option) => (option.label === '' ? Number.NaN : Number(option.label)));
  const gaps = numbers[0] === 0;
  const rising = numbers.every((number, at) => {
    const before = numbers[at - 1];
    return before === undefined ? number >= 0 : gaps ? number > before : number === before + 1;
  });
  return numbers.length >= 6 && rising ? 'rating' : 'choice';
}

/** The listed question of each group: the first not yet taken that asks the same text. */
function matchListed(
  groups: readonly ColumnGroup[],
  listed: readonly ListedQuestion[],
): readonly (ListedQuestion | null)[] {
  const left = new Map<string, ListedQuestion[]>();
  for (const question of listed) {
    const key = foldTight(question.text);
    left.set(key, [...(left.get(key) ?? []), question]);
  }
  return groups.map((group) =>
    group.text === '' ? null : (left.get(foldTight(group.text))?.shift() ?? null),
  );
}

function codesOrLabels(
  questions: readonly DescribedQuestion[],
  contents: readonly ColumnContents[],
): 'codes' | 'labels' | null {
  const closed = questions.filter(({ kind }) => kind === 'choice' || kind === 'rating' || kind === 'matrix');
  const held = closed.flatMap(({ columns }) => columns.flatMap((index) => contents[index] ?? []));
  const filled = held.filter((column) => column.filled > 0);
  if (filled.length === 0) return null;
  const numeric = filled.filter((column) => column.numeric).length;
  return numeric * 2 >= filled.length ? 'codes' : 'labels';
}
