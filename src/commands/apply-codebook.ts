import { closeSync, mkdtempSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { codePointSpan } from '../qualitative/rules/code-point-span.ts';
import { type Coder, compileCodebook } from '../qualitative/rules/compile-codebook.ts';
import { languageOf } from '../qualitative/rules/language.ts';
import { csvField, writeCsv } from '../render/csv.ts';
import type { Study } from '../study/study.ts';
import { readAnswers } from './answers-csv.ts';
import { coderFinder, isLimitedToRespondents } from './coder-finder.ts';
import { CODING_COLUMNS } from './coding-columns.ts';
import { counted, countText } from './count-text.ts';
import { createTextFile, type TextFile } from './text-file.ts';

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
  const finder = coderFinder(study, coder, answers.named);
  const version = `,${coder.codebook.sha256},,\r\n`;
  file.write(writeCsv([CODING_COLUMNS]));
  for await (const batch of readAnswers(answers.path, answers.named)) {
    for (const record of batch) {
      const found = finder.find(record);
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
  finder.stop();
  const limited = coder.codebook.codes
    .flatMap(({ rules }) => rules)
    .filter(({ where }) => isLimitedToRespondents(study, where));
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
