import { visibleLine } from '../../render/visible-text.ts';
import { alignColumns } from '../align-columns.ts';
import { counted, countText } from '../count-text.ts';
import { causesOf, causesText, cut, section, VALUE } from './causes-text.ts';
import type { FigureChange } from './compare-figures.ts';
import type { PrintedChange, PrintedFigure, WordChange } from './compare-tables.ts';
import { fieldIn } from './csv-lines.ts';
import { NOT_FOUND } from './diff-csv.ts';
import type { Comparison, Explained } from './diff-runs.ts';
import { QUOTED } from './printed-tables.ts';
import type { DiffSummary, ListSummary } from './summarise-diff.ts';

/** What of a comparison is printed besides printed figures that moved. */
export interface DiffTextOptions {
  /** Every figure that moved, not only the printed ones. */
  readonly all: boolean;
  /** Respondents' ids. */
  readonly ids: boolean;
}

/** The comparison for a person: whether anything printed moved, what differs between the runs, what moved by table, the rest in numbers. */
export function diffText(comparison: Comparison, summary: DiffSummary, options: DiffTextOptions): string {
  const { warnings, limits } = comparison;
  const lines = [
    headline(comparison, summary),
    ...section('', [
      ...warnings.map((text) => `Warning: ${text}.`),
      ...limits.map((text) => `Note: ${text}.`),
    ]),
    ...causesText(comparison, options),
    ...tablesText(comparison, options),
    ...wordsText(comparison.words, options),
    ...section('', restText(comparison, summary, options)),
  ];
  return `${lines.join('\n')}\n`;
}

/** So many tables are named in the first line, so many rows of figures and changed words listed, unless all are asked for. */
const TABLES = 8;
const ROWS = 200;
const WORDS = 12;
/** Longest text of a row or column in the list. */
const LABEL = 44;

function headline({ earlier, later }: Comparison, { printed, changed }: DiffSummary): string {
  const runs = `from ${earlier.named} to ${later.named}`;
  const moved = printed.moved + printed.came + printed.went;
  if (moved > 0) {
    const names = printed.movedTables.map((id) => (id === QUOTED ? 'the running text' : id));
    const where = firstOf(names, TABLES);
    const parts = [
      [printed.moved, 'reads otherwise', 'read otherwise'],
      [printed.came, 'came', 'came'],
      [printed.went, 'went', 'went'],
    ] as const;
    const words = parts
      .filter(([count]) => count > 0)
      .map(([count, one, many]) => `${countText(count)} ${count === 1 ? one : many}`)
      .join(', ');
    return `${counted(moved, 'printed figure')} moved ${runs} (${words}): ${where}.`;
  }
  return changed ? `No printed figure moved ${runs}; exact figures did.` : `No figure moved ${runs}.`;
}

function tablesText(comparison: Comparison, options: DiffTextOptions): readonly string[] {
  const { later, earlier, printed } = comparison;
  const shown = printed.filter(({ kind }) => options.all || kind !== 'exact');
  const captions = new Map(
    [earlier, later].flatMap(({ study, themes }) =>
      [...study.tables, ...(themes?.study.tables ?? [])].map(({ id, caption }) => [id, caption] as const),
    ),
  );
  let room = options.all ? Number.POSITIVE_INFINITY : ROWS;
  const passed: string[] = [];
  const lines = [...new Set(shown.map(({ table }) => table))].flatMap((id) => {
    const own = shown.filter(({ table }) => table === id);
    // A table is listed whole, or only counted: half a table would look like a whole one.
    if (own.length > room && room < ROWS) {
      passed.push(`${id} ${own.length}`);
      return [];
    }
    room -= own.length;
    const title =
      id === QUOTED ? 'Quoted in the running text' : `${id} ${visibleLine(captions.get(id) ?? '')}`;
    return section(title.trimEnd(), alignColumns([HEAD, ...own.map(rowText)], RIGHT));
  });
  const more = passed.length === 0 ? [] : [`Also moved (--all lists them): ${passed.join(', ')}.`];
  return [...lines, ...section('', more)];
}

const HEAD = ['row', 'column', '', 'earlier', '', 'later', 'exactly', 'cause'];
const RIGHT = [false, false, false, true, false, true];

function rowText(change: Explained<PrintedChange>): readonly string[] {
  return [
    cut(change.row === '' ? '(header)' : change.row, LABEL),
    cut(change.column, LABEL),
    change.measure === 'percent' ? '%' : change.measure,
    printedText(change.earlier),
    '→',
    printedText(change.later),
    exactText(change),
    causesOf(change.causes),
  ];
}

function wordsText(words: readonly WordChange[], { all }: DiffTextOptions): readonly string[] {
  const shown = all ? words : words.slice(0, WORDS);
  const more = words.length - shown.length;
  return section('Words that changed', [
    ...shown.map(wordText),
    ...(more === 0 ? [] : [`… and ${more} more (--all lists them)`]),
  ]);
}

function firstOf(names: readonly string[], room: number): string {
  const more = names.length - room;
  return more <= 1 ? names.join(', ') : `${names.slice(0, room).join(', ')} and ${more} more tables`;
}

function printedText(figure: PrintedFigure | null): string {
  return figure === null ? '–' : figure.printed;
}

/** The counts behind a share or mean, and of others the value with more digits than are printed; nothing where the print says it all. */
function exactText({ earlier, later, measure }: PrintedChange): string {
  const of = (figure: PrintedFigure | null): string => {
    if (figure === null || figure.value === null) return '–';
    if (measure === 'n' || measure === 'count' || measure === 'median') return String(figure.value);
    if (figure.numerator !== null && figure.denominator !== null)
      return `${figure.numerator}/${figure.denominator}`;
    return figure.value.toFixed(5);
  };
  const [was, is] = [of(earlier), of(later)];
  const printed = (figure: PrintedFigure | null, text: string) => figure === null || figure.printed === text;
  if (printed(earlier, was) && printed(later, is)) return '';
  return was === is ? was : `${was} → ${is}`;
}

function wordText({ table, what, earlier, later }: WordChange): string {
  const quoted = (text: string | null): string => (text === null ? 'none' : `“${cut(text, VALUE)}”`);
  if (what === 'table') return `${table}: the table ${earlier === null ? 'came' : 'went'}`;
  return `${table} ${what}: ${quoted(earlier)} → ${quoted(later)}`;
}

function restText(
  { figures, compared }: Comparison,
  summary: DiffSummary,
  { all }: DiffTextOptions,
): readonly string[] {
  const { printed, results, themes, unexplained } = summary;
  const lines = [
    `Compared: ${counted(compared.printed, 'printed figure')} in ${counted(compared.tables, 'table')} and the running text; ${listCompared('results.csv', results)}${themes === null ? '' : `; ${listCompared('themes.csv', themes)}`}.`,
  ];
  if (printed.exact > 0)
    lines.push(
      `${counted(printed.exact, 'printed figure')} read the same but ${printed.exact === 1 ? 'rests' : 'rest'} on other counts.`,
    );
  for (const [name, list] of [
    ['results.csv', results],
    ['themes.csv', themes],
  ] as const) {
    const words = list === null ? '' : listText(list);
    if (words !== '') lines.push(`${name}: ${words}.`);
  }
  if (unexplained > 0) lines.push(`${counted(unexplained, 'change')}: ${NOT_FOUND}.`);
  if (!all && (printed.exact > 0 || figures.length > 0))
    lines.push('--all lists every one of them, --ids the respondents.');
  if (all) lines.push(...listedText(figures));
  return lines;
}

function listCompared(name: string, { compared }: ListSummary): string {
  return `${counted(compared, 'figure')} of ${name}`;
}

function listText(list: ListSummary): string {
  const parts: readonly (readonly [number, string])[] = [
    [list.value, 'moved'],
    [list.base, 'kept the value on other counts'],
    [list.came, 'came'],
    [list.went, 'went'],
    [list.labels, 'in other words'],
    [list.suppression, 'unmoved but hidden or shown now'],
    [list.nowHidden, 'now hidden in publish/'],
    [list.nowShown, 'no longer hidden'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${countText(count)} ${words}`)
    .join(', ');
}

function listedText(figures: readonly Explained<FigureChange>[]): readonly string[] {
  return (['results', 'themes'] as const).flatMap((name) => {
    const own = figures.filter(({ list }) => list === name);
    const rows = own.map(({ id, kind, earlier, later, hidden, causes }) => [
      id,
      kind,
      figureValue(earlier, hidden.earlier),
      '→',
      figureValue(later, hidden.later),
      causesOf(causes),
    ]);
    return rows.length === 0
      ? []
      : section(
          `${name}.csv`,
          alignColumns([['figure', 'change', 'earlier', '', 'later', 'cause'], ...rows]),
        );
  });
}

function figureValue(row: FigureChange['earlier'], hidden: boolean | null): string {
  if (row === null) return '–';
  const [value, shorthand, numerator, denominator, base, statistic] = [
    ...['value', 'shorthand', 'numerator', 'denominator', 'base', 'statistic'].map((name) =>
      fieldIn(row, name),
    ),
  ];
  const share = statistic === 'share' && numerator && denominator ? ` (${numerator}/${denominator})` : '';
  const of = base ? ` of ${base}` : '';
  return `${value || shorthand || '–'}${share}${of}${hidden === true ? ' hidden' : ''}`;
}
