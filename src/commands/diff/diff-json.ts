import type { Cause } from './cause.ts';
import type { PrintedFigure } from './compare-tables.ts';
import { type CsvRow, fieldIn } from './csv-lines.ts';
import type { Comparison } from './diff-runs.ts';
import type { ComparedRun } from './load-compared-run.ts';
import type { DiffSummary } from './summarise-diff.ts';

/** The comparison for programs, in the shape of docs/diff.md. Respondents' ids are in it only where `ids` says so. */
export function diffJson(
  comparison: Comparison,
  summary: DiffSummary,
  options: { readonly ids: boolean },
): string {
  const { earlier, later, causes, limits, warnings, printed, words, figures } = comparison;
  return `${JSON.stringify(
    {
      format: 'crs-eval diff 1',
      earlier: runJson(earlier),
      later: runJson(later),
      summary,
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
        earlier: before === null ? null : { ...numbersOf(before), hidden: hidden.earlier },
        later: after === null ? null : { ...numbersOf(after), hidden: hidden.later },
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
  const { printed, value, numerator, denominator, base } = figure;
  return { printed, value, numerator, denominator, base };
}

const FIELDS = [
  ...['value', 'shorthand', 'numerator', 'denominator', 'sum', 'sum_squares'],
  ...['asked', 'answered', 'dont_know', 'blank', 'not_asked', 'base'],
];

/** What a figure's line says in numbers, as in its file; columns that it has not are left out. */
function numbersOf(row: CsvRow): Readonly<Record<string, string>> {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const field = fieldIn(row, name);
      return field === '' ? [] : [[name, field]];
    }),
  );
}
