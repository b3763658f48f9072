import { basename, resolve } from 'node:path';
import { codingVocabulary } from '../qualitative/agreement/coding-vocabulary.ts';
import { adjudicate } from '../qualitative/decisions/adjudicate.ts';
import { answerTexts } from '../qualitative/decisions/answer-texts.ts';
import {
  DECISION_COLUMNS,
  type Decision,
  decisionCells,
  decisionIdentity,
} from '../qualitative/decisions/decision.ts';
import { findContradictions } from '../qualitative/decisions/find-contradictions.ts';
import { listDisputes } from '../qualitative/decisions/list-disputes.ts';
import type { Records } from '../qualitative/decisions/parse-decisions.ts';
import { isReview, readReview } from '../qualitative/decisions/read-review.ts';
import { writeCsv } from '../render/csv.ts';
import { formatProblem, InputError } from '../study/problem.ts';
import { alikeProblems } from './apply-decisions.ts';
import { runWithCodebook } from './choose-codebook.ts';
import type { DecideOptions } from './code-decide.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { type DecisionsFile, faultsOf, noCodebook, readDecisionsFile } from './read-decisions-file.ts';
import { readRecords } from './read-records.ts';
import { readRunAnswers } from './run-answers.ts';
import { writeTogether } from './write-together.ts';

/**
 * Reads a filled-in review and adds what is new in it to the decisions file, which is replaced whole: its rows stay as they
 * are, new ones follow in the order of the review. Throws an InputError with every fault of both files; then nothing is written.
 */
export async function takeDecisions(review: string, options: DecideOptions, io: Io): Promise<void> {
  const run = await runWithCodebook(loadRun(options.from, io), options.codebook, io);
  const vocabulary = codingVocabulary(run.study);
  if (vocabulary === null) throw new InputError([noCodebook(run.study)]);
  const changes = run.study.codebook?.changes ?? [];
  const answers = await readRunAnswers(run);
  const file = await readDecisionsFile(options.decisions, run.study, io, true);
  const records = await reviewRecords(review, io);
  const read = readReview(records, {
    coder: options.coder.trim(),
    when: options.when ?? io.now?.().toISOString().slice(0, 10) ?? '',
    texts: answerTexts(answers.map(({ answer }) => answer)),
    vocabulary,
  });
  const settled = options.adjudicate
    ? adjudicate(read.decisions, listDisputes(file.decisions, changes))
    : { decisions: read.decisions, problems: [] };
  const errors = [
    ...read.problems.filter(({ severity }) => severity === 'error'),
    ...settled.problems,
    ...findContradictions([...file.decisions, ...settled.decisions], changes),
  ];
  if (errors.length > 0) throw faultsOf(errors);
  const alike = alikeProblems(basename(options.decisions), [...file.decisions, ...settled.decisions]);
  for (const warning of [...read.problems, ...alike]) io.stderr(`warning: ${formatProblem(warning)}\n`);
  const added = newOf(settled.decisions, file);
  if (added.length > 0) {
    const path = resolve(io.cwd, options.decisions);
    writeTogether([{ path, content: [writeCsv(withRows(file.records, added))] }]);
  }
  sayDone(settled.decisions, added, options, io);
}

async function reviewRecords(review: string, io: Io): Promise<Records> {
  const file = basename(review);
  const sheets = await readRecords(resolve(io.cwd, review), file, 'a review, as XLSX or CSV');
  if ('severity' in sheets) throw new InputError([sheets]);
  const sheet = sheets.find(({ records }) => isReview(records[0] ?? [])) ?? sheets[0];
  return { file, records: sheet?.records ?? [] };
}

/** Those that the file does not have, each once. */
function newOf(decisions: readonly Decision[], { decisions: before }: DecisionsFile): readonly Decision[] {
  const known = new Set(before.map(decisionIdentity));
  return decisions.filter((decision) => {
    const identity = decisionIdentity(decision);
    if (known.has(identity)) return false;
    known.add(identity);
    return true;
  });
}

/** The file's rows as they are, then the new ones in its columns; what it has no column for gets one. */
function withRows(
  records: readonly (readonly string[])[],
  added: readonly Decision[],
): readonly (readonly string[])[] {
  const [header = [...DECISION_COLUMNS], ...rows] = records;
  const names = header.map((name) => name.trim().toLowerCase());
  const lacking = DECISION_COLUMNS.filter((name) => !names.includes(name));
  const all = [...names, ...lacking];
  const cellsOf = (decision: Decision) => {
    const cells: Readonly<Record<string, string>> = decisionCells(decision);
    return all.map((name) => cells[name] ?? '');
  };
  return [
    [...header, ...lacking],
    ...rows
      .filter((row) => row.some((cell) => cell !== ''))
      .map((row) => [...row, ...Array.from({ length: Math.max(0, all.length - row.length) }, () => '')]),
    ...added.map(cellsOf),
  ];
}

function sayDone(
  decisions: readonly Decision[],
  added: readonly Decision[],
  { decisions: out, coder }: DecideOptions,
  io: Io,
): void {
  const kinds = (['keep', 'remove', 'add', 'none'] as const).flatMap((verdict) => {
    const count = added.filter((decision) => decision.verdict === verdict).length;
    return count === 0 ? [] : [`${verdict} ${count}`];
  });
  const known = decisions.length - added.length;
  io.stderr(
    `${coder}: ${counted(decisions.length, 'decision')} in the review, ${added.length} new${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}, ${known} known already\n`,
  );
  io.stderr(added.length === 0 ? `${out} is as it was\n` : `Written to ${out}\n`);
}
