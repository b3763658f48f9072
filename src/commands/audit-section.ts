import { type AuditReport, printTogether, SEARCH_FINDINGS } from '../audit/published/audit-report.ts';
import { numberOf } from '../exact/number-of.ts';
import type { ReportBlock, ReportSection } from '../render/contract.ts';
import { FINDING_MARKS, FINDING_WORDS, searchedWords } from './audit-text.ts';

/** So many explanations of a cell stand in the report; `crs-eval audit` has all. */
const SHOWN = 2;

/** The audit of published figures as a section of a report: what was found, under which assumptions, and of which cells. */
export function auditSection(report: AuditReport): ReportSection {
  const { cells, columns, conflicts, disclosures } = report;
  const misfits = cells.filter(({ search }) => search === 'larger' || search === 'none');
  const blocks: ReportBlock[] = [
    {
      kind: 'paragraph',
      text: `Whether any set of answers gives the figures that were published: n, percentage, mean and SD of each of ${numberOf(cells.length, 'cell')} together, by exhaustive search. “Not reproducible” means under the assumptions below, never that a figure is wrong; transcription is checked first, and every explanation is a suggestion.`,
    },
    {
      kind: 'plain-table',
      caption: 'Published cells, by what the search says',
      headers: ['Finding', 'Cells', 'Meaning'],
      rows: SEARCH_FINDINGS.map((finding) => [
        FINDING_MARKS[finding],
        String(report.summary[finding]),
        FINDING_WORDS[finding],
      ]),
    },
    ...listed('Assumptions of every finding:', report.assumptions),
    ...listed(
      'What columns say together:',
      columns.map(
        ({ table, column, finding }) => `${[table, column].filter(Boolean).join(' ')}: ${finding}.`,
      ),
    ),
    ...listed(
      'Figures that cannot stand together, or could not be read:',
      conflicts.map(({ text }) => text),
    ),
  ];
  if (misfits.length > 0)
    blocks.push({
      kind: 'plain-table',
      caption:
        'Cells reproducible only with more answers than published, or not at all in the range searched',
      headers: ['Table', 'Row', 'Column', 'Figures', 'Search', 'What may explain it'],
      rows: misfits.map((audited) => [
        audited.cell.table,
        audited.cell.row,
        `${audited.cell.column} (n=${audited.cell.n})`,
        printTogether(audited.cell.figures),
        `${FINDING_MARKS[audited.search]}; ${searchedWords(audited)}`,
        audited.explanations
          .slice(0, SHOWN)
          .map(({ text }) => text.replace(/ Source: .*$/, ''))
          .join(' Or: '),
      ]),
    });
  blocks.push({
    kind: 'paragraph',
    text: `Of the cells reproducible at their n, ${disclosures.length} have fewer than ten possible sets of answers, ${disclosures.filter(({ solutions }) => solutions === 1).length} of them only one: there the percentage, mean and SD publish every answer.`,
  });
  return { id: 'audit', title: 'Audit of the published figures', blocks };
}

function listed(lead: string, items: readonly string[]): ReportBlock[] {
  return items.length === 0
    ? []
    : [
        { kind: 'paragraph', text: lead },
        { kind: 'list', items },
      ];
}
