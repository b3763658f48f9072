import type { Cause } from './cause.ts';
import type { FigureRow } from './compare-figures.ts';
import type { PrintedFigure } from './compare-tables.ts';
import type { Comparison } from './diff-runs.ts';
import type { ComparedRun } from './load-compared-run.ts';
import { summariseDiff } from './summarise-diff.ts';

/** The comparison for programs, in the shape of docs/diff.md. Respondents' ids are in it only where `ids` says so. */
export function diffJson(comparison: Comparison, options: { readonly ids: boolean }): string {
  const { earlier, later, causes, limits, warnings, printed, words, figures } = comparison;
  return `${JSON.stringify(
    {
      format: 'crs-eval diff 1',
      earlier: runJson(earlier),
      later: runJson(later),
      summary: summariseDiff(comparison),
      warnings,
      limits,
      causes: causes.map((cause, at) => causeJson(cause, at + 1, options.ids)),
      printed: printed.map(({ theme: _, earlier: before, later: after, ...change }) => ({
        ...change,
        result: (after ?? before)?.result?.id ?? null,
        earlier: printedJson(before),
        later: printedJson(after),
      })),
      words,
      figures: figures.map(({ hidden, earlier: before, later: after, ...change }) => ({
        ...change,
        earlier: before === null ? null : { ...fieldsOf(before), hidden: hidden.earlier },
        later: after === null ? null : { ...fieldsOf(after), hidden: hidden.later },
      })),
    },
    null,
    2,
  )}\n`;
}

function runJson({ named, record }: ComparedRun) {
  return {
    folder: named,
    study: record.study.id,
    program: record.program.version,
    synthetic: record.synthetic,
  };
}

function causeJson({ kind, text, where, earlier, later, respondents }: Cause, number: number, ids: boolean) {
  const who = respondents === null ? {} : { respondents: respondents.length };
  return {
    cause: number,
    kind,
    text,
    where,
    earlier,
    later,
    ...who,
    ...(ids && respondents ? { ids: respondents } : {}),
  };
}

function printedJson(figure: PrintedFigure | null) {
  if (figure === null) return null;
  const { result: _, ...numbers } = figure;
  return numbers;
}

const FIELDS = [
  ...['value', 'shorthand', 'numerator', 'denominator', 'sum', 'sum_squares'],
  ...['asked', 'answered', 'dont_know', 'blank', 'not_asked', 'base'],
];

/** What a figure's line says in numbers, as in its file; columns that it has not are left out. */
function fieldsOf(row: FigureRow): FigureRow {
  return Object.fromEntries(FIELDS.flatMap((name) => (row[name] ? [[name, row[name]]] : [])));
}
