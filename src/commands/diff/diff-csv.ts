import { writeCsv } from '../../render/csv.ts';
import type { Attribution } from './attribute.ts';
import type { FigureChange } from './compare-figures.ts';
import type { PrintedChange, PrintedFigure } from './compare-tables.ts';
import { fieldIn } from './csv-lines.ts';
import type { Comparison, Explained } from './diff-runs.ts';

const COLUMNS = [
  ...['list', 'table', 'row', 'column', 'measure', 'id', 'change'],
  ...['earlier_printed', 'later_printed', 'earlier_value', 'later_value', 'earlier_base', 'later_base'],
  ...['earlier_hidden', 'later_hidden', 'causes'],
];

/** Every change as CSV, a row a figure: printed ones (`list` is `printed`), then those of results.csv and themes.csv. Causes as texts. */
export function diffCsv({ printed, figures, causes }: Comparison): string {
  const words = (own: readonly Attribution[]): string =>
    own.length === 0 ? NOT_FOUND : own.map(({ cause }) => causes[cause - 1]?.text ?? '').join('; ');
  return writeCsv([
    COLUMNS,
    ...printed.map((change) => [...printedFields(change), words(change.causes)]),
    ...figures.map((change) => [...listedFields(change), words(change.causes)]),
  ]);
}

/** Said of a change that nothing in the runs' files explains. */
export const NOT_FOUND = 'cause not found in the runs’ files';

function printedFields(change: Explained<PrintedChange>): string[] {
  const { table, row, column, measure, kind, earlier, later } = change;
  const id = (later ?? earlier)?.result?.id ?? '';
  return [
    ...['printed', table, row, column, measure, id, kind],
    ...[earlier?.printed ?? '', later?.printed ?? ''],
    ...[
      numberOf(earlier, 'value'),
      numberOf(later, 'value'),
      numberOf(earlier, 'base'),
      numberOf(later, 'base'),
    ],
    ...[hiddenOf(earlier), hiddenOf(later)],
  ];
}

function numberOf(figure: PrintedFigure | null, name: 'value' | 'base'): string {
  return figure?.[name] == null ? '' : String(figure[name]);
}

function hiddenOf(figure: PrintedFigure | null): string {
  return figure === null ? '' : figure.printed === '[c]' ? 'yes' : 'no';
}

function listedFields({ list, id, kind, earlier, later, hidden }: Explained<FigureChange>): string[] {
  const base = list === 'results' ? 'answered' : 'base';
  const shown = (side: boolean | null): string => (side === null ? '' : side ? 'yes' : 'no');
  return [
    ...[list, '', '', '', fieldIn(later ?? earlier, 'statistic'), id, kind, '', ''],
    ...['value', base].flatMap((name) => [fieldIn(earlier, name), fieldIn(later, name)]),
    ...[shown(hidden.earlier), shown(hidden.later)],
  ];
}
