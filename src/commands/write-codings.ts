import {
  asProposed,
  type CodedAnswer,
  codeAnswer,
  coderOf,
  type Decide,
} from '../qualitative/coded-answer.ts';
import type { Coding } from '../qualitative/coding.ts';
import { mergeThemes, NO_THEMES, type ThemeCounts, themeCounter } from '../qualitative/count-themes.ts';
import { interviewCoder } from '../qualitative/interviews/interview-coder.ts';
import { type OpenAnswer, openAnswersIn } from '../qualitative/open-answers.ts';
import { respondentGroups } from '../qualitative/respondent-groups.ts';
import { codePointSpan } from '../qualitative/rules/code-point-span.ts';
import type { Coder } from '../qualitative/rules/compile-codebook.ts';
import { codedQuestions, lineages, themeStudy } from '../qualitative/theme-study.ts';
import { csvField, writeCsv } from '../render/csv.ts';
import { appliesTo, type Code } from '../study/codebook.ts';
import type { ResponseBatch } from '../study/responses.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';
import { CODING_COLUMNS } from './coding-columns.ts';
import type { Reliability } from './measure-reliability.ts';
import type { CodingRecord, DecisionsRecord, InterviewsRecord, OtherCodingsRecord } from './run-record.ts';
import { createTextFile } from './text-file.ts';

/** What codes the answers of a run: the study's rules, and people's word on what they propose. */
export interface AnswerCoding {
  readonly coder: Coder;
  readonly decide?: Decide;
  /** The file that decisions are from and what became of them, once all answers have gone by. */
  readonly decisions?: () => DecisionsRecord;
  /** Files of other coders' codings, which are kept beside and count for nothing. */
  readonly others?: readonly OtherCodingsRecord[];
  /** Is given every coded answer with its respondent's groups, as it goes by. */
  readonly watch?: (coded: CodedAnswer, groups: Readonly<Record<string, readonly string[]>>) => void;
  /** How well coders and rules agree, once all answers have gone by. */
  readonly reliability?: () => Reliability;
}

/** What coding a run found, without anybody's words. */
export interface CodedRun {
  readonly counts: ThemeCounts;
  /** Codings by whose they are. */
  readonly codings: Readonly<Record<Coding['by']['kind'], number>>;
  /** Open answers to the study's questions that a code applies to, those set aside among them. */
  readonly answers: number;
  readonly setAside: number;
  readonly decisions: CodingRecord['decisions'];
  readonly others?: CodingRecord['others'];
  readonly interviews?: InterviewsRecord;
  readonly reliability: Reliability | null;
}

/** Passes batches on and codes their open answers as they go by, so that no run holds them all in memory. */
export interface CodingWriter {
  readonly tee: (
    questionnaire: Questionnaire,
    batches: AsyncIterable<ResponseBatch>,
  ) => AsyncGenerator<ResponseBatch>;
  /**
   * Codes the turns of an interview as `interviewCoder` does. They stand in codings.csv and set-aside.csv, and in no count. Gives
   * what each was given.
   */
  readonly take: (answers: Iterable<OpenAnswer>) => readonly CodedAnswer[];
  /** What was found, once all batches have gone by. */
  readonly found: () => CodedRun;
  readonly close: () => void;
}

/**
 * Codes the open answers and writes, in the order of rows and questions: `codings.csv`, a row a coding (spans in code points
 * over LF text); `code-matrix.csv`, a row a respondent and a column a code (1 given, it or one below it; 0 not; empty where
 * none of the code's questions was answered); `set-aside.csv`, answers in another language, without their text. Internal.
 */
export function writeCodings(folder: string, study: Study, coding: AnswerCoding): CodingWriter {
  const { coder, decide = asProposed } = coding;
  const { codes } = coder.codebook;
  const themes = themeStudy(study);
  const lines = lineages(coder.codebook);
  const codings = createTextFile(`${folder}/codings.csv`);
  const matrix = createTextFile(`${folder}/code-matrix.csv`);
  const setAside = createTextFile(`${folder}/set-aside.csv`);
  codings.write(writeCsv([CODING_COLUMNS]));
  matrix.write(writeCsv([['questionnaire', 'response_id', 'row', ...codes.map(({ id }) => id)]]));
  setAside.write(writeCsv([['questionnaire', 'response_id', 'row', 'question', 'language', 'characters']]));
  const by = { rule: 0, person: 0, model: 0 };
  const seen = { answers: 0, setAside: 0 };
  let counts = NO_THEMES;

  return {
    tee: async function* (questionnaire, batches) {
      const counter = themeCounter(study, themes, questionnaire);
      const groupsOf = respondentGroups(study, questionnaire);
      const questions = new Map(
        codedQuestions(study, questionnaire).map((question) => [
          question.id,
          {
            codebook: coder.codebook,
            question: coder.forQuestion(questionnaire, question),
          },
        ]),
      );
      const applying = codes.map((code) => questionsOf(code, questionnaire));
      for await (const batch of batches) {
        const coded: CodedAnswer[][] = [];
        for (let row = 0; row < batch.rows; row++) {
          const groups = groupsOf(batch, row);
          const own: CodedAnswer[] = [];
          for (const answer of openAnswersIn(questionnaire, batch, row)) {
            const asked = questions.get(answer.question);
            if (asked !== undefined) own.push(codeAnswer(answer, asked, groups, decide));
          }
          for (const one of own) {
            seen.answers += 1;
            if (one.setAside) seen.setAside += 1;
            note(one);
            coding.watch?.(one, groups);
          }
          coded.push(own);
          const who = [questionnaire.id, batch.id[row] ?? '', String(batch.fileRow[row] ?? 0)];
          matrix.write(matrixLine(who, applying, own));
        }
        counter.add(batch, coded);
        yield batch;
      }
      counts = mergeThemes(counts, counter.counts());
    },
    take: (answers) => {
      const asked = { codebook: coder.codebook, question: interviewCoder(coder) };
      const coded = Array.from(answers, (answer) => codeAnswer(answer, asked, {}, decide));
      coded.forEach(note);
      return coded;
    },
    found: () => ({
      counts,
      codings: by,
      ...seen,
      decisions: coding.decisions?.() ?? null,
      others: coding.others ?? [],
      reliability: coding.reliability?.() ?? null,
    }),
    close: () => {
      codings.close();
      matrix.close();
      setAside.close();
    },
  };

  function note({ answer, codings: own, language, setAside: foreign }: CodedAnswer): void {
    const { questionnaire, responseId, fileRow, question, text } = answer;
    if (!foreign && own.length === 0) return;
    const place = fields([questionnaire, responseId, String(fileRow), question]);
    if (foreign) setAside.write(`${place},${language},${[...text].length}\r\n`);
    for (const each of own) {
      by[each.by.kind] += 1;
      codings.write(`${place},${fields(codingCells(each, text))}\r\n`);
    }
  }

  function matrixLine(
    who: readonly string[],
    applying: readonly ReadonlySet<string>[],
    answers: readonly CodedAnswer[],
  ): string {
    const onBase = answers.filter(({ setAside: foreign }) => !foreign);
    const given = new Set(
      onBase.flatMap(({ codings: own }) => own.flatMap(({ code }) => lines.get(code) ?? [])),
    );
    let line = fields(who);
    for (const [at, { id }] of codes.entries()) {
      const answered = onBase.some(({ answer }) => applying[at]?.has(answer.question) === true);
      line += answered ? (given.has(id) ? ',1' : ',0') : ',';
    }
    return `${line}\r\n`;
  }
}

/** A coding's cells from the column `code` on. */
export function codingCells(each: Coding, text: string): readonly string[] {
  const { start, end } = codePointSpan(text, each.start, each.end);
  // A rule that a person confirmed stays on record.
  const rule = each.by.kind === 'rule' ? each.by : each.by.confirms;
  return [
    each.code,
    String(start),
    String(end),
    text.slice(each.start, each.end),
    each.by.kind,
    rule?.rule ?? '',
    rule?.codebook ?? '',
    each.by.kind === 'rule' ? '' : coderOf(each),
    each.memo,
  ];
}

function fields(texts: readonly string[]): string {
  let line = '';
  for (const [at, text] of texts.entries()) line += at === 0 ? csvField(text) : `,${csvField(text)}`;
  return line;
}

function questionsOf(code: Code, { questions }: Questionnaire): ReadonlySet<string> {
  return new Set(
    questions
      .filter((question: Question) => question.kind === 'text' && appliesTo(code, question))
      .map(({ id }) => id),
  );
}
