import type { AuditReport } from '../audit/published/audit-report.ts';
import type { Disclosure } from '../audit/published/disclosure.ts';
import type { ScreeningReport } from '../ingest/responses.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { toJson } from '../likert/frequency-json.ts';
import type { Result } from '../likert/result.ts';
import type { Why } from '../likert/suppress.ts';
import type { Chart, Explorer, Table } from '../render/contract.ts';
import { renderTableCsv, writeCsv } from '../render/csv.ts';
import type { Drawing, DrawnChart } from '../render/draw-chart.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { type Format, WORKBOOK_FORMATS } from './analyse-options.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { StagedFolder } from './output-folder.ts';
import type { QuotedLine, ReportParts } from './report-content.ts';
import { type AllResults, type ResultNumbers, writeResultsCsv } from './results-csv.ts';
import type { CodingRecord, RunRecord } from './run-record.ts';
import { createTextFile } from './text-file.ts';
import { type ThemesContent, writeThemes } from './theme-content.ts';

/** Everything a run found, before it is written. */
export interface RunContent {
  readonly study: Study;
  readonly frequency: FrequencyTable;
  /** Complete but for the numbers of figures, which are known once they are written. */
  readonly record: Omit<RunRecord, 'results' | 'coding'> & {
    readonly coding: Omit<CodingRecord, 'figures'> | null;
  };
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  /** The figures that readers of the web report can choose from. */
  readonly explorer: () => Explorer;
  /** The lines of `internal/readings.csv`, header first. */
  readonly readings: readonly (readonly string[])[];
  readonly results: () => AllResults;
  /** What a figure goes through before it is published. */
  readonly mask: (result: Result) => Result;
  /** Cells of closed counts that are hidden, by why. */
  readonly hiddenCells: Readonly<Record<Why, number>>;
  /** Cells of its own tables that nearly give their answers away. */
  readonly disclosures: readonly Disclosure[];
  readonly quoted: readonly QuotedLine[];
  /** Of tables published elsewhere; null where none was asked for. */
  readonly audit: AuditReport | null;
  /** What open answers say; null where they were not coded. */
  readonly themes: ThemesContent | null;
  readonly screenings: readonly ScreeningReport[];
  readonly problems: readonly Problem[];
}

/** Writes a run to its staged folder: `publish/` (suppressed, no ids), `internal/` and `run.json`. Gives the record as written. */
export async function writeRun(
  folder: StagedFolder,
  content: RunContent,
  options: { readonly formats: readonly Format[]; readonly charts: boolean },
): Promise<RunRecord> {
  const { themes } = content;
  const charts = [...content.charts, ...(themes?.charts ?? [])];
  const drawing = options.charts ? await startCharts(charts) : null;
  try {
    const results = writeResults(folder, content);
    const figures = themes === null ? { all: 0, suppressed: 0 } : writeThemes(folder, themes);
    const { coding } = content.record;
    const record: RunRecord = {
      ...content.record,
      results,
      coding: coding === null ? null : { ...coding, figures },
    };
    folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);
    writeInternal(folder, content);
    const tables = [...content.tables, ...(themes?.tables ?? [])];
    await writeTables(folder, tables, options.formats);
    await writeWorkbooks(folder, { ...content, tables }, options.formats);
    const drawn = (await drawing?.finish()) ?? [];
    writeCharts(folder, drawn);
    await writeReports(folder, { ...content, record }, drawn, options.formats);
    return record;
  } finally {
    await drawing?.abandon();
  }
}

async function writeReports(
  folder: StagedFolder,
  content: ReportParts & Pick<RunContent, 'explorer'>,
  drawn: readonly DrawnChart[],
  formats: readonly Format[],
): Promise<void> {
  if (!formats.includes('html') && !formats.includes('docx')) return;
  const { composeReport } = await import('./report-content.ts');
  const report = composeReport(content);
  if (formats.includes('html')) {
    const { renderReport } = await import('../render/html.ts');
    const svgs = new Map(drawn.map(({ id, svg, small }) => [id, { svg, small: small?.svg ?? null }]));
    folder.write('publish/report.html', renderReport({ ...report, explorer: content.explorer() }, svgs));
  }
  if (formats.includes('docx')) {
    collectGarbage();
    const { renderReportDocx } = await import('../render/word/report-docx.ts');
    const pictures = new Map(drawn.map(({ id, svg, png }) => [id, { svg, png }]));
    folder.write('publish/report.docx', await renderReportDocx(report, pictures));
  }
}

function writeResults(folder: StagedFolder, content: RunContent): ResultNumbers {
  const internal = createTextFile(`${folder.path}/internal/results.csv`);
  try {
    const publish = createTextFile(`${folder.path}/publish/results.csv`);
    try {
      return writeResultsCsv(content.results(), content.mask, {
        internal: internal.write,
        publish: publish.write,
      });
    } finally {
      publish.close();
    }
  } finally {
    internal.close();
  }
}

function writeInternal(folder: StagedFolder, content: RunContent): void {
  const { screenings, study } = content;
  folder.write(
    'internal/README.txt',
    'Internal: figures in full, respondents’ ids and their own words. Not to be passed on; publish/ is.\n',
  );
  folder.write('internal/counts.json', `${JSON.stringify(toJson(content.frequency))}\n`);
  folder.write('internal/study.json', `${JSON.stringify(study)}\n`);
  folder.write('internal/readings.csv', writeCsv(content.readings));
  folder.write(
    'internal/left-out.csv',
    writeCsv([
      ['questionnaire', 'file', 'row', 'response_id', 'reason'],
      ...screenings.flatMap((report) =>
        report.leftOut.map(({ file, row, id, reason }) => [
          report.questionnaire,
          file ?? report.file,
          String(row),
          id,
          reason,
        ]),
      ),
    ]),
  );
  folder.write(
    'internal/flagged.csv',
    writeCsv([
      ['questionnaire', 'file', 'row', 'response_id', 'flag', 'detail'],
      ...screenings.flatMap((report) =>
        report.flagged.map(({ file, row, id, flag, detail }) => [
          report.questionnaire,
          file ?? report.file,
          String(row),
          id,
          flag,
          detail,
        ]),
      ),
    ]),
  );
  folder.write(
    'internal/corrections.csv',
    writeCsv([
      ['questionnaire', 'row', 'id', 'question', 'from', 'to', 'reason', 'who'],
      ...screenings.flatMap((report) =>
        report.corrections.map(({ row, id, question, from, to, reason, who }) => [
          report.questionnaire,
          String(row),
          id,
          question,
          from,
          to,
          reason,
          who,
        ]),
      ),
    ]),
  );
  folder.write(
    'internal/problems.csv',
    writeCsv([
      ['severity', 'code', 'file', 'row', 'column', 'expected', 'found', 'advice'],
      ...content.problems.map(({ severity, code, file, row, column, expected, found, advice }) => [
        severity,
        code,
        file,
        row === null ? '' : String(row),
        column ?? '',
        expected,
        found,
        advice ?? '',
      ]),
    ]),
  );
}

async function writeTables(
  folder: StagedFolder,
  tables: readonly Table[],
  formats: readonly Format[],
): Promise<void> {
  const md = formats.includes('md') ? (await import('../render/markdown.ts')).renderTableMarkdown : null;
  const json = formats.includes('json') ? (await import('../render/json.ts')).renderTableJson : null;
  const csv = formats.includes('csv') ? renderTableCsv : null;
  for (const table of tables) {
    const name = `publish/tables/${fileName(table.id)}`;
    if (md !== null) folder.write(`${name}.md`, md(table));
    if (csv !== null) folder.write(`${name}.csv`, csv(table));
    if (json !== null) folder.write(`${name}.json`, json(table));
  }
}

async function writeWorkbooks(
  folder: StagedFolder,
  { tables, study, record }: Pick<RunContent, 'tables' | 'study' | 'record'>,
  formats: readonly Format[],
): Promise<void> {
  const marks = { study, synthetic: record.synthetic };
  for (const format of WORKBOOK_FORMATS.filter((each) => formats.includes(each))) {
    const { renderWorkbook } = await import('./render-workbook.ts');
    folder.write(`publish/tables.${format}`, await renderWorkbook(format, tables, marks));
  }
}

/** Charts are painted in other threads while the rest is written. */
async function startCharts(charts: readonly Chart[]): Promise<Drawing> {
  const { startDrawing } = await import('../render/draw-chart.ts');
  const drawing = await startDrawing(charts);
  collectGarbage();
  return drawing;
}

function writeCharts(folder: StagedFolder, drawn: readonly DrawnChart[]): void {
  for (const { id, spec, svg, png, small } of drawn) {
    const name = `publish/charts/${fileName(id)}`;
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec, null, 2)}\n`);
    folder.write(`${name}.svg`, svg);
    folder.write(`${name}.png`, png);
    if (small !== null) {
      folder.write(`${name}-small.svg`, small.svg);
      folder.write(`${name}-small.png`, small.png);
    }
  }
}

/** The name of a table's or chart's file, without its ending: ids may hold what file systems do not like. */
export function fileName(id: string): string {
  return id.replace(/[^\w.-]+/g, '-');
}
