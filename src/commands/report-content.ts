import { numberOf } from '../exact/number-of.ts';
import type { Chart, Report, ReportBlock, ReportSection, Table } from '../render/contract.ts';
import { auditSection } from './audit-section.ts';
import { counted, countText } from './count-text.ts';
import { dataQuality } from './record/data-quality.ts';
import { howFiguresWereMade } from './record/how-figures-were-made.ts';
import { recordOfRun } from './record/record-of-run.ts';
import type { RecordParts } from './record/record-parts.ts';
import { notUsable } from './record/screening-table.ts';
import { whoWasAsked } from './record/who-was-asked.ts';
import { highlights } from './report-highlights.ts';
import { SYNTHETIC_BANNER } from './synthetic-banner.ts';
import { themeSections } from './theme-section.ts';

/** A percentage of the running text as the report prints it: what, of whom, our percentage and both bases. */
export interface QuotedLine {
  readonly section: string;
  readonly measure: string;
  /** Whose answers, and of which group where it is not all of them. */
  readonly of: string;
  /** Rounded for print, or the shorthand that says why there is none. */
  readonly percent: string;
  readonly count: string;
  readonly answered: string;
  readonly asked: string;
  /** What is inferred or not stated. */
  readonly notes: readonly string[];
}

/** Everything the report is made of. */
export interface ReportParts extends RecordParts {
  readonly charts: readonly Chart[];
  readonly quoted: readonly QuotedLine[];
}

/**
 * The report in reading order: summary, the results in the study's order with a chart beside each table, the percentages
 * of the running text, themes, breakdowns, then what a reader needs to judge them: methods, data quality, limitations and
 * the record of the run. All of it comes from the run; nothing is interpreted.
 */
export function composeReport(parts: ReportParts): Report {
  const { study, record } = parts;
  const headline = parts.tables.filter(({ cleared }) => cleared);
  const breakdowns = parts.tables.filter(({ cleared }) => !cleared);
  return {
    title: study.title,
    subtitle: 'Questionnaire results',
    banner: record.synthetic ? SYNTHETIC_BANNER : null,
    credit: study.source.credit,
    sections: [
      summary(parts, headline),
      ...resultSections(headline, parts.charts),
      ...quotedSection(parts.quoted),
      ...themesOf(parts),
      ...breakdownSection(breakdowns),
      ...(parts.audit === null ? [] : [auditSection(parts.audit)]),
      whoWasAsked(parts),
      howFiguresWereMade(parts),
      dataQuality(parts),
      ...limitations(study.limitations),
      recordOfRun(record),
    ],
  };
}

function limitations(items: readonly string[]): ReportSection[] {
  return items.length === 0
    ? []
    : [{ id: 'limitations', title: 'Limitations', blocks: [{ kind: 'list', items }] }];
}

function themesOf({ study, themes, record }: ReportParts): readonly ReportSection[] {
  if (themes === null || record.coding === null) return [];
  return themeSections(study, themes, record.coding, record.synthetic);
}

function summary(parts: ReportParts, headline: readonly Table[]): ReportSection {
  const { record, study } = parts;
  const usable = record.questionnaires.reduce((sum, each) => sum + each.usable, 0);
  const read = record.questionnaires.reduce((sum, each) => sum + each.read, 0);
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      {
        kind: 'paragraph',
        text: `${counted(usable, 'usable response')} to ${counted(record.questionnaires.length, 'questionnaire')}, out of ${counted(read, 'row')} read. ${numberOf(headline.length, 'table')} ${headline.length === 1 ? 'follows' : 'follow'} with a chart for each set of statements; every figure can be traced to its counts with “crs-eval explain”.`,
      },
      {
        kind: 'plain-table',
        caption: 'Responses by questionnaire',
        headers: ['Questionnaire', 'Collected', 'Rows read', 'Not usable', 'Usable'],
        rows: record.questionnaires.map((each) => [
          each.title,
          study.questionnaires.find(({ id }) => id === each.id)?.period ?? '',
          countText(each.read),
          countText(notUsable(each)),
          countText(each.usable),
        ]),
      },
      ...parts.charts
        .filter(({ kind }) => kind === 'overview')
        .map((chart): ReportBlock => ({ kind: 'chart', chart })),
      ...highlights(headline),
      {
        kind: 'list',
        items: [
          `Agreement: ${record.settings.agreement}`,
          'Percentages, means and SDs are of those who gave a rating; every table states its n.',
          ...(record.results.suppressed === 0
            ? []
            : [
                `${counted(record.results.suppressed, 'figure')} of breakdowns ${record.results.suppressed === 1 ? 'is' : 'are'} suppressed, shown as [c]: fewer than ${record.settings.suppressBelow} answers, or needed to keep such a figure from being worked out.`,
              ]),
        ],
      },
    ],
  };
}

function resultSections(tables: readonly Table[], charts: readonly Chart[]): ReportSection[] {
  const titles = [...new Set(tables.map(({ section }) => section))];
  return titles.map((title, index) => ({
    id: `results-${index + 1}`,
    title,
    blocks: tables
      .filter(({ section }) => section === title)
      .flatMap((table): ReportBlock[] => [
        { kind: 'table', table },
        ...charts
          .filter((chart) => chart.table === table.id)
          .map((chart): ReportBlock => ({ kind: 'chart', chart })),
      ]),
  }));
}

function quotedSection(quoted: readonly QuotedLine[]): ReportSection[] {
  if (quoted.length === 0) return [];
  const notes = [...new Set(quoted.flatMap((line) => line.notes.map((note) => `${line.measure}: ${note}`)))];
  return [
    {
      id: 'quoted',
      title: 'Percentages quoted in the text',
      blocks: [
        {
          kind: 'plain-table',
          caption: 'Percentages of the running text, with the number asked and the number who answered',
          headers: ['Section', 'Measure', 'Of', '%', 'Count', 'Answered', 'Asked'],
          rows: quoted.map((line) => [
            line.section,
            line.measure,
            line.of,
            line.percent,
            line.count,
            line.answered,
            line.asked,
          ]),
        },
        ...(notes.length === 0 ? [] : [{ kind: 'list' as const, items: notes }]),
      ],
    },
  ];
}

function breakdownSection(tables: readonly Table[]): ReportSection[] {
  if (tables.length === 0) return [];
  const hidden = tables
    .filter((table) => !hasFigures(table))
    .map(({ id, caption }) => `Table ${id}: ${caption} – not printed, as every figure of it is suppressed.`);
  return [
    {
      id: 'breakdowns',
      title: 'Breakdowns',
      blocks: [
        {
          kind: 'paragraph',
          text: 'Not cleared for publication: small cells are suppressed within each table, but tables published elsewhere could still be combined with these.',
        },
        ...tables.filter(hasFigures).map((table): ReportBlock => ({ kind: 'table', table })),
        ...(hidden.length === 0 ? [] : [{ kind: 'list' as const, items: hidden }]),
      ],
    },
  ];
}

/** Whether anything but `[c]` stands in the table. */
function hasFigures({ rows }: Table): boolean {
  return rows.some(({ cells }) =>
    cells.some(({ figures }) => figures.some(({ shorthand }) => shorthand !== '[c]')),
  );
}
