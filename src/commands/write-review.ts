import { existsSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { type Coding, rowId } from '../qualitative/coding.ts';
import {
  codebookTable,
  composeBlindReview,
  composeDisputes,
  composeReview,
  NO_CODE,
  type ReviewedAnswer,
  type ReviewTable,
  saidKey,
} from '../qualitative/decisions/compose-review.ts';
import { type Decision, readingId } from '../qualitative/decisions/decision.ts';
import { listDisputes } from '../qualitative/decisions/list-disputes.ts';
import { sampleAnswers } from '../qualitative/decisions/sample-answers.ts';
import { textSha256 } from '../qualitative/decisions/text-sha256.ts';
import { type Vote, votesByCode } from '../qualitative/decisions/votes.ts';
import { placeOtherCodings } from '../qualitative/parse-other-codings.ts';
import { writeCsv } from '../render/csv.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import { runWithCodebook } from './choose-codebook.ts';
import { chooseQuestions } from './choose-questions.ts';
import type { ReviewOptions } from './code-review.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { faultsOf, noCodebook, readDecisionsFile } from './read-decisions-file.ts';
import { readOtherCodings } from './read-other-codings.ts';
import { readRunAnswers, readRunOthers } from './run-answers.ts';
import { writeTogether } from './write-together.ts';

/** Writes a review as it was asked for; says how much of it there is. Throws an InputError with the faults of all files named. */
export async function writeReview(options: ReviewOptions, io: Io): Promise<void> {
  const run = await runWithCodebook(loadRun(options.from, io), options.codebook, io);
  const { study } = run;
  if (study.codebook === null) throw new InputError([noCodebook(study)]);
  const isChosen = chooseQuestions(study, options.question);
  const all = await readRunAnswers(run);
  const beside = await readRunOthers(
    run,
    all.map(({ answer }) => answer),
  );
  const others = options.blind ? [] : [...beside, ...readOthers(options.codings, study, all, io)];
  const answers = withOthers(all, others).filter(({ answer }) => isChosen(answer));
  const file = options.decisions === undefined ? null : await readDecisionsFile(options.decisions, study, io);
  const wanted = options.uncoded
    ? answers.filter(({ codings, setAside }) => codings.length === 0 && !setAside)
    : answers;
  const drawn = drawSample(wanted, options, io);
  const table = composed(drawn, study, options, file?.decisions ?? null);
  await writeTable(table, study, options, io);
  const asked = new Set(table.rows.map((cells) => keyOf(table, cells)));
  io.stderr(
    `${counted(asked.size, 'answer')} in ${counted(table.rows.length, 'row')}, with respondents’ own words: internal.\n`,
  );
  io.stderr(`Written to ${options.out}\n`);
}

function composed(
  answers: readonly ReviewedAnswer[],
  study: Study,
  { blind, disputed }: ReviewOptions,
  decisions: readonly Decision[] | null,
): ReviewTable {
  if (blind) return composeBlindReview(answers, study);
  if (decisions === null) return composeReview(answers, study, null);
  const changes = study.codebook?.changes ?? [];
  if (disputed)
    return composeDisputes(
      answers,
      study,
      listDisputes(decisions, changes).filter(({ settled }) => !settled),
    );
  return composeReview(answers, study, saidOf(answers, decisions, study));
}

/** What people said of the answers as they are now, by code; of codes taken away too, so that their rows can be seen. */
function saidOf(
  answers: readonly ReviewedAnswer[],
  decisions: readonly Decision[],
  study: Study,
): ReadonlyMap<string, readonly Vote[]> {
  const readings = new Set(
    answers.map(({ answer }) => readingId({ answer, textSha256: textSha256(answer.text) })),
  );
  const byAnswer = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const id = readingId(decision);
    if (!readings.has(id)) continue;
    byAnswer.set(id, [...(byAnswer.get(id) ?? []), decision]);
  }
  const said = new Map<string, readonly Vote[]>();
  for (const [id, own] of byAnswer) {
    const none = own.filter(({ verdict }) => verdict === 'none');
    if (none.length > 0)
      said.set(
        saidKey(id, NO_CODE),
        none.map((decision) => ({ decision, yes: false, weak: null })),
      );
    for (const [code, votes] of votesByCode(own, study.codebook?.changes ?? []))
      said.set(saidKey(id, code), votes);
  }
  return said;
}

function drawSample(
  answers: readonly ReviewedAnswer[],
  { sample, seed }: ReviewOptions,
  io: Io,
): readonly ReviewedAnswer[] {
  if (sample === undefined) return answers;
  const size = Number(sample);
  if (size > answers.length)
    io.stderr(`note: there are only ${counted(answers.length, 'answer')} to draw ${size} from; all are in\n`);
  const drawn = new Set(
    sampleAnswers(
      answers.map(({ answer }) => answer),
      size,
      Number(seed),
    ),
  );
  return answers.filter(({ answer }) => drawn.has(answer));
}

function readOthers(
  paths: readonly string[],
  study: Study,
  answers: readonly ReviewedAnswer[],
  io: Io,
): readonly Coding[] {
  const { codings, problems } = placeOtherCodings(
    readOtherCodings(paths, study, io),
    answers.map(({ answer }) => answer),
  );
  if (problems.length > 0) throw faultsOf(problems);
  return codings;
}

function withOthers(
  answers: readonly ReviewedAnswer[],
  others: readonly Coding[],
): readonly ReviewedAnswer[] {
  if (others.length === 0) return answers;
  const byAnswer = new Map<string, Coding[]>();
  for (const coding of others) {
    const id = rowId(coding.answer);
    byAnswer.set(id, [...(byAnswer.get(id) ?? []), coding]);
  }
  return answers.map((one) => {
    const more = byAnswer.get(rowId(one.answer)) ?? [];
    return more.length === 0 ? one : { ...one, codings: [...one.codings, ...more], setAside: false };
  });
}

async function writeTable(table: ReviewTable, study: Study, { out }: ReviewOptions, io: Io): Promise<void> {
  const place = resolve(io.cwd, out);
  const kind = extname(out).toLowerCase();
  const csv = () => writeCsv([table.columns.map(({ name }) => name), ...table.rows]);
  const xlsx = async () => {
    const { reviewWorkbook } = await import('./review-workbook.ts');
    return await reviewWorkbook(table, codebookTable(study), NOTES);
  };
  const isFolder = kind === '' || (existsSync(place) && statSync(place).isDirectory());
  if (isFolder)
    writeTogether([
      { path: join(place, 'README.txt'), content: [`${NOTES.join('\n')}\n`] },
      { path: join(place, 'review.csv'), content: [csv()] },
      { path: join(place, 'codebook.csv'), content: [writeCsv(codebookTable(study))] },
      { path: join(place, 'review.xlsx'), content: [await xlsx()] },
    ]);
  else if (kind === '.csv') writeTogether([{ path: place, content: [csv()] }]);
  else if (kind === '.xlsx') writeTogether([{ path: place, content: [await xlsx()] }]);
  else
    throw new InputError([
      {
        severity: 'error',
        code: 'bad-out',
        file: '--out',
        row: null,
        column: null,
        expected: 'a name that ends in .xlsx or .csv, or a folder',
        found: `"${out}"`,
        advice: null,
      },
    ]);
}

const NOTES = [
  'Internal: respondents’ own words and ids. Not to be passed on.',
  'keep, remove: mark one with x beside a code that is proposed. A row left empty decides nothing.',
  'add (or code_1, code_2 …): a code that applies to the answer, from the list; in "add" several with ; between. "none" where no code applies: then the answer is read and has no code.',
  'words: copied from the answer, the words that an added code rests on. Without them the code is of the whole answer.',
  'memo: why. It is kept with the decision.',
  'Sort, filter and hide as you like; leave the grey columns as they are: they lead back to the answer.',
  'Then: crs-eval code decide THIS-FILE --decisions decisions.csv --coder NAME',
];
function keyOf({ columns }: ReviewTable, cells: readonly string[]): string {
  const at = (name: string) => cells[columns.findIndex((column) => column.name === name)] ?? '';
  return rowId({
    questionnaire: at('questionnaire'),
    responseId: at('response_id'),
    fileRow: Number(at('row')),
    question: at('question'),
  });
}
