import type { AuditReport } from '../audit/published/audit-report.ts';
import type { ScreeningReport } from '../ingest/responses.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { toJson } from '../likert/frequency-json.ts';
import type { Result } from '../likert/result.ts';
import type { Chart, Explorer, Table } from '../render/contract.ts';
import { renderTableCsv, writeCsv } from '../render/csv.ts';
import type { Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Format } from './analyse-options.ts';
import type { StagedFolder } from './output-folder.ts';
import type { QuotedLine } from './report-content.ts';
import { type AllResults, type ResultNumbers, writeResultsCsv } from './results-csv.ts';
import type { RunRecord } from './run-record.ts';
import { createTextFile } from './text-file.ts';

/** Everything a run found, before it is written. */
export interface RunContent {
  readonly study: Study;
  readonly frequency: FrequencyTable;
  /** Complete but for the number of results, which is known once they are written. */
  readonly record: Omit<RunRecord, 'results'>;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  /** The figures that readers of the web report can choose from. */
  readonly explorer: () => Explorer;
  /** The lines of `internal/readings.csv`, header first. */
  readonly readings: readonly (readonly string[])[];
  readonly results: () => AllResults;
  /** What a figure goes through before it is published. */
  readonly mask: (result: Result) => Result;
  readonly quoted: readonly QuotedLine[];
  /** Of tables published elsewhere; null where none was asked for. */
  readonly audit: AuditReport | null;
  readonly screenings: readonly ScreeningReport[];
  readonly problems: readonly Problem[];
}

/** Writes a run to its staged folder: `publish/` (suppressed, no ids), `internal/` and `run.json`. Gives the record as written. */
export async function writeRun(
  folder: StagedFolder,
  content: RunContent,
  options: { readonly formats: readonly Format[]; readonly charts: boolean },
): Promise<RunRecord> {
  const record: RunRecord = { ...content.record, results: writeResults(folder, content) };
  folder.write('run.json', `${JSON.stringify(record, null, 2)}\n`);
  writeInternal(folder, content);
  await writeTables(folder, content.tables, options.formats);
  const svgs = options.charts ? await writeCharts(folder, content.charts) : new Map<string, Drawing>();
  if (options.formats.includes('html')) {
    const { composeReport } = await import('./report-content.ts');
    const { renderReport } = await import('../render/html.ts');
    folder.write(
      'publish/report.html',
      renderReport({ ...composeReport({ ...content, record }), explorer: content.explorer() }, svgs),
    );
  }
  return record;
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

interface Drawing {
  readonly svg: string;
  readonly small: string | null;
}

async function writeCharts(
  folder: StagedFolder,
  charts: readonly Chart[],
): Promise<ReadonlyMap<string, Drawing>> {
  const { drawCharts } = await import('../render/draw-chart.ts');
  const svgs = new Map<string, Drawing>();
  for (const { id, spec, svg, png, small } of await drawCharts(charts)) {
    const name = `publish/charts/${fileName(id)}`;
    folder.write(`${name}.vl.json`, `${JSON.stringify(spec, null, 2)}\n`);
    folder.write(`${name}.svg`, svg);
    folder.write(`${name}.png`, png);
    if (small !== null) {
      folder.write(`${name}-small.svg`, small.svg);
      folder.write(`${name}-small.png`, small.png);
    }
    svgs.set(id, { svg, small: small?.svg ?? null });
  }
  return svgs;
}

/** Ids of tables and charts may hold what file systems do not like. */
function fileName(id: string): string {
  return id.replace(/[^\w.-]+/g, '-');
}
