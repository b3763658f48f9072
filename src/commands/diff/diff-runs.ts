import { UNCODED } from '../../qualitative/theme-study.ts';
import { InputError } from '../../study/problem.ts';
import { counted } from '../count-text.ts';
import { type Attribution, attribute } from './attribute.ts';
import type { Aspect, Cause } from './cause.ts';
import { compareFigures, type FigureChange } from './compare-figures.ts';
import { compareTables, kindOf, type PrintedChange, type WordChange } from './compare-tables.ts';
import { fieldIn } from './csv-lines.ts';
import { findCauses } from './find-causes.ts';
import type { ComparedRun } from './load-compared-run.ts';
import { type FigurePlace, figurePlacer, questionKey } from './place-figure.ts';
import { editedTables, type PrintedQuote, printedTables, QUOTED } from './printed-tables.ts';
import type { FigureListName } from './read-figures.ts';

/** A change with the numbers of the causes that can have made it; none where the files do not tell. */
export type Explained<Change> = Change & { readonly causes: readonly Attribution[] };

/** What changed from one run to another. */
export interface Comparison {
  readonly earlier: ComparedRun;
  readonly later: ComparedRun;
  readonly causes: readonly Cause[];
  readonly limits: readonly string[];
  /** What makes the comparison less than it seems: figures edited by hand, another study. */
  readonly warnings: readonly string[];
  /** Figures of tables, then those quoted in the text. */
  readonly printed: readonly Explained<PrintedChange>[];
  readonly words: readonly WordChange[];
  /** Of results.csv, then of themes.csv. */
  readonly figures: readonly Explained<FigureChange>[];
  readonly compared: {
    readonly tables: number;
    readonly printed: number;
    /** Figures that either run has. */
    readonly results: number;
    /** Null where neither run has themes. */
    readonly themes: number | null;
  };
}

/** Compares two runs; with `ids`, says at each figure which respondents. Throws an InputError where their studies share no questionnaire. */
export function diffRuns(
  earlier: ComparedRun,
  later: ComparedRun,
  options: { readonly ids: boolean },
): Comparison {
  const shared = earlier.study.questionnaires.some(({ id }) =>
    later.study.questionnaires.some((each) => each.id === id),
  );
  if (!shared) throw otherStudy(earlier, later);
  const { causes, limits } = findCauses(earlier, later);
  const placeOf = figurePlacer([earlier.study, later.study]);
  const asking = askingIn([earlier, later]);
  const [before, after] = [printedTables(earlier), printedTables(later)];
  const tables = compareTables(before.tables, after.tables);
  const quoted = compareQuoted(before.quoted, after.quoted);
  const figures = [
    ...compareFigures('results', earlier.results, later.results),
    ...compareFigures('themes', earlier.themeFigures, later.themeFigures),
  ];
  const themes = [earlier.themeFigures, later.themeFigures].filter((list) => list !== null);
  return {
    earlier,
    later,
    causes,
    limits,
    warnings: [
      ...studyWarnings(earlier, later),
      ...editWarnings(earlier, editedTables(earlier.folder, before.tables)),
      ...editWarnings(later, editedTables(later.folder, after.tables)),
    ],
    printed: [...tables.figures, ...quoted].map((change) => ({
      ...change,
      causes: attribute(causes, printedPlace(change, placeOf, asking), printedAspects(change), options),
    })),
    words: tables.words,
    figures: figures.map((change) => ({
      ...change,
      causes: attribute(causes, listedPlace(change, placeOf), listedAspects(change), options),
    })),
    compared: {
      tables: new Set([...before.tables, ...after.tables].map(({ table }) => table.id)).size,
      printed: tables.compared + Math.max(before.quoted.length, after.quoted.length),
      results: later.results.lines.size + goneFrom('results', figures),
      themes:
        themes.length === 0 ? null : (later.themeFigures?.lines.size ?? 0) + goneFrom('themes', figures),
    },
  };
}

function goneFrom(name: FigureListName, figures: readonly FigureChange[]): number {
  return figures.filter(({ list, kind }) => list === name && kind === 'went').length;
}

function compareQuoted(
  earlier: readonly PrintedQuote[],
  later: readonly PrintedQuote[],
): readonly PrintedChange[] {
  const [before, after] = [earlier, later].map(
    (quotes) => new Map(quotes.map(({ label, figure }) => [label, figure])),
  );
  return [...new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])])].flatMap((label) => {
    const [was, is] = [before?.get(label) ?? null, after?.get(label) ?? null];
    const kind = kindOf(was, is);
    const place = { table: QUOTED, row: label, column: '', measure: 'percent', theme: false };
    return kind === null ? [] : [{ ...place, kind, earlier: was, later: is }];
  });
}

/** Finds the questions that ask an item in one of the runs' studies; the same set each time. */
function askingIn(runs: readonly ComparedRun[]): (item: string) => ReadonlySet<string> {
  const known = new Map<string, Set<string>>();
  for (const { study } of runs)
    for (const { id, questions } of study.questionnaires)
      for (const { item, id: question } of questions) {
        const all = known.get(item) ?? new Set();
        all.add(questionKey(id, question));
        known.set(item, all);
      }
  return (item) => known.get(item) ?? new Set();
}

type Placer = ReturnType<typeof figurePlacer>;

function printedPlace(
  change: PrintedChange,
  placeOf: Placer,
  asking: (item: string) => ReadonlySet<string>,
): FigurePlace {
  const { table, theme } = change;
  const result = change.later?.result ?? change.earlier?.result;
  if (result == null) return { ...placeOf({ id: '', statistic: '', levels: '', theme }), table };
  const { id, statistic, levels } = result;
  const code = levels === 'answered' ? '' : levels.replace(/^option:/, '');
  const place = placeOf(
    theme
      ? { id, theme, statistic: themeStatistic(statistic, code), levels: code }
      : { id, theme, statistic, levels },
  );
  // Rows and columns of a table of themes come with what anybody said to the item, in whatever column.
  if (theme && (change.kind === 'came' || change.kind === 'went'))
    return {
      ...place,
      ...{
        table,
        cell: `row ${place.item}`,
        groups: {},
        questions: asking(place.item),
        statistic: 'respondents',
      },
      questionnaires: new Set([...asking(place.item)].map((key) => key.slice(0, key.indexOf('\n')))),
      levels: change.measure === 'n' ? UNCODED : code,
    };
  return { ...place, table };
}

function themeStatistic(statistic: string, code: string): string {
  if (statistic !== 'count') return statistic;
  return code === '' ? 'answered' : 'respondents';
}

function printedAspects({ kind, earlier, later, theme }: PrintedChange): readonly Aspect[] {
  // Which rows and columns a table of themes has depends on what may be shown in it.
  if (kind === 'came' || kind === 'went') return theme ? ['presence', 'value', 'suppression'] : ['presence'];
  const sameValue = earlier?.value === later?.value;
  const masked = [earlier, later].filter((figure) => figure?.printed === '[c]').length === 1;
  const counts = (['numerator', 'denominator', 'base'] as const).some(
    (name) => earlier?.[name] !== later?.[name],
  );
  const aspects: Aspect[] = [];
  if (!sameValue) aspects.push('value');
  else if (counts && !masked) aspects.push('base');
  if (masked) aspects.push('suppression');
  if ([earlier, later].some((figure) => figure?.printed === '[x]')) aspects.push('presence');
  return aspects.length === 0 ? ['value'] : aspects;
}

function listedPlace({ list, id, earlier, later }: FigureChange, placeOf: Placer): FigurePlace {
  const row = later ?? earlier;
  const theme = list === 'themes';
  const levels = fieldIn(row, theme ? 'code' : 'levels');
  return placeOf({ id, theme, statistic: fieldIn(row, 'statistic'), levels });
}

function listedAspects({ kind, hidden, earlier, later }: FigureChange): readonly Aspect[] {
  if (kind === 'came' || kind === 'went') return ['presence'];
  const turned = hidden.earlier !== null && hidden.later !== null && hidden.earlier !== hidden.later;
  // Nobody was there to ask: that somebody is counts, whatever was answered.
  const nobody = [earlier, later].some((row) => fieldIn(row, 'shorthand') === '[x]');
  const aspects: Aspect[] = [kind];
  if (turned && kind !== 'suppression') aspects.push('suppression');
  if (nobody && kind === 'value') aspects.push('presence');
  return aspects;
}

function studyWarnings(earlier: ComparedRun, later: ComparedRun): readonly string[] {
  const [before, after] = [earlier.record, later.record];
  const warnings: string[] = [];
  if (before.study.id !== after.study.id)
    warnings.push(
      `the runs are of two studies, ${before.study.id} and ${after.study.id}: figures with the same id are compared, all others came or went`,
    );
  if (before.synthetic !== after.synthetic)
    warnings.push(`the answers of the ${before.synthetic ? 'earlier' : 'later'} run alone are synthetic`);
  return warnings;
}

/** So many names are given of what was edited. */
const NAMED = 3;

function editWarnings(
  { named, results, themeFigures }: ComparedRun,
  tables: readonly string[],
): readonly string[] {
  const lists = [
    ...results.edited.map((id) => `publish/results.csv ${id}`),
    ...(themeFigures?.edited ?? []).map((id) => `publish/themes.csv ${id}`),
  ];
  const missing = [
    ...(results.hidden === null ? ['publish/results.csv'] : []),
    ...(themeFigures !== null && themeFigures.hidden === null ? ['publish/themes.csv'] : []),
  ];
  const listed = (names: readonly string[]): string =>
    names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');
  return [
    ...(tables.length === 0
      ? []
      : [
          `${named}: ${counted(tables.length, 'file')} of tables not as the run's counts give them, edited by hand or by another build of the program: ${listed(tables)}`,
        ]),
    ...(lists.length === 0
      ? []
      : [
          `${named}: ${counted(lists.length, 'published figure')} not as in internal/, edited by hand: ${listed(lists)}`,
        ]),
    ...(missing.length === 0
      ? []
      : [`${named}: ${listed(missing)} is not there, so what it hides can't be compared`]),
  ];
}

function otherStudy(earlier: ComparedRun, later: ComparedRun): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'other-study',
      file: later.named,
      row: null,
      column: null,
      expected: `a run of the study ${earlier.record.study.id}, as ${earlier.named} is`,
      found: `one of ${later.record.study.id}, which shares no questionnaire with it`,
      advice: 'compare runs of one study',
    },
  ]);
}
