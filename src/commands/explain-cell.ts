import { numberOf } from '../exact/number-of.ts';
import { type Exact, formatExact, percentOf } from '../exact/ratio.ts';
import { type ExplainedCell, explainResult, isBase } from '../likert/explain.ts';
import type { Result } from '../likert/result.ts';
import { tabulate } from '../likert/tabulate.ts';
import { openId, UNCODED } from '../qualitative/theme-study.ts';
import type { Figure, Table, TableColumn, TableRow } from '../render/contract.ts';
import { chooseTables } from './choose-tables.ts';
import { type ExplainedCodings, explainCodings } from './explain-codings.ts';
import { cellOf, pickColumns, pickRow } from './find-cell.ts';
import { type Counted, countedFor, type Run, tablesIn } from './load-run.ts';
import type { QuestionnaireRecord } from './run-record.ts';

/** The chain behind one cell of a table, from what is printed back to the columns of the exports. */
export interface Chain {
  readonly table: string;
  readonly caption: string;
  readonly row: string;
  readonly column: string;
  readonly figures: readonly ExplainedFigure[];
  /** One a question, or a pooled lot of them, that the figures are made of. */
  readonly counts: readonly ExplainedCounts[];
  /** Whether the figures are of codes given to open answers. */
  readonly themes: boolean;
  /** Of a figure of themes, what it rests on. */
  readonly codings: ExplainedCodings | null;
  /** Whether `publish/` shows `[c]` here. */
  readonly suppressed: boolean;
  readonly synthetic: boolean;
}

interface ExplainedFigure {
  readonly measure: string;
  readonly printed: string;
  readonly result: string;
  /** How the value follows from the counts: in numbers, and as a rule. */
  readonly from: string;
  readonly rule: string;
}

interface ExplainedCounts {
  readonly questionnaire: string;
  readonly group: Readonly<Record<string, string>>;
  readonly levels: ExplainedCell['levels'];
  readonly base: Omit<ExplainedCell['tally'], 'counts'>;
  readonly questions: readonly {
    readonly question: string;
    readonly text: string;
    readonly wording: string;
    readonly places: readonly {
      readonly file: string;
      readonly sha256: string;
      readonly columns: readonly string[];
    }[];
  }[];
  /** Who was read, counted and left out, and why. */
  readonly respondents: Pick<
    QuestionnaireRecord,
    'read' | 'usable' | 'openTextOnly' | 'leftOut' | 'corrections'
  > | null;
}

/**
 * Finds the cell and its chain. Without a group, or where several columns fit and their figures come from the same counts
 * (% and mean of one statement), those are explained together. Throws an InputError when no row or column fits what was
 * asked, or several with counts of their own.
 */
export function explainCell(
  run: Run,
  tableId: string,
  rowText: string,
  groupText: string | undefined,
  listCodings = false,
): Chain {
  const definitions = chooseTables({ ...run.study, tables: tablesIn(run) }, [tableId]);
  const marks = { synthetic: run.record.synthetic, definitions, hidden: new Map() };
  const [definition] = definitions;
  if (definition === undefined) throw new Error(`no table ${tableId}`);
  const counted = countedFor(run, definition);
  const { tables, results: all } = tabulate(counted.study, counted.frequency, marks);
  const [table] = tables;
  if (table === undefined) throw new Error(`no table ${tableId}`);
  const results = new Map(all.map((result) => [result.id, result]));
  // Printed stubs are blank where they repeat the one above; here every row is named in full.
  const rows = table.rows.map((row, at) => ({ ...row, stub: definition.rows[at]?.stub ?? row.stub }));
  const row = pickRow(table, rows, rowText);
  const columns = pickColumns(table, row, groupText, results);
  return chainOf(run, counted, table, row, columns, results, listCodings);
}

function chainOf(
  run: Run,
  counted: Counted,
  table: Table,
  row: TableRow,
  columns: readonly TableColumn[],
  results: ReadonlyMap<string, Result>,
  listCodings: boolean,
): Chain {
  const shown = columns
    .flatMap((column) => cellOf(table, row, column)?.figures ?? [])
    .flatMap((figure) => {
      const result = results.get(figure.result);
      return result === undefined ? [] : [{ figure, result }];
    });
  const themes = counted.study !== run.study;
  const explained = shown.map(({ result }) => explainResult(counted.study, counted.frequency, result));
  return {
    table: table.id,
    caption: table.caption,
    row: [...row.stub, row.label].filter((text) => text !== '').join(' · '),
    column: columns
      .map(({ group, label }) => [group, label].filter((text) => text !== null && text !== '').join(' · '))
      .join('; '),
    figures: shown.map(({ figure, result }, index) => ({
      measure: figure.measure,
      printed: printed(figure),
      result: result.id,
      from: derivation(result),
      rule: (themes ? ruleOfThemes(result) : null) ?? explained[index]?.rule ?? '',
    })),
    counts: (explained[0]?.cells ?? []).map((each) => countsOf(run, each)),
    themes,
    codings: codingsOf(run, counted, shown[0]?.result, explained[0]?.cells ?? [], listCodings),
    suppressed: shown.some(({ result }) => result.cells.some((key) => counted.hidden.has(key))),
    synthetic: run.record.synthetic,
  };
}

/** How a count or share of a code is made: a code is given, not chosen among levels. Null for other figures. */
function ruleOfThemes({ statistic, levels, shorthand }: Result): string | null {
  const isOfCode = !isBase(levels) && (statistic === 'count' || statistic === 'share');
  if (!isOfCode || shorthand !== null) return null;
  const who =
    levels === UNCODED
      ? 'the respondents whose answers were given no code'
      : 'the respondents who were given the code, or one below it, in an answer; each counted once';
  return statistic === 'count'
    ? who
    : `${who}, divided by all who answered, less those set aside as in another language`;
}

function codingsOf(
  run: Run,
  counted: Counted,
  result: Result | undefined,
  cells: readonly ExplainedCell[],
  listed: boolean,
): ExplainedCodings | null {
  if (result === undefined || counted.study === run.study) return null;
  return explainCodings(
    run,
    result,
    cells.map(({ address }) => address),
    listed,
  );
}

function countsOf(run: Run, cell: ExplainedCell): ExplainedCounts {
  const { counts: _, ...base } = cell.tally;
  const record = run.record.questionnaires.find(({ id }) => id === cell.questionnaire.id);
  return {
    questionnaire: cell.questionnaire.id,
    group: cell.address.dims,
    levels: cell.levels,
    base,
    questions: cell.questions.map(({ id, text, wording }) => ({
      question: openId(id),
      text,
      wording,
      places: run.record.columns
        .filter(
          ({ questionnaire, question }) => questionnaire === cell.questionnaire.id && question === openId(id),
        )
        .map(({ file, columns }) => ({
          file,
          sha256: run.record.inputs.find((input) => input.file === file)?.sha256 ?? '',
          columns,
        })),
    })),
    respondents:
      record === undefined
        ? null
        : {
            read: record.read,
            usable: record.usable,
            openTextOnly: record.openTextOnly,
            leftOut: record.leftOut,
            corrections: record.corrections,
          },
  };
}

function printed({ exact, measure, decimals, shorthand }: Figure): string {
  if (exact === null) return shorthand ?? '';
  const shown: Exact = measure === 'percent' ? percentOf(exact) : exact;
  return `${formatExact(shown, decimals)}${measure === 'percent' ? '%' : ''}`;
}

function derivation({ statistic, numerator, denominator, sum, sumSquares, tally }: Result): string {
  if (statistic === 'share') return `${numerator} of ${denominator}`;
  if (statistic === 'mean') return `Σx / n = ${sum} / ${denominator}`;
  if (statistic === 'sd') {
    return `√((n·Σx² − (Σx)²) / (n(n − 1))) with n = ${tally?.answered}, Σx = ${sum}, Σx² = ${sumSquares}`;
  }
  return statistic === 'count'
    ? `${numerator} counted`
    : `of ${numberOf(tally?.answered ?? 0, 'answer')} in order`;
}
