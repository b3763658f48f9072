import { resolve } from 'node:path';
import { formatExact, percentOf } from '../exact/ratio.ts';
import { type Ingest, ingestFiles } from '../ingest/ingest-files.ts';
import { countResponses } from '../likert/count.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../likert/merge-frequencies.ts';
import { type Quoted, quoteFigures } from '../likert/quote-figures.ts';
import { eachResult } from '../likert/summarise.ts';
import { hiddenCells, maskWith } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import { writeCsv } from '../render/csv.ts';
import { mostAlike } from '../study/alike.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import { chooseStudy } from './choose-study.ts';
import type { Io } from './io.ts';
import { type KeptBatches, keepBatches } from './keep-batches.ts';
import { writeOpenAnswers } from './open-answers.ts';
import { type StagedFolder, stageFolder } from './output-folder.ts';
import { type Corrections, openExports, readCorrections } from './read-inputs.ts';
import type { QuotedLine } from './report-content.ts';
import type { AllResults } from './results-csv.ts';
import { type RunRecord, summariseScreening } from './run-record.ts';
import { VERSION } from './version.ts';
import { type RunContent, writeRun } from './write-run.ts';

/** So many warnings are printed; all of them are in `internal/problems.csv`. */
const PRINTED_WARNINGS = 12;

/**
 * Exports in, a run's folder out. Everything is read and checked before the folder is moved into place; on any fault
 * nothing is left behind and an earlier run stays as it was.
 */
export async function analyse(files: readonly string[], options: AnalyseOptions, io: Io): Promise<void> {
  const study = withBreakdowns(await chooseStudy(options.study, io), options.by);
  const out = options.out ?? `reports/${study.id}`;
  const corrections = options.corrections === undefined ? null : readCorrections(options.corrections, io);
  const sheets = await openExports(files, io);
  const ingest = ingestFiles(sheets, study, {
    questionnaire: options.questionnaire,
    codes: options.codes,
    prefer: options.prefer,
    corrections: corrections?.corrections,
  });

  const folder = stageFolder(resolve(io.cwd, out), out === '' ? '--out' : out);
  try {
    const kept: KeptBatches | null = options.format.includes('columns') ? new Map() : null;
    const frequency = await countAll(ingest, study, `${folder.path}/internal/open-answers.csv`, kept);
    const problems = settleProblems([...ingest.problems(), ...nobody(ingest)], options.strict, io);
    const content = await summariseRun(study, ingest, frequency, corrections, options, problems, io);
    await warnOfDisclosure(folder, content, io);
    const record = await writeRun(folder, content, { formats: options.format, charts: options.charts });
    if (kept !== null) {
      const { writeColumns } = await import('./write-columns.ts');
      await writeColumns(folder, study, kept);
    }
    folder.commit();
    sayDone(record, out, io);
  } catch (error) {
    folder.discard();
    throw error;
  }
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

/** Which of the run's own tables give answers away: listed in `internal/disclosure.csv`, their number said. */
async function warnOfDisclosure(folder: StagedFolder, content: RunContent, io: Io): Promise<void> {
  const { ownDisclosures } = await import('../audit/published/own-disclosure.ts');
  const found = ownDisclosures(content.study, content.tables);
  folder.write(
    'internal/disclosure.csv',
    writeCsv([
      ['table', 'row', 'column', 'n', 'solutions', 'warning'],
      ...found.map(({ table, row, column, n, solutions, text }) => [
        table,
        row,
        column,
        String(n),
        String(solutions),
        text,
      ]),
    ]),
  );
  if (found.length === 0) return;
  const all = found.filter(({ solutions }) => solutions === 1).length;
  io.stderr(
    `warning: ${found.length} cells of publish/tables/ nearly give their answers away, ${all} of them every answer: see internal/disclosure.csv for what would cure each\n`,
  );
}

function withBreakdowns(study: Study, by: readonly string[]): Study {
  const wanted = by.map((list) => [...new Set(list.split(',').map((name) => name.trim()))]);
  const known = study.dimensions.filter(({ from }) => from === 'respondent').map(({ id }) => id);
  const unknown = wanted.flat().filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        severity: 'error',
        code: 'unknown-dimension',
        file: '--by',
        row: null,
        column: null,
        expected: `dimensions of respondents: ${known.join(', ')}`,
        found: `"${name}"`,
        advice: adviceOn(name, known),
      })),
    );
  }
  const key = (names: readonly string[]): string => [...names].sort().join();
  const all = new Map([...study.breakdowns, ...wanted].map((names) => [key(names), names]));
  return { ...study, breakdowns: [...all.values()] };
}

function adviceOn(name: string, known: readonly string[]): string | null {
  const [nearest] = name === '' ? [] : mostAlike(name, known, 1);
  return nearest === undefined ? null : `the nearest is ${nearest}`;
}

async function countAll(
  ingest: Ingest,
  study: Study,
  openAnswers: string,
  kept: KeptBatches | null,
): Promise<FrequencyTable> {
  const writer = writeOpenAnswers(openAnswers);
  const unreadable: Problem[] = [];
  try {
    let frequency = NO_FREQUENCIES;
    for (const { questionnaire, batches } of ingest.questionnaires) {
      try {
        const teed = writer.tee(questionnaire, batches);
        const passed = kept === null ? teed : keepBatches(kept, questionnaire, teed);
        const counted = await countResponses(study, questionnaire, passed);
        frequency = mergeFrequencies(frequency, counted);
      } catch (error) {
        // The other questionnaires are read all the same, so that their faults are found too.
        if (!(error instanceof InputError)) throw error;
        unreadable.push(...error.problems);
      }
    }
    if (unreadable.length > 0) throw new InputError([...unreadable, ...otherErrors(ingest.problems())]);
    return frequency;
  } finally {
    writer.close();
  }
}

/** Errors that stand although a file could not be read to its end: whether a correction met its respondent does not. */
function otherErrors(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    ({ severity, code, column }) => severity === 'error' && !(code === 'bad-correction' && column === '"id"'),
  );
}

/** That a questionnaire has no respondent who counts is a warning; that none has, an error: an older report is not replaced by nothing. */
function nobody({ questionnaires }: Ingest): readonly Problem[] {
  const reports = questionnaires.map(({ questionnaire, files, report }) => ({
    ...report(),
    file: files.map(({ sheet }) => sheet.file).join(', '),
    questionnaire: questionnaire.id,
  }));
  const severity = reports.every(({ usable, openTextOnly }) => usable + openTextOnly === 0)
    ? 'error'
    : 'warning';
  return reports.flatMap(({ file, questionnaire, read, usable, openTextOnly }): Problem[] => {
    if (usable + openTextOnly > 0) return [];
    return [
      {
        severity,
        code: 'nobody-counts',
        file,
        row: null,
        column: null,
        expected: `respondents to ${questionnaire} who count`,
        found: read === 0 ? 'no rows of answers below the header' : `none among its ${read} rows`,
        advice: 'check the filter set when it was exported; "crs-eval inspect" shows why rows do not count',
      },
    ];
  });
}

/** Throws every error at once; prints the first warnings; gives all that is left to record. */
function settleProblems(problems: readonly Problem[], strict: boolean, io: Io): readonly Problem[] {
  const fatal = problems.filter(({ severity }) => severity === 'error' || (strict && severity === 'warning'));
  if (fatal.length > 0) throw new InputError(fatal.map((problem) => ({ ...problem, severity: 'error' })));
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  for (const warning of warnings.slice(0, PRINTED_WARNINGS))
    io.stderr(`warning: ${formatProblem(warning)}\n`);
  if (warnings.length > PRINTED_WARNINGS) {
    io.stderr(`… and ${warnings.length - PRINTED_WARNINGS} more warnings, in internal/problems.csv\n`);
  }
  return problems;
}

async function summariseRun(
  study: Study,
  ingest: Ingest,
  frequency: FrequencyTable,
  corrections: Corrections | null,
  options: AnalyseOptions,
  problems: readonly Problem[],
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
  const charts = drawCharts === null ? [] : drawCharts(study, frequency, { ...marks, hidden }).charts;
  const quoted = quoteFigures(study, frequency, marks);
  const results = (): AllResults => ({
    systematic: eachResult(study, frequency, marks),
    others: [...tabled, ...quoted.flatMap(({ result }) => result ?? [])],
  });
  const screenings = ingest.questionnaires.map((each) => each.report());
  const record: Omit<RunRecord, 'results'> = {
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
    settings: {
      rounding: 'half away from zero, once, on exact integers',
      sd: 'sample (n − 1)',
      agreement:
        'those on the agreeing side of the scale (7 points: slightly, moderately or strongly agree), over those who gave a rating; don’t knows and blanks are off the base.',
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
    synthetic,
  };
  return {
    study,
    frequency,
    record,
    tables,
    charts,
    results,
    mask,
    quoted: quoteFigures(study, frequency, { ...marks, hidden }).map(quoteLine),
    audit: await auditPublished(options.audit, io),
    screenings,
    problems,
  };
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

function sayDone(record: RunRecord, out: string, io: Io): void {
  for (const { id, read, usable, leftOut, openTextOnly } of record.questionnaires) {
    const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
    const open = openTextOnly === 0 ? '' : `, ${openTextOnly} for open text only`;
    io.stderr(
      `${id}: ${read} rows read, ${usable} usable${open}; left out: ${reasons.join(', ') || 'none'}\n`,
    );
  }
  const { all, suppressed } = record.results;
  io.stderr(`${all} figures, ${suppressed} of them suppressed in publish/\n`);
  if (record.synthetic) io.stderr('The answers are synthetic; everything written says so.\n');
  io.stderr(`Written to ${out}\n`);
}
