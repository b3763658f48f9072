import {
  type AuditedCell,
  type AuditReport,
  printTogether,
  SEARCH_FINDINGS,
  type SearchFinding,
} from '../audit/published/audit-report.ts';
import { listNumbers } from '../audit/published/explain-misfit.ts';
import { numberOf } from '../exact/number-of.ts';

export const FINDING_WORDS: Readonly<Record<SearchFinding, string>> = {
  at_n: 'reproducible at the published n',
  smaller: 'reproducible only with fewer answers than the published n',
  larger: 'reproducible only with more answers than the published n',
  none: 'not reproducible under these assumptions, for any n in the range searched',
};

/** Marks and words, so that nothing hangs on colour. */
export const FINDING_MARKS: Readonly<Record<SearchFinding, string>> = {
  at_n: '✓ at n',
  smaller: '↓ fewer',
  larger: '↑ more',
  none: '✗ none',
};

/** So many explanations of a cell are shown on the terminal; `--json` has all. */
const SHOWN = 3;

/** An audit for people on a terminal: assumptions, every cell that does not fit at its n, columns, conflicts, counts. */
export function auditText(report: AuditReport): string {
  const misfits = report.cells.filter(({ search }) => search !== 'at_n');
  return `${[
    'Under these assumptions:',
    ...report.assumptions.map((text) => `  - ${text}`),
    '',
    ...(misfits.length === 0
      ? []
      : [
          'Cells not reproducible at the published n (figures as printed; what explains them is a suggestion):',
          '',
        ]),
    ...misfits.flatMap(cellLines),
    ...section(
      'What columns say together:',
      report.columns.map(
        ({ table, column, finding }) => `${[table, column].filter(Boolean).join(' ')}: ${finding}.`,
      ),
    ),
    ...section(
      'Figures that cannot stand together, or could not be read:',
      report.conflicts.map(({ kind, text }) => `${kind}: ${text}`),
    ),
    ...section(
      'What the figures give away:',
      report.disclosures.map(
        ({ table, column, row, text }) => `${[table, column].filter(Boolean).join(' ')} “${row}”: ${text}`,
      ),
    ),
    `${numberOf(report.cells.length, 'cell')} audited:`,
    ...SEARCH_FINDINGS.map(
      (finding) =>
        `  ${FINDING_MARKS[finding].padEnd(9)}${String(report.summary[finding]).padStart(5)}  ${FINDING_WORDS[finding]}`,
    ),
  ].join('\n')}\n`;
}

/** `n 2 to 28: only 12 and 14`. */
export function searchedWords({ ns, searched, search, cell }: AuditedCell): string {
  const range = `searched n = ${searched[0]} to ${searched[1]}`;
  if (search === 'none') return `${range}: none`;
  const others = search === 'smaller' ? ns.filter((n) => n < cell.n).reverse() : ns;
  return search === 'at_n' ? range : `${range}: answers for ${listNumbers(others)}`;
}

function cellLines(audited: AuditedCell): string[] {
  const { cell, search, explanations, catchRate } = audited;
  return [
    `${FINDING_MARKS[search].padEnd(8)} ${cell.table}  ${cell.column} (n=${cell.n})  ${printTogether(cell.figures)}  ${cell.row}`,
    `         ${searchedWords(audited)}; of random figures ${Math.round(100 * catchRate)} % would be caught at this n`,
    ...explanations.slice(0, SHOWN).map(({ text }, index) => `         ${index + 1}. ${text}`),
    '',
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`), ''];
}
