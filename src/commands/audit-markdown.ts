import { type AuditReport, printTogether, SEARCH_FINDINGS } from '../audit/published/audit-report.ts';
import { visibleLine } from '../render/visible-text.ts';
import { auditTablesOf } from './audit-grid.ts';
import { FINDING_MARKS, FINDING_WORDS, searchedWords } from './audit-text.ts';

/** An audit as Markdown: counts, assumptions, each table with its marks, every cell that does not fit explained. */
export function auditMarkdown(report: AuditReport): string {
  const misfits = report.cells.filter(({ search }) => search !== 'at_n');
  return `${[
    '# Audit of published figures',
    '',
    'Not reproducible means under the assumptions below, never that a figure is wrong: check the transcription first.',
    '',
    '| mark | cells | meaning |',
    '| --- | ---: | --- |',
    ...SEARCH_FINDINGS.map(
      (finding) => `| ${FINDING_MARKS[finding]} | ${report.summary[finding]} | ${FINDING_WORDS[finding]} |`,
    ),
    ...bullets('Assumptions', report.assumptions),
    ...bullets(
      'What columns say together',
      report.columns.map(({ table, column, finding }) => `${table} ${column}: ${finding}.`),
    ),
    ...bullets(
      'Figures that cannot stand together, or could not be read',
      report.conflicts.map(({ kind, text }) => `${kind}: ${text}`),
    ),
    ...bullets(
      'What the figures give away',
      report.disclosures.map(({ table, column, row, text }) => `${table} ${column} “${row}”: ${text}`),
    ),
    ...auditTablesOf(report.cells).flatMap(({ name, columns, rows }) => [
      '',
      `## ${plain(name)}`,
      '',
      `| Row | ${columns.map(({ label, n }) => `${plain(label)} (n=${n})`).join(' | ')} |`,
      `| --- |${' --- |'.repeat(columns.length)}`,
      ...rows.map(
        ({ label, cells }) =>
          `| ${plain(label)} | ${cells
            .map((audited) =>
              audited === null
                ? '–'
                : `${plain(printTogether(audited.cell.figures))} ${FINDING_MARKS[audited.search]}`,
            )
            .join(' | ')} |`,
      ),
    ]),
    ...(misfits.length === 0 ? [] : ['', '## Cells not reproducible at the published n']),
    ...misfits.flatMap((audited) => [
      '',
      `**${plain(`${audited.cell.table} ${audited.cell.column} (n=${audited.cell.n}): ${printTogether(audited.cell.figures)}`)}** ${plain(audited.cell.row)}  `,
      `${FINDING_MARKS[audited.search]}; ${searchedWords(audited)}; of random figures ${Math.round(100 * audited.catchRate)} % would be caught.`,
      '',
      ...audited.explanations.slice(0, 5).map(({ text }, index) => `${index + 1}. ${plain(text)}`),
    ]),
  ].join('\n')}\n`;
}

function bullets(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((item) => `- ${plain(item)}`)];
}

/** On one line, with nothing in it that Markdown would act on. */
function plain(text: string): string {
  return visibleLine(text)
    .replace(/[\\`*_[\]|#<]/g, (mark) => `\\${mark}`)
    .replaceAll('&', '&amp;');
}
