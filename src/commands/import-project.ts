import { basename, extname, resolve } from 'node:path';
import { groupBy } from '../exact/group-by.ts';
import { type Coding, rowId } from '../qualitative/coding.ts';
import {
  type MisplacedCoding,
  type PlacedCodings,
  placeCodings,
} from '../qualitative/exchange/place-codings.ts';
import { readProject } from '../qualitative/exchange/read-project.ts';
import { RULES_USER } from '../qualitative/exchange/rules-user.ts';
import type { OpenAnswer } from '../qualitative/open-answers.ts';
import { codePointSpan } from '../qualitative/rules/code-point-span.ts';
import { writeCsv } from '../render/csv.ts';
import { visibleLine } from '../render/visible-text.ts';
import { InputError } from '../study/problem.ts';
import type { ProjectImport } from './code-import.ts';
import { counted } from './count-text.ts';
import type { Io } from './io.ts';
import { loadRun } from './load-run.ts';
import { noCodebook } from './read-decisions-file.ts';
import { readFileBytes } from './read-file-bytes.ts';
import { readRunAnswers } from './run-answers.ts';
import { writeTogether } from './write-together.ts';

/**
 * Reads a project's codings of a run's answers and writes them as CSV; says what had no place. Throws an InputError where the project
 * cannot be read, and where it has codings but none of an answer of the run.
 */
export async function importProject(path: string, options: ProjectImport, io: Io): Promise<void> {
  const run = loadRun(options.from, io);
  if (run.study.codebook === null) throw new InputError([noCodebook(run.study)]);
  const file = basename(path);
  const { project, unread } = readProject(
    readFileBytes(resolve(io.cwd, path), file, 'a REFI-QDA project (.qdpx)'),
    file,
  );
  const answers = (await readRunAnswers(run)).map(({ answer }) => answer);
  const coder = options.coder ?? basename(path, extname(path));
  const placed = placeCodings(project, answers, run.study, coder);
  for (const [what, count] of unread) io.stderr(`note: ${what}, not read: ${count}\n`);
  io.stderr(saidOf(placed, answers));
  if (placed.codings.length === 0 && placed.misplaced.length > 0)
    throw new InputError([
      {
        severity: 'error',
        code: 'foreign-project',
        file,
        row: null,
        column: null,
        expected: `codings of answers of the run ${options.from}`,
        found: `${counted(placed.misplaced.length, 'coding')} without a place in it`,
        advice: 'name the run whose answers were coded with --from',
      },
    ]);
  const kept = placed.codings.filter(({ by }) => options.withRules || by.kind !== 'rule');
  const left = placed.codings.length - kept.length;
  if (left > 0)
    io.stderr(`note: codings by the rules, left out since "analyse" proposes them itself: ${left}\n`);
  const coders = [...new Set(kept.map(nameOf))].sort();
  const rows = rowsOf(kept, placed.answers, options.complete === true ? coders : []);
  writeTogether([{ path: resolve(io.cwd, options.out), content: [writeCsv([COLUMNS, ...rows])] }]);
  const coded = new Set(kept.map(({ answer }) => rowId(answer))).size;
  io.stderr(
    `${counted(kept.length, 'coding')} of ${counted(coded, 'answer')} by ${counted(coders.length, 'coder')} written to ${options.out}\n`,
  );
}

const COLUMNS = [
  'questionnaire',
  'response_id',
  'row',
  'question',
  'code',
  'start',
  'end',
  'coder',
  'by',
  'memo',
] as const;

/** Codings in the order of answers; after an answer's, the coders who gave it none. */
function rowsOf(
  codings: readonly Coding[],
  answers: readonly OpenAnswer[],
  complete: readonly string[],
): readonly (readonly string[])[] {
  const own = groupBy(codings, ({ answer }) => rowId(answer));
  return answers.flatMap((answer) => {
    const { questionnaire, responseId, question, text } = answer;
    const row = String(answer.fileRow);
    const given = own.get(rowId(answer)) ?? [];
    const heard = new Set(given.map(nameOf));
    const silent = complete.filter((name) => !heard.has(name));
    return [
      ...given.map((coding) => {
        const { start, end } = codePointSpan(text, coding.start, coding.end);
        const by = coding.by.kind === 'person' ? 'person' : 'model';
        return [
          questionnaire,
          responseId,
          row,
          question,
          coding.code,
          String(start),
          String(end),
          nameOf(coding),
          by,
          coding.memo,
        ];
      }),
      ...silent.map((name) => [questionnaire, responseId, row, question, '', '', '', name, '', '']),
    ];
  });
}

function nameOf({ by }: Coding): string {
  return by.kind === 'rule' ? RULES_USER : by.coder;
}

/** What was decided and what had no place, a line each. */
function saidOf(
  { misplaced, spread, unknownCodes, reading }: PlacedCodings,
  answers: readonly OpenAnswer[],
): string {
  const lines: string[] = [];
  const twice = [
    ...(reading.lineBreak === 2 ? ['line breaks'] : []),
    ...(reading.astral === 2 ? ['emoji and the like'] : []),
  ];
  if (twice.length > 0)
    lines.push(
      `positions taken to count ${twice.join(' and ')} as two: so the coded stretches begin and end where words do`,
    );
  if (spread > 0) lines.push(`codings that reach over several answers, given to each: ${spread}`);
  if (unknownCodes.length > 0) {
    const shown = unknownCodes.slice(0, 10).map(({ number, name }) => codeText(number, name, answers));
    const more = unknownCodes.length > 10 ? ' …' : '';
    lines.push(
      `codes that the codebook does not have ("crs-eval codebook import" reads a .qdc of them): ${unknownCodes.length}: ${shown.join(', ')}${more}`,
    );
  }
  for (const why of new Set(misplaced.map((each) => each.why))) {
    const own = misplaced.filter((each) => each.why === why);
    const shown = own.slice(0, 5).map(placeText).join(', ');
    lines.push(`codings of ${why}, not placed: ${own.length} (${shown}${own.length > 5 ? ' …' : ''})`);
  }
  return lines.map((line) => `note: ${line}\n`).join('');
}

/** A code by its number, and its name unless that is somebody's words. */
function codeText(number: number, name: string, answers: readonly OpenAnswer[]): string {
  const plain = name.trim().toLowerCase();
  const quoted =
    plain.length > 45 ||
    (plain.includes(' ') && answers.some(({ text }) => text.toLowerCase().includes(plain)));
  return quoted ? `code ${number}` : `code ${number} "${visibleLine(name.trim())}"`;
}

function placeText({ source, selection }: MisplacedCoding): string {
  return selection === null ? `source ${source}` : `source ${source} selection ${selection}`;
}
