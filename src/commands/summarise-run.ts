import { formatExact, percentOf } from '../exact/ratio.ts';
import type { Ingest } from '../ingest/ingest-files.ts';
import { exploreResults } from '../likert/explore.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { type Quoted, quoteFigures } from '../likert/quote-figures.ts';
import { eachResult } from '../likert/summarise.ts';
import { hiddenCells, maskWith, type Why } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import type { Io } from './io.ts';
import type { Corrections } from './read-inputs.ts';
import { applyReadings, type Readings } from './readings.ts';
import { agreementRule } from './record/agreement-scales.ts';
import type { QuotedLine } from './report-content.ts';
import type { AllResults } from './results-csv.ts';
import { summariseScreening } from './run-record.ts';
import { codingRecord, contentOfThemes } from './theme-content.ts';
import { VERSION } from './version.ts';
import type { CodedRun } from './write-codings.ts';
import type { RunContent } from './write-run.ts';

/** What a run has read and counted. */
export interface CountedRun {
  readonly study: Study;
  readonly ingest: Ingest;
  readonly frequency: FrequencyTable;
  /** Null where open answers were not coded. */
  readonly coded: CodedRun | null;
  readonly corrections: Corrections | null;
  /** Readings of charts that a person confirmed; null where none were given. */
  readonly readings: Readings | null;
  /** What reading and counting found. */
  readonly problems: readonly Problem[];
}

/** Everything a run found, from its counts: tables, charts, figures, the record; nothing is written. */
export async function summariseRun(
  { study, ingest, frequency, coded, corrections, readings, problems }: CountedRun,
  options: AnalyseOptions,
  io: Io,
): Promise<RunContent> {
  const below = options.suppressBelow ?? study.rules.suppressBelow;
  const inputs = ingest.questionnaires.flatMap(({ questionnaire, provenance }) =>
    provenance().map((each) => ({ ...each, questionnaire: questionnaire.id })),
  );
  const synthetic = inputs.some((input) => input.synthetic);
  const marks = { synthetic };
  const hidden = hiddenCells(study, frequency, below);
  const mask = maskWith(hidden);
  const { tables, full: tabled } = tabulate(study, frequency, { ...marks, hidden });
  const drawCharts = options.charts ? (await import('../likert/draw-charts.ts')).drawCharts : null;
  const { charts: drawn, absent } = drawCharts?.(study, frequency, { ...marks, hidden }) ?? {
    charts: [],
    absent: [],
  };
  const quoted = quoteFigures(study, frequency, marks);
  const results = (): AllResults => ({
    systematic: eachResult(study, frequency, marks),
    others: [...tabled, ...quoted.flatMap(({ result }) => result ?? [])],
  });
  const { ownDisclosures } = await import('../audit/published/own-disclosure.ts');
  const themes = coded === null ? null : contentOfThemes(study, coded, below, marks, options.charts);
  const read = applyReadings([...drawn, ...(themes?.charts ?? [])], readings);
  const screenings = ingest.questionnaires.map((each) => each.report());
  const record: RunContent['record'] = {
    program: { name: 'crs-eval', version: VERSION },
    study: { id: study.id, title: study.title, sha256: study.sha256 },
    inputs,
    corrections:
      corrections === null
        ? null
        : {
            file: corrections.file,
            sha256: corrections.sha256,
            applied: screenings.reduce((sum, report) => sum + report.corrections.length, 0),
          },
    readings:
      readings === null
        ? null
        : {
            file: readings.file,
            sha256: readings.sha256,
            applied: read.applied,
            withheld: read.withheld,
          },
    settings: {
      rounding: 'half away from zero, once, on exact integers',
      sd: 'sample (n − 1)',
      agreement: agreementRule(study),
      suppressBelow: below,
      prefer: options.prefer ?? null,
      codes: options.codes ?? null,
      strict: options.strict,
    },
    questionnaires: ingest.questionnaires.map((each, index) => {
      const report = screenings[index];
      if (report === undefined) throw new Error(`no screening report for ${each.questionnaire.id}`);
      return summariseScreening(
        study,
        report,
        each.files.map(({ sheet }) => sheet.file),
      );
    }),
    columns: ingest.questionnaires.flatMap(({ questionnaire, files }) =>
      files.flatMap(({ sheet, recognition }) =>
        recognition.claimed.map((claim) => ({
          questionnaire: questionnaire.id,
          question: claim.question,
          file: sheet.file,
          columns: claim.columns.map((index) => (index === null ? '' : (sheet.columns[index]?.letter ?? ''))),
        })),
      ),
    ),
    coding: coded === null || themes === null ? null : codingRecord(study, coded, themes.coverage),
    synthetic,
  };
  return {
    study,
    frequency,
    record,
    tables,
    charts: read.charts.slice(0, drawn.length),
    readings: read.lines,
    explorer: () => exploreResults(study, frequency, { ...marks, hidden }),
    results,
    mask,
    hiddenCells: countReasons(hidden.values()),
    disclosures: ownDisclosures(study, tables),
    quoted: quoteFigures(study, frequency, { ...marks, hidden }).map(quoteLine),
    audit: await auditPublished(options.audit, io),
    themes: themes === null ? null : { ...themes, charts: read.charts.slice(drawn.length) },
    screenings,
    problems: [...problems, ...read.problems, ...withoutData(absent)],
  };
}

function countReasons(reasons: Iterable<Why>): RunContent['hiddenCells'] {
  const counts = { few: 0, linked: 0, mirror: 0 };
  for (const reason of reasons) counts[reason] += 1;
  return counts;
}

/** That tables have no chart since nobody was asked is noted: the study may well be analysed in parts. */
function withoutData(tables: readonly string[]): readonly Problem[] {
  return tables.map((table) => ({
    severity: 'note',
    code: 'chart-without-data',
    file: `table ${table}`,
    row: null,
    column: null,
    expected: 'answers to draw a chart of',
    found: 'none, as no questionnaire in this run asks its questions; it has no chart',
    advice: null,
  }));
}

function quoteLine({ figure, of, result, asked, answered }: Quoted): QuotedLine {
  const exact = result?.exact ?? null;
  const hidden = result?.shorthand === '[c]';
  return {
    section: figure.section,
    measure: figure.measure,
    of: [of, ...(figure.group === 'all' ? [] : [figure.group])].filter((text) => text !== '').join(', '),
    percent: exact === null ? (result?.shorthand ?? '[z]') : formatExact(percentOf(exact), 0),
    count: result?.numerator === null || result === null ? '' : String(result.numerator),
    answered: hidden ? '[c]' : String(answered),
    asked: hidden ? '[c]' : String(asked),
    notes: figure.notes,
  };
}

/** The audit of published tables for the report; null where none was asked for. Throws where they can't be read. */
async function auditPublished(path: string | undefined, io: Io): Promise<RunContent['audit']> {
  if (path === undefined) return null;
  const [{ readAudit }, { auditTables }] = await Promise.all([
    import('./read-audit.ts'),
    import('../audit/published/audit-tables.ts'),
  ]);
  return auditTables(await readAudit([path], null, io.cwd));
}
