import { closeSync, mkdtempSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { codePointSpan } from '../qualitative/rules/code-point-span.ts';
import { type Coder, compileCodebook } from '../qualitative/rules/compile-codebook.ts';
import { languageOf } from '../qualitative/rules/language.ts';
import type { QuestionCoder } from '../qualitative/rules/question-coder.ts';
import { csvField, writeCsv } from '../render/csv.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Question, Study } from '../study/study.ts';
import { type AnswerRecord, readAnswers } from './answers-csv.ts';
import { counted, countText } from './count-text.ts';
import { createTextFile, type TextFile } from './text-file.ts';

const HEADER = [
  ...['questionnaire', 'response_id', 'row', 'question', 'code', 'start', 'end', 'text', 'by', 'rule'],
  ...['codebook', 'coder', 'memo'],
];

/**
 * Codes the answers of a CSV as they are read and writes a row a coding to the file `out`, which appears whole or not
 * at all, or else to `print` once all is read. Gives a summary in counts and row numbers. Throws an InputError with
 * every faulty rule, and with the faults of the answers' file.
 */
export async function applyCodebook(
  study: Study,
  answers: { readonly path: string; readonly named: string },
  out: string | null,
  print: (text: string) => void,
): Promise<string> {
  const coder = compileCodebook(study);
  const folder = out === null ? mkdtempSync(join(tmpdir(), 'crs-eval-')) : null;
  const staged = folder === null ? `${out}.partial` : join(folder, 'codings.csv');
  try {
    const file = createTextFile(staged);
    let summary: string;
    try {
      summary = await codeAll(study, coder, answers, file);
    } finally {
      file.close();
    }
    if (out === null) printFile(staged, print);
    else renameSync(staged, out);
    return summary;
  } finally {
    rmSync(folder ?? staged, { recursive: true, force: true });
  }
}

async function codeAll(
  study: Study,
  coder: Coder,
  answers: { readonly path: string; readonly named: string },
  file: TextFile,
): Promise<string> {
  const tally = { answers: 0, coded: 0, codings: 0, noCode: 0 };
  const setAside: string[] = [];
  let foreign = 0;
  const used = new Set<string>();
  const unknown = new Map<string, Problem>();
  const find = coderFinder(study, coder);
  const version = `,${coder.codebook.sha256},,\r\n`;
  file.write(writeCsv([HEADER]));
  for await (const batch of readAnswers(answers.path, answers.named)) {
    for (const record of batch) {
      const found = find(record);
      if (typeof found === 'string') {
        const value = found === 'questionnaire' ? record.questionnaire : record.question;
        const key = `${found}\n${value}`;
        if (unknown.size < 20 && !unknown.has(key))
          unknown.set(key, unknownId(record, found, answers.named, study));
        continue;
      }
      tally.answers += 1;
      if (found === null) {
        tally.noCode += 1;
        continue;
      }
      const language = languageOf(record.answer);
      if (language === 'cy' || language === 'other') {
        foreign += 1;
        if (setAside.length < 20) setAside.push(record.row);
        continue;
      }
      const hits = found.code(record.answer);
      if (hits.length === 0) continue;
      tally.coded += 1;
      tally.codings += hits.length;
      const who = [record.questionnaire ?? '', record.responseId, record.row, record.question ?? ''];
      const place = `${who.map(csvField).join(',')},`;
      for (const { code, rule, start, end } of hits) {
        used.add(code);
        const span = codePointSpan(record.answer, start, end);
        const text = csvField(record.answer.slice(start, end));
        file.write(`${place}${code},${span.start},${span.end},${text},rule,${rule}${version}`);
      }
    }
  }
  if (unknown.size > 0) throw new InputError([...unknown.values()]);
  const limited = coder.codebook.codes
    .flatMap(({ rules }) => rules)
    .filter(({ where }) => isLimited(study, where));
  const more = foreign > setAside.length ? ` and ${countText(foreign - setAside.length)} more` : '';
  return [
    `${counted(tally.answers, 'answer')}: ${countText(tally.coded)} coded with ${counted(used.size, 'code')} of ${countText(coder.codebook.codes.length)}, ${counted(tally.codings, 'coding')}.`,
    ...(foreign === 0
      ? []
      : [`${countText(foreign)} set aside, in another language: row ${setAside.join(', ')}${more}.`]),
    ...(tally.noCode === 0 ? [] : [`${countText(tally.noCode)} to questions that no code applies to.`]),
    ...(limited.length === 0
      ? []
      : [
          `${counted(limited.length, 'rule')} limited to groups of respondents, which are not in the file, proposed nothing.`,
        ]),
    '',
  ].join('\n');
}

/** What codes a record: null where no code applies to its question; the column's name where the study has no such questionnaire or question. */
function coderFinder(
  study: Study,
  coder: Coder,
): (record: AnswerRecord) => QuestionCoder | null | 'questionnaire' | 'question' {
  const known = new Map<string, QuestionCoder | null | 'questionnaire' | 'question'>();
  return ({ questionnaire, question }) => {
    const key = `${questionnaire}\n${question}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = find(questionnaire, question);
    known.set(key, made);
    return made;
  };

  function find(
    questionnaireId: string | null,
    questionId: string | null,
  ): QuestionCoder | null | 'questionnaire' | 'question' {
    if (questionnaireId === null || questionId === null) return coder.forQuestion(null, null);
    const questionnaire = study.questionnaires.find(({ id }) => id === questionnaireId);
    if (questionnaire === undefined) return 'questionnaire';
    const asked = (id: string): Question | undefined =>
      questionnaire.questions.find((each) => each.id === id);
    const question = asked(questionId);
    if (question === undefined)
      return questionId.endsWith('.other') && asked(questionId.slice(0, -'.other'.length)) !== undefined
        ? null
        : 'question';
    const made = coder.forQuestion(questionnaire, question);
    return made.codes.length === 0 ? null : made;
  }
}

function isLimited(study: Study, where: Readonly<Record<string, unknown>>): boolean {
  return study.dimensions.some(({ id, from }) => from === 'respondent' && where[id] !== undefined);
}

function unknownId(
  record: AnswerRecord,
  column: 'questionnaire' | 'question',
  file: string,
  study: Study,
): Problem {
  const value = (column === 'questionnaire' ? record.questionnaire : record.question) ?? '';
  const ids = study.questionnaires.map(({ id }) => id);
  return {
    severity: 'error',
    code: `unknown-${column}`,
    file,
    row: record.record,
    column: `"${column}"`,
    expected:
      column === 'questionnaire'
        ? `the id of a questionnaire (${ids.join(', ')})`
        : `the id of a question of ${record.questionnaire}`,
    // What looks like no id may be an answer in the wrong column.
    found: /^[\w.-]{1,60}$/.test(value)
      ? `"${value}"`
      : `another text, of ${counted([...value].length, 'character')}`,
    advice: null,
  };
}

/** Prints a file piece by piece. */
function printFile(path: string, print: (text: string) => void): void {
  const handle = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const piece = Buffer.alloc(1 << 16);
  try {
    for (let size = readSync(handle, piece); size > 0; size = readSync(handle, piece))
      print(decoder.write(piece.subarray(0, size)));
  } finally {
    closeSync(handle);
  }
}
