import { resolve } from 'node:path';
import { numberOf } from '../exact/number-of.ts';
import { type Ingest, ingestFiles } from '../ingest/ingest-files.ts';
import { countResponses } from '../likert/count.ts';
import type { FrequencyTable } from '../likert/frequency.ts';
import { mergeFrequencies, NO_FREQUENCIES } from '../likert/merge-frequencies.ts';
import { INTERVIEWS } from '../qualitative/agreement/coding-vocabulary.ts';
import { writeCsv } from '../render/csv.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { AnalyseOptions } from './analyse-options.ts';
import { chooseStudy } from './choose-study.ts';
import { type CodedInterviews, codeInterviews } from './code-interviews.ts';
import { codingOf } from './coding-of-study.ts';
import type { Io } from './io.ts';
import { type KeptBatches, keepBatches } from './keep-batches.ts';
import { writeOpenAnswers } from './open-answers.ts';
import { type StagedFolder, stageFolder } from './output-folder.ts';
import { openExports, readCorrections } from './read-inputs.ts';
import type { ReadTranscripts } from './read-transcripts.ts';
import type { RunRecord } from './run-record.ts';
import { sayDone } from './say-done.ts';
import { settleProblems } from './settle-problems.ts';
import { summariseRun } from './summarise-run.ts';
import { withBreakdowns } from './with-breakdowns.ts';
import { type AnswerCoding, type CodedRun, writeCodings } from './write-codings.ts';
import { writeRespondents } from './write-respondents.ts';
import { type RunContent, writeRun } from './write-run.ts';

/**
 * Exports in, a run's folder out. Everything is read and checked before the folder is moved into place; on any fault
 * nothing is left behind and an earlier run stays as it was.
 */
export async function analyse(files: readonly string[], options: AnalyseOptions, io: Io): Promise<void> {
  const study = withBreakdowns(await studyOf(options, io), options.by);
  const out = options.out ?? `reports/${study.id}`;
  const corrections = options.corrections === undefined ? null : readCorrections(options.corrections, io);
  const coding = await codingOf(study, options, io);
  const transcripts = await transcriptsOf(study, options, io);
  const readings =
    options.readings === undefined
      ? null
      : (await import('./readings.ts')).readReadings(options.readings, io);
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
    const { frequency, coded, interviews } = await countAll(ingest, study, `${folder.path}/internal`, {
      coding: coding?.coding ?? null,
      transcripts,
      kept,
    });
    const problems = settleProblems(
      [
        ...ingest.problems(),
        ...nobody(ingest),
        ...(coding?.decisions?.problems(answeredIn(ingest, transcripts)) ?? []),
        ...(coding?.others?.problems() ?? []),
        ...(coding?.quotes?.problems() ?? []),
      ],
      options.strict,
      io,
    );
    if (coding?.decisions) folder.write('internal/decisions.csv', coding.decisions.csv());
    if (interviews !== null) folder.write('internal/interviews.csv', interviews.csv);
    if (coding?.others) folder.write('internal/other-codings.csv', coding.others.csv());
    const run = { study, ingest, frequency, coded, corrections, readings, problems };
    const found = await summariseRun(run, options, io);
    settleProblems(found.problems.slice(problems.length), options.strict, io);
    const uncharted = found.problems.filter(({ code }) => code === 'chart-without-data');
    const content = coding?.quotes ? coding.quotes.publish(folder, found) : found;
    const record = await writeRun(folder, content, { formats: options.format, charts: options.charts });
    if (kept !== null) {
      const { writeColumns } = await import('./write-columns.ts');
      await writeColumns(folder, study, kept);
    }
    const { writeQualityLog } = await import('./record/write-quality-log.ts');
    writeQualityLog(folder, { ...content, record });
    const disclosed = listDisclosures(folder, content);
    io.stderr(folder.commit());
    io.stderr(suppressionOff(record, options));
    io.stderr(disclosed);
    for (const note of uncharted) io.stderr(`note: ${formatProblem(note)}\n`);
    sayDone(record, out, io);
  } catch (error) {
    folder.discard();
    throw error;
  }
}

/** The study chosen, with the codebook chosen. */
async function studyOf(options: AnalyseOptions, io: Io): Promise<Study> {
  const study = await chooseStudy(options.study, io);
  if (options.codebook === undefined) return study;
  return (await import('./choose-codebook.ts')).withCodebook(study, options.codebook, io);
}

/** The questionnaires whose answers a run has, interviews among them. */
function answeredIn({ questionnaires }: Ingest, transcripts: ReadTranscripts | null): ReadonlySet<string> {
  const ids = questionnaires.map(({ questionnaire }) => questionnaire.id);
  return new Set(transcripts === null ? ids : [...ids, INTERVIEWS]);
}

/** The warning where groups are published however small; "" where some are suppressed. */
function suppressionOff({ settings }: RunRecord, { suppressBelow }: AnalyseOptions): string {
  if (settings.suppressBelow > 1) return '';
  const by =
    suppressBelow === undefined
      ? `the study’s suppressBelow is ${settings.suppressBelow}`
      : `--suppress-below ${suppressBelow}`;
  return `warning: suppression is off: ${by}; figures on groups of any size, even of one respondent, are in publish/\n`;
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
  return `warning: ${numberOf(found.length, 'cell')} of publish/tables/ nearly ${found.length === 1 ? 'gives its' : 'give their'} answers away, ${all} of them every answer: see internal/disclosure.csv for what would cure each\n`;
}

/** What is done with answers besides counting them. */
interface Beside {
  readonly coding: AnswerCoding | null;
  readonly transcripts: ReadTranscripts | null;
  readonly kept: KeptBatches | null;
}

async function countAll(
  ingest: Ingest,
  study: Study,
  folder: string,
  { coding, transcripts, kept }: Beside,
): Promise<{
  readonly frequency: FrequencyTable;
  readonly coded: CodedRun | null;
  readonly interviews: CodedInterviews | null;
}> {
  const answers = writeOpenAnswers(`${folder}/open-answers.csv`);
  const respondents = writeRespondents(`${folder}/respondents.csv`, study, transcripts?.transcripts ?? []);
  const codings = coding === null ? null : writeCodings(folder, study, coding);
  const unreadable: Problem[] = [];
  try {
    let frequency = NO_FREQUENCIES;
    for (const { questionnaire, batches } of ingest.questionnaires) {
      try {
        const written = respondents.tee(questionnaire, answers.tee(questionnaire, batches));
        const teed = codings === null ? written : codings.tee(questionnaire, written);
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
    const interviews =
      transcripts === null || codings === null || coding === null
        ? null
        : codeInterviews(transcripts, coding.coder.codebook, { answers, codings, respondents });
    const coded = codings?.found() ?? null;
    return {
      frequency,
      coded: coded === null || interviews === null ? coded : { ...coded, interviews: interviews.record },
      interviews,
    };
  } finally {
    codings?.close();
    respondents.close();
    answers.close();
  }
}

/** The transcripts to be coded. Throws an InputError with their faults, and where there is nothing to code them with. */
async function transcriptsOf(
  study: Study,
  { transcripts, coding }: AnalyseOptions,
  io: Io,
): Promise<ReadTranscripts | null> {
  if (transcripts === undefined) return null;
  if (study.codebook === null || !coding) {
    const where = { file: '--transcripts', row: null, column: null };
    const found = coding ? 'none in the study' : '--no-coding';
    throw new InputError([
      {
        severity: 'error',
        code: 'no-codebook',
        ...where,
        expected: 'a codebook to code them with',
        found,
        advice: null,
      },
    ]);
  }
  return (await import('./read-transcripts.ts')).readTranscripts(transcripts, io);
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
        found: read === 0 ? 'no rows of answers below the header' : `none among its ${numberOf(read, 'row')}`,
        advice: 'check the filter set when it was exported; "crs-eval inspect" shows why rows do not count',
      },
    ];
  });
}
