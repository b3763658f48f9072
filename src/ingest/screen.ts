import type { Problem } from '../study/problem.ts';
import { OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import type { Questionnaire, Study } from '../study/study.ts';
import { answerColumn, clearAnswer, isAnswered } from './answer-column.ts';
import { nameColumn } from './column-name.ts';
import type { DecodedBatch } from './decoded-batch.ts';
import { type Conflict, explainConflicts } from './explain-conflicts.ts';
import { startFaultList } from './fault-list.ts';
import { countFunnel } from './funnel.ts';
import { isTestRow } from './is-test-row.ts';
import { lastRows } from './last-rows.ts';
import type { RawSheet } from './questionpro/raw-sheet.ts';
import type { Reading } from './read-responses.ts';
import type { Recognition } from './recognise.ts';
import { repeatKey, trackRepeats } from './repeats.ts';
import type { LeftOutReason, ScreeningReport } from './responses.ts';
import { planRouting, type Routed, routeAnswers } from './route-answers.ts';
import { sameSurvey } from './same-survey.ts';
import { watchFlags } from './screen-flags.ts';
import { selectRows } from './select-rows.ts';

export interface ScreenOptions {
  /** Which of two conflicting repeats counts; without it they are an error. */
  readonly prefer?: 'first' | 'last' | undefined;
}

/** One file of a questionnaire. */
export interface ScreenSource {
  readonly sheet: RawSheet;
  readonly recognition: Recognition;
  readonly reading: Reading;
}

/** A questionnaire's respondents who count, as a stream, and who was left out. */
export interface Screening {
  /** Once only, in order of files and rows; empty batches are left out. Never throws for what is in the files. */
  readonly batches: AsyncIterable<ResponseBatch>;
  /** Complete when `batches` has ended. Its problems are all there are of these files, errors among them. */
  readonly report: () => ScreeningReport;
}

/**
 * Screens a questionnaire's files by the rules of docs/who-counts.md: left out are withdrawn respondents, test rows,
 * repeats, those without consent and those who answered no evaluative question; routing is applied; respondents of the
 * wrong questionnaire keep open text only; the rest is flagged at most.
 */
export function screen(
  sources: readonly ScreenSource[],
  questionnaire: Questionnaire,
  study: Study,
  options: ScreenOptions = {},
): Screening {
  const files = sources.map(({ sheet }) => sheet.file);
  const faults = startFaultList();
  const repeats = trackRepeats();
  const shared = sources.map(() => sources.map(() => 0));
  const routing = planRouting(questionnaire, study);
  const flags = watchFlags(questionnaire, study, files);
  const funnel = countFunnel(questionnaire, study);
  const withdrawn = new Set(questionnaire.withdrawn);
  const wrong = new Set(questionnaire.wrongQuestionnaire);
  const consents = consentStates(questionnaire, study);
  const evaluative = evaluativeQuestions(questionnaire);
  const byStatus = new Map<string, number>();
  const leftOut: { reason: LeftOutReason; row: number; id: string; file?: string }[] = [];
  const blankRouters = new Map<string, number>();
  let read = 0;
  let usable = 0;
  let openTextOnly = 0;

  async function* screenFile(source: ScreenSource, file: number): AsyncGenerator<ResponseBatch> {
    const named = sources.length > 1 ? { file: source.sheet.file } : {};
    const last = options.prefer === 'last' ? await lastRows(source.sheet) : null;
    const conflicts: Conflict[] = [];
    const answered = new Set(source.recognition.claimed.map(({ question }) => question));
    const leave = (reason: LeftOutReason, row: number, id: string) =>
      leftOut.push({ reason, row, id, ...named });

    /** Why a row as decoded is out, or null. */
    const whyOut = (batch: DecodedBatch, at: number): LeftOutReason | 'blank-id' | null => {
      const id = batch.id[at] ?? '';
      const row = batch.fileRow[at] ?? 0;
      if (id === '') return 'blank-id';
      if (withdrawn.has(id)) return 'withdrawn';
      if (isTestRow(batch.externalReference[at] ?? '')) return 'test-row';
      const sequence = batch.sequence[at] ?? '';
      const repeat = repeats.see(id, sequence, batch.hash[at] ?? 0, file, row);
      if (repeat.kind === 'other-file') {
        const counts = shared[repeat.first.file];
        if (counts !== undefined) counts[file] = (counts[file] ?? 0) + 1;
        return 'repeat';
      }
      const preferred = last?.get(repeatKey(id, sequence));
      if (preferred !== undefined) {
        // Of several rows the last counts, so one that is the same as it collapses and any other gives way.
        if (preferred.row !== row) return preferred.hash === batch.hash[at] ? 'repeat' : 'superseded';
      } else if (repeat.kind === 'identical') return 'repeat';
      else if (repeat.kind === 'conflicting') {
        if (options.prefer === 'first') return 'superseded';
        conflicts.push({ id, sequence, first: repeat.first.row, second: row });
        return 'repeat';
      }
      const refused = consents.some(
        ({ question, states }) =>
          answered.has(question) && !states.has(batch.closed.get(question)?.[at] ?? 0),
      );
      return refused ? 'no-consent' : null;
    };

    for await (const batch of source.reading.batches) {
      read += batch.rows;
      const keep: number[] = [];
      for (let at = 0; at < batch.rows; at += 1) {
        const status = batch.status[at] || '(blank)';
        byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
        const reason = whyOut(batch, at);
        if (reason === null) keep.push(at);
        else if (reason === 'blank-id') faults.add(blankId(source.sheet, batch.fileRow[at] ?? 0));
        else leave(reason, batch.fileRow[at] ?? 0, reason === 'withdrawn' ? '' : (batch.id[at] ?? ''));
      }
      // The batch was made for this screening alone, so where all rows stay it is worked on as it is.
      const kept = keep.length === batch.rows ? batch : selectRows(batch, keep);
      const routed = routeAnswers(kept, routing);
      for (const skipped of routed.skippedAnswers) faults.add(skippedAnswer(source, kept, skipped));
      for (const { router } of routed.blankRouters)
        blankRouters.set(router, (blankRouters.get(router) ?? 0) + 1);
      const counts = new Uint8Array(kept.rows);
      const evidence = evaluative.map((question) => answerColumn(kept, question));
      const closed = [...kept.closed.keys()].map((question) => answerColumn(kept, question));
      const stay: number[] = [];
      for (let row = 0; row < kept.rows; row += 1) {
        const id = kept.id[row] ?? '';
        if (!evidence.some((column) => isAnswered(column, row))) {
          leave('no-evaluative-answer', kept.fileRow[row] ?? 0, id);
          continue;
        }
        stay.push(row);
        if (wrong.has(id)) {
          openTextOnly += 1;
          for (const column of closed) clearAnswer(column, row, OFF_BASE);
        } else {
          usable += 1;
          counts[row] = 1;
        }
      }
      flags.see(kept, counts, file);
      funnel.add(kept, counts, routed.asked);
      if (stay.length > 0) yield stay.length === kept.rows ? kept : selectRows(kept, stay);
    }
    for (const problem of await explainConflicts(source.sheet, conflicts)) faults.add(problem);
    for (const [router, rows] of blankRouters) faults.add(blankRouter(source.sheet, router, rows));
    blankRouters.clear();
  }

  async function* batches(): AsyncGenerator<ResponseBatch> {
    for (const [file, source] of sources.entries()) yield* screenFile(source, file);
    for (const problem of sameSurvey(
      sources.map(({ sheet }) => sheet),
      shared,
      repeats.ids,
    ))
      faults.add(problem);
    const limit = flags.limit();
    if (limit !== null) faults.add(limited(files[0] ?? '', limit));
  }

  return {
    batches: { [Symbol.asyncIterator]: batches },
    report: () => ({
      questionnaire: questionnaire.id,
      file: files.join(' + '),
      read,
      usable,
      openTextOnly,
      byStatus: Object.fromEntries([...byStatus].sort(([a], [b]) => (a < b ? -1 : 1))),
      leftOut,
      flagged: flags.flagged(),
      funnel: funnel.funnel(),
      corrections: sources.flatMap(({ reading }) => reading.corrections()),
      problems: [...sources.flatMap(({ reading }) => reading.problems()), ...faults.list()],
    }),
  };
}

/** Consent questions with the positions that give it. */
function consentStates({ questions }: Questionnaire, study: Study) {
  return questions.flatMap(({ id, scale, consent }) => {
    if (consent === null) return [];
    const options = study.scales[scale ?? '']?.options ?? [];
    return [
      {
        question: id,
        states: new Set(options.flatMap((option, at) => (consent.includes(option.id) ? [at + 1] : []))),
      },
    ];
  });
}

/** Questions of which one answer makes a response usable. */
function evaluativeQuestions({ sections, questions }: Questionnaire): readonly string[] {
  const sample = new Set(sections.filter(({ kind }) => kind === 'sample').map(({ id }) => id));
  return questions
    .filter(({ section, routing, consent }) => !sample.has(section) && !routing && consent === null)
    .map(({ id }) => id);
}

function blankId({ file }: RawSheet, row: number): Problem {
  return {
    severity: 'error',
    code: 'blank-response-id',
    file,
    row,
    column: '"Response ID"',
    expected: 'a Response ID in every row',
    found: 'a blank',
    advice: null,
  };
}

function skippedAnswer(
  { sheet, recognition }: ScreenSource,
  batch: ResponseBatch,
  { row, question, router }: Routed['skippedAnswers'][number],
): Problem {
  const claim = recognition.claimed.find((candidate) => candidate.question === question);
  const column = sheet.columns[claim?.columns.find((index) => index !== null) ?? claim?.other[0] ?? -1];
  return {
    severity: 'warning',
    code: 'answer-in-skipped-block',
    file: sheet.file,
    row: batch.fileRow[row] ?? null,
    column: column === undefined ? null : nameColumn(column),
    expected: `no answer, since ${router} routes past ${question}`,
    found: 'one, which is left out',
    advice: null,
  };
}

function blankRouter({ file }: RawSheet, router: string, rows: number): Problem {
  return {
    severity: 'note',
    code: 'blank-routing-answer',
    file,
    row: null,
    column: null,
    expected: `an answer to ${router} where the questions behind it are answered`,
    found: `none in ${rows === 1 ? '1 row, which is' : `${rows} rows, which are`} taken as asked`,
    advice: null,
  };
}

function limited(file: string, limit: string): Problem {
  return {
    severity: 'note',
    code: 'near-identity-bounded',
    file,
    row: null,
    column: null,
    expected: 'every two rows compared for near-identity',
    found: limit,
    advice: null,
  };
}
