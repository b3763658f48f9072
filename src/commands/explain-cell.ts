import { formatExact } from '../exact/ratio.ts';
import type { Result } from '../likert/result.ts';
import { hiddenCells, maskWith } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import type { Cell, Figure, Table, TableColumn, TableRow } from '../render/contract.ts';
import { fold } from '../study/alike.ts';
import { scaleOf } from '../study/lookup.ts';
import { InputError } from '../study/problem.ts';
import type { Question } from '../study/study.ts';
import type { Run } from './load-run.ts';
import type { QuestionColumns, QuestionnaireRecord } from './run-record.ts';
import { chooseTables } from './tables.ts';

/** The chain behind one cell of a table. */
export interface Chain {
  readonly table: string;
  readonly caption: string;
  readonly row: string;
  readonly column: string;
  readonly figures: readonly ExplainedFigure[];
  readonly counts: readonly { readonly option: string; readonly count: number; readonly inBase: boolean }[];
  readonly base: {
    readonly asked: number;
    readonly answered: number;
    readonly dontKnow: number;
    readonly otherMissing: number;
    readonly blank: number;
    readonly notAsked: number;
    readonly respondents: number;
  } | null;
  readonly rule: string;
  readonly questions: readonly {
    readonly questionnaire: string;
    readonly question: string;
    readonly text: string;
    readonly wording: string;
    readonly places: readonly { readonly file: string; readonly sha256: string; readonly columns: readonly string[] }[];
  }[];
  readonly respondents: readonly Pick<
    QuestionnaireRecord,
    'id' | 'read' | 'usable' | 'openTextOnly' | 'leftOut' | 'corrections'
  >[];
  /** Whether `publish/` shows `[c]` here. */
  readonly suppressed: boolean;
  readonly synthetic: boolean;
}

interface ExplainedFigure {
  readonly measure: string;
  readonly printed: string;
  readonly result: string;
  /** How the value follows from the counts, such as `21 / 28`. */
  readonly from: string;
}

/** Finds the cell and its chain. Throws an InputError when no row or column, or more than one, fits what was asked. */
export function explainCell(run: Run, tableId: string, rowText: string, groupText: string): Chain {
  const [definition] = chooseTables(run.study, [tableId]);
  const definitions = definition === undefined ? [] : [definition];
  const marks = { synthetic: run.record.synthetic, definitions, hidden: new Map() };
  const { tables, results } = tabulate(run.study, run.frequency, marks);
  const [table] = tables;
  if (table === undefined) throw new Error(`no table ${tableId}`);
  const row = pick(table, 'row', rowText, table.rows, rowTexts);
  const column = pick(table, 'column', groupText, table.columns, columnTexts);
  const cell = row.cells[table.columns.indexOf(column)];
  if (cell === undefined || cell.pattern === 'none') {
    throw miss(table, 'cell', 'a cell with a figure', `n/a: no such question was put to "${column.label}"`, '');
  }
  return chainOf(run, table, row, column, cell, new Map(results.map((result) => [result.id, result])));
}

function chainOf(
  run: Run,
  table: Table,
  row: TableRow,
  column: TableColumn,
  cell: Cell,
  results: ReadonlyMap<string, Result>,
): Chain {
  const found = cell.figures.flatMap(({ result }) => results.get(result) ?? []);
  const [first] = found;
  const tally = found.find((result) => result.tally !== null)?.tally ?? null;
  const asked = questionsBehind(run, first?.cells ?? []);
  const scale = asked[0] === undefined ? null : scaleOf(run.study, asked[0].question);
  const mask = maskWith(hiddenCells(run.study, run.frequency, run.record.settings.suppressBelow));
  const questionnaires = new Set((first?.cells ?? []).map((key) => key.split('|')[0] ?? ''));
  return {
    table: table.id,
    caption: table.caption,
    row: [...row.stub, row.label].filter((text) => text !== '').join(' · '),
    column: [column.group, column.label].filter((text) => text !== null && text !== '').join(' · '),
    figures: cell.figures.map((figure) => explainFigure(figure, results.get(figure.result))),
    counts: (scale?.options ?? []).map((option, index) => ({
      option: option.value === null || String(option.value) === option.label ? option.label : `${option.value} ${option.label}`,
      count: tally?.counts[index] ?? 0,
      inBase: option.missing === null,
    })),
    base: tally === null ? null : { ...withoutCounts(tally) },
    rule: ruleOf(run, first),
    questions: asked.map(({ questionnaire, question }) => ({
      questionnaire,
      question: question.id,
      text: question.text,
      wording: question.wording,
      places: run.record.columns
        .filter((each) => each.questionnaire === questionnaire && each.question === question.id)
        .map((each) => placeOf(run, each)),
    })),
    respondents: run.record.questionnaires
      .filter(({ id }) => questionnaires.has(id))
      .map(({ id, read, usable, openTextOnly, leftOut, corrections }) => ({
        id,
        read,
        usable,
        openTextOnly,
        leftOut,
        corrections,
      })),
    suppressed: found.some((result) => mask(result).shorthand === '[c]'),
    synthetic: run.record.synthetic,
  };
}

function withoutCounts(tally: NonNullable<Result['tally']>): NonNullable<Chain['base']> {
  const { asked, answered, dontKnow, otherMissing, blank, notAsked, respondents } = tally;
  return { asked, answered, dontKnow, otherMissing, blank, notAsked, respondents };
}

function explainFigure(figure: Figure, result: Result | undefined): ExplainedFigure {
  const percent = figure.measure === 'percent';
  const exact =
    figure.exact === null || !percent ? figure.exact : { ...figure.exact, numerator: figure.exact.numerator * 100n };
  return {
    measure: figure.measure,
    printed: exact === null ? (figure.shorthand ?? '') : formatExact(exact, figure.decimals),
    result: figure.result,
    from: result === undefined ? '' : derivation(result),
  };
}

function derivation(result: Result): string {
  const { statistic, numerator, denominator, sum, sumSquares, tally } = result;
  if (statistic === 'share') return `${numerator} of ${denominator}`;
  if (statistic === 'mean') return `Σx / n = ${sum} / ${denominator}`;
  if (statistic === 'sd') {
    return `√((n·Σx² − (Σx)²) / (n(n − 1))), n = ${tally?.answered}, Σx = ${sum}, Σx² = ${sumSquares}`;
  }
  if (statistic === 'median') return 'the middle of the answers in order';
  return `${numerator} counted`;
}

function ruleOf(run: Run, result: Result | undefined): string {
  if (result === undefined) return '';
  if (result.statistic === 'share' && result.levels === 'agree') return run.record.settings.agreement;
  if (result.statistic === 'share') return `Those who chose ${result.levels}, over those who answered.`;
  if (result.statistic === 'count') return 'A count of respondents; the percentage is of those who answered.';
  return 'Over those who gave a rating; don’t knows and blanks are in no mean or SD.';
}

function questionsBehind(run: Run, cells: readonly string[]): { questionnaire: string; question: Question }[] {
  return cells.flatMap((key) => {
    const address = run.frequency.cells.get(key)?.address;
    const questionnaire = run.study.questionnaires.find(({ id }) => id === address?.questionnaire);
    if (address === undefined || questionnaire === undefined) return [];
    return questionnaire.questions
      .filter(({ id, item }) => (address.question === null ? item === address.item : id === address.question))
      .map((question) => ({ questionnaire: questionnaire.id, question }));
  });
}

function placeOf(run: Run, columns: QuestionColumns): Chain['questions'][number]['places'][number] {
  const input = run.record.inputs.find(({ file }) => file === columns.file);
  return { file: columns.file, sha256: input?.sha256 ?? '', columns: columns.columns };
}

function rowTexts(row: TableRow): readonly string[] {
  return [row.label, [...row.stub, row.label].join(' ')];
}

function columnTexts(column: TableColumn): readonly string[] {
  return [column.label, ...(column.group === null ? [] : [`${column.group} ${column.label}`, column.group])];
}

/** The only row or column whose texts equal, or else contain, what was asked. */
function pick<T>(
  table: Table,
  what: 'row' | 'column',
  asked: string,
  choices: readonly T[],
  textsOf: (choice: T) => readonly string[],
): T {
  const wanted = fold(asked);
  const equal = choices.filter((choice) => textsOf(choice).some((text) => fold(text) === wanted));
  const close =
    equal.length > 0 ? equal : choices.filter((choice) => textsOf(choice).some((text) => fold(text).includes(wanted)));
  const [only, ...others] = close;
  if (only !== undefined && others.length === 0) return only;
  const listed = (close.length > 0 ? close : choices).map((choice) => `"${textsOf(choice).at(-1)}"`);
  throw miss(
    table,
    what,
    `a text that fits one ${what}`,
    `"${asked}", which fits ${close.length === 0 ? 'none' : `${close.length}`}`,
    `${close.length === 0 ? 'there are' : 'it fits'} ${listed.join(', ')}`,
  );
}

function miss(table: Table, code: string, expected: string, found: string, advice: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: `unknown-${code}`,
      file: `table ${table.id}`,
      row: null,
      column: null,
      expected,
      found,
      advice: advice === '' ? null : advice,
    },
  ]);
}

/** The chain as text for a terminal. */
export function printChain(chain: Chain): string {
  const lines: string[] = [];
  const say = (label: string, text: string): void => void lines.push(`${label.padEnd(12)}${text}`);
  say('Table', `${chain.table}  ${chain.caption}`);
  say('Row', chain.row);
  say('Column', chain.column);
  for (const { measure, printed, from, result } of chain.figures) {
    say('Figure', `${printed}${measure === 'percent' && printed !== '' && !printed.startsWith('[') ? '%' : ''}  ${measure}: ${from}`);
    say('', `result ${result}`);
  }
  if (chain.suppressed) say('', 'suppressed in publish/, shown there as [c]: do not pass it on');
  say('Rule', chain.rule);
  if (chain.base !== null) {
    const width = Math.max(...chain.counts.map(({ option }) => option.length), 0);
    chain.counts.forEach(({ option, count, inBase }, index) => {
      say(index === 0 ? 'Counts' : '', `${option.padEnd(width)}  ${String(count).padStart(5)}${inBase ? '' : '  off the base'}`);
    });
    const { asked, answered, dontKnow, otherMissing, blank, notAsked, respondents } = chain.base;
    const other = otherMissing === 0 ? '' : ` + ${otherMissing} other missing`;
    say('Base', `${answered} answered; asked ${asked} = ${answered} answered + ${dontKnow} don’t know${other} + ${blank} blank`);
    say('', `not asked (routed past): ${notAsked}${respondents === answered ? '' : `; distinct respondents: ${respondents}`}`);
  }
  for (const { questionnaire, question, text, wording, places } of chain.questions) {
    say('Question', `${questionnaire} ${question}: “${text}” (wording ${wording})`);
    for (const { file, sha256, columns } of places) {
      say('', `${file}, ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')}; SHA-256 ${sha256.slice(0, 16)}…`);
    }
  }
  for (const { id, read, usable, openTextOnly, leftOut, corrections } of chain.respondents) {
    const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
    const open = openTextOnly === 0 ? '' : `, ${openTextOnly} for open text only`;
    say('Respondents', `${id}: ${read} rows read, ${usable} usable${open}; left out: ${reasons.join(', ') || 'none'}`);
    if (corrections > 0) say('', `${corrections} ${corrections === 1 ? 'answer' : 'answers'} corrected (internal/corrections.csv)`);
  }
  if (chain.synthetic) say('Note', 'these answers are synthetic');
  return `${lines.join('\n')}\n`;
}
