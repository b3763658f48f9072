import { resolve } from 'node:path';
import { type Ingest, ingestFiles } from '../ingest/ingest-files.ts';
import { countResponses } from '../likert/count.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../likert/merge-frequencies.ts';
import { writeCsv } from '../render/csv.ts';
import { mostAlike } from '../study/alike.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import { chooseStudy } from './choose-study.ts';
import { codingOf } from './coding-of-study.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { type KeptBatches, keepBatches } from './keep-batches.ts';
import { writeOpenAnswers } from './open-answers.ts';
import { type StagedFolder, stageFolder } from './output-folder.ts';
import { openExports, readCorrections } from './read-inputs.ts';
import type { CodingRecord, DecisionsRecord, RunRecord } from './run-record.ts';
import { summariseRun } from './summarise-run.ts';
import { type AnswerCoding, type CodedRun, writeCodings } from './write-codings.ts';
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
  const coding = await codingOf(study, options, io);
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
    const { frequency, coded } = await countAll(
      ingest,
      study,
      `${folder.path}/internal`,
      coding?.coding ?? null,
      kept,
    );
    const problems = settleProblems(
      [...ingest.problems(), ...nobody(ingest), ...(coding?.decisions?.problems() ?? [])],
      options.strict,
      io,
    );
    if (coding?.decisions) folder.write('internal/decisions.csv', coding.decisions.csv());
    if (coding?.others) folder.write('internal/other-codings.csv', coding.others.csv());
    const content = await summariseRun(study, ingest, frequency, coded, corrections, options, problems, io);
    const record = await writeRun(folder, content, { formats: options.format, charts: options.charts });
    if (kept !== null) {
      const { writeColumns } = await import('./write-columns.ts');
      await writeColumns(folder, study, kept);
    }
    const { writeQualityLog } = await import('./record/write-quality-log.ts');
    writeQualityLog(folder, { ...content, record });
    const disclosed = listDisclosures(folder, content);
    folder.commit();
    io.stderr(disclosed);
    sayDone(record, out, io);
  } catch (error) {
    folder.discard();
    throw error;
  }
}

/** Lists the cells of the run's own tables that give answers away in `internal/disclosure.csv`; gives the warning, "" for none. */
function listDisclosures(folder: StagedFolder, { disclosures: found }: RunContent): string {
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
  if (found.length === 0) return '';
  const all = found.filter(({ solutions }) => solutions === 1).length;
  return `warning: ${found.length} cells of publish/tables/ nearly give their answers away, ${all} of them every answer: see internal/disclosure.csv for what would cure each\n`;
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
  const withThem = (own: Study['breakdowns']) => [
    ...new Map([...own, ...wanted].map((names) => [key(names), names])).values(),
  ];
  return {
    ...study,
    breakdowns: withThem(study.breakdowns),
    themes: { ...study.themes, breakdowns: withThem(study.themes.breakdowns) },
  };
}

function adviceOn(name: string, known: readonly string[]): string | null {
  const [nearest] = name === '' ? [] : mostAlike(name, known, 1);
  return nearest === undefined ? null : `the nearest is ${nearest}`;
}

async function countAll(
  ingest: Ingest,
  study: Study,
  folder: string,
  coding: AnswerCoding | null,
  kept: KeptBatches | null,
): Promise<{ readonly frequency: FrequencyTable; readonly coded: CodedRun | null }> {
  const writer = writeOpenAnswers(`${folder}/open-answers.csv`);
  const coder = coding === null ? null : writeCodings(folder, study, coding);
  const unreadable: Problem[] = [];
  try {
    let frequency = NO_FREQUENCIES;
    for (const { questionnaire, batches } of ingest.questionnaires) {
      try {
        const written = writer.tee(questionnaire, batches);
        const teed = coder === null ? written : coder.tee(questionnaire, written);
        const passed = kept === null ? teed : keepBatches(kept, questionnaire, teed);
        const counts = await countResponses(study, questionnaire, passed);
        frequency = mergeFrequencies(frequency, counts);
      } catch (error) {
        // The other questionnaires are read all the same, so that their faults are found too.
        if (!(error instanceof InputError)) throw error;
        unreadable.push(...error.problems);
      }
    }
    if (unreadable.length > 0) throw new InputError([...unreadable, ...otherErrors(ingest.problems())]);
    return { frequency, coded: coder?.found() ?? null };
  } finally {
    coder?.close();
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

function sayDone(record: RunRecord, out: string, io: Io): void {
  for (const { id, read, usable, leftOut, openTextOnly } of record.questionnaires) {
    const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
    const open = openTextOnly === 0 ? '' : `, ${openTextOnly} for open text only`;
    io.stderr(
      `${id}: ${read} rows read, ${usable} usable${open}; left out: ${reasons.join(', ') || 'none'}\n`,
    );
  }
  if (record.coding !== null) io.stderr(codingDone(record.coding));
  const { all, suppressed } = record.results;
  io.stderr(`${all} figures, ${suppressed} of them suppressed in publish/\n`);
  if (record.synthetic) io.stderr('The answers are synthetic; everything written says so.\n');
  io.stderr(`Written to ${out}\n`);
}

function codingDone({ answers, coded, setAside, codings, codes, decisions }: CodingRecord): string {
  const aside = setAside === 0 ? '' : `, ${setAside} set aside as in another language`;
  const all = codings.rule + codings.person + codings.model;
  const people = decisions === null ? '' : decisionsDone(decisions);
  return `${answers} open answers, ${coded} of them given one of ${codes} codes${aside}; ${all} codings in internal/codings.csv\n${people}`;
}

function decisionsDone({ file, applied, disputed }: DecisionsRecord): string {
  const open = disputed === 0 ? '' : `, ${disputed} in dispute (crs-eval code review --disputed)`;
  return `${counted(applied, 'decision')} of ${file} applied${open}; each is in internal/decisions.csv\n`;
}
