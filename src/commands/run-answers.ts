import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { groupBy } from '../exact/group-by.ts';
import { INTERVIEWS } from '../qualitative/agreement/coding-vocabulary.ts';
import { type AnswerRow, type CodedBy, type Coding, rowId } from '../qualitative/coding.ts';
import type { ReviewedAnswer } from '../qualitative/decisions/compose-review.ts';
import type { OpenAnswer } from '../qualitative/open-answers.ts';
import { unitSpan } from '../qualitative/rules/code-point-span.ts';
import { languageOf } from '../qualitative/rules/language.ts';
import { appliesTo } from '../study/codebook.ts';
import { InputError } from '../study/problem.ts';
import type { Study } from '../study/study.ts';
import type { Run } from './load-run.ts';
import { readRecords } from './read-records.ts';

/**
 * A run's open answers to questions that a code applies to, and what is said in interviews, in its order, with the codings it
 * wrote; where it wrote none, or is looked at with another codebook than it was coded with, with what that codebook's rules propose
 * without knowing respondents' groups, besides what people gave of its codes. Answers whose respondents the study names as
 * withdrawn are left out. Throws an InputError where the run has no open answers, or files of another form.
 */
export async function readRunAnswers(run: Run): Promise<readonly ReviewedAnswer[]> {
  const coded = new Set(codedQuestions(run.study));
  const answers = (await readOpenAnswers(run)).filter(
    ({ questionnaire, question }) =>
      questionnaire === INTERVIEWS || coded.has(`${questionnaire}\n${question}`),
  );
  const codings = await readRunCodings(run, answers);
  const byAnswer = groupBy(codings, ({ answer }) => rowId(answer));
  return answers.map((answer) => {
    const own = byAnswer.get(rowId(answer)) ?? [];
    return { answer, codings: own, setAside: isForeign(answer.text) && own.length === 0 };
  });
}

/** In another language than the rules'. */
function isForeign(text: string): boolean {
  const language = languageOf(text);
  return language === 'cy' || language === 'other';
}

/** A run's open answers in its order, those of respondents whom the study names as withdrawn left out; "Other (specify)" texts too. */
export async function readOpenAnswers(run: Run): Promise<readonly OpenAnswer[]> {
  const rows = await readTable(run, 'internal/open-answers.csv');
  const withdrawn = new Set(
    run.study.questionnaires.flatMap(({ id, withdrawn: ids }) => ids.map((each) => `${id}\n${each}`)),
  );
  return rows.flatMap((cell): readonly OpenAnswer[] => {
    const [questionnaire, responseId, question] = [
      cell('questionnaire'),
      cell('response_id'),
      cell('question'),
    ];
    if (withdrawn.has(`${questionnaire}\n${responseId}`)) return [];
    return [
      {
        questionnaire,
        responseId,
        question,
        fileRow: Number(cell('row')),
        wrongQuestionnaire: cell('wrong_questionnaire') === 'yes',
        text: cell('answer'),
      },
    ];
  });
}

async function readRunCodings(run: Run, answers: readonly OpenAnswer[]): Promise<readonly Coding[]> {
  const written = await readCodingsIn(run, 'internal/codings.csv', answers);
  if (written !== null && !hasOtherCodebook(run)) return written;
  const people = (written ?? []).filter(({ by }) => by.kind !== 'rule');
  const placeOf = ({ answer, code, start, end }: Coding) => [rowId(answer), code, start, end].join('\n');
  const given = new Set(people.map(placeOf));
  const proposed = await proposeCodings(run.study, answers);
  return [...people, ...proposed.filter((coding) => !given.has(placeOf(coding)))];
}

/** Other coders' codings that a run was given, of the answers named; none where it was given none. */
export async function readRunOthers(run: Run, answers: readonly OpenAnswer[]): Promise<readonly Coding[]> {
  return (await readCodingsIn(run, 'internal/other-codings.csv', answers)) ?? [];
}

/** Whether the run is looked at with another codebook than it was coded with. */
function hasOtherCodebook({ record, study }: Run): boolean {
  return record.coding?.codebook !== study.codebook?.sha256;
}

async function readCodingsIn(
  run: Run,
  name: string,
  answers: readonly OpenAnswer[],
): Promise<readonly Coding[] | null> {
  if (!existsSync(join(run.folder, name))) return null;
  const texts = new Map(answers.map((answer) => [rowId(answer), answer.text]));
  const rows = await readTable(run, name);
  const codes = new Set(run.study.codebook?.codes.map(({ id }) => id));
  const mayBeUnknown = hasOtherCodebook(run);
  return rows.flatMap((cell): readonly Coding[] => {
    const answer = {
      questionnaire: cell('questionnaire'),
      responseId: cell('response_id'),
      fileRow: Number(cell('row')),
      question: cell('question'),
    };
    const text = texts.get(rowId(answer));
    if (text === undefined || (mayBeUnknown && !codes.has(cell('code')))) return [];
    const span = unitSpan(text, Number(cell('start')), Number(cell('end')));
    return [{ answer, code: cell('code'), ...span, by: byOf(cell), memo: cell('memo') }];
  });
}

function byOf(cell: (name: string) => string): CodedBy {
  const rule = { kind: 'rule', rule: cell('rule'), codebook: cell('codebook') } as const;
  if (cell('by') === 'rule') return rule;
  const kind = cell('by') === 'model' ? 'model' : 'person';
  return { kind, coder: cell('coder'), ...(rule.rule === '' ? {} : { confirms: rule }) };
}

/** What the rules propose, where no respondent's groups are known. */
async function proposeCodings(study: Study, answers: readonly OpenAnswer[]): Promise<readonly Coding[]> {
  const { compileCodebook } = await import('../qualitative/rules/compile-codebook.ts');
  const coder = compileCodebook(study);
  const by = { kind: 'rule', codebook: coder.codebook.sha256 } as const;
  const questions = new Map(
    study.questionnaires.flatMap((questionnaire) =>
      questionnaire.questions.map(
        (question) => [`${questionnaire.id}\n${question.id}`, { questionnaire, question }] as const,
      ),
    ),
  );
  return answers.flatMap((answer): readonly Coding[] => {
    const isSpoken = answer.questionnaire === INTERVIEWS;
    const asked = questions.get(`${answer.questionnaire}\n${answer.question}`);
    if ((asked === undefined && !isSpoken) || isForeign(answer.text)) return [];
    const key: AnswerRow = {
      questionnaire: answer.questionnaire,
      responseId: answer.responseId,
      fileRow: answer.fileRow,
      question: answer.question,
    };
    return coder
      .forQuestion(asked?.questionnaire ?? null, asked?.question ?? null)
      .code(answer.text)
      .map(({ code, rule, start, end }) => ({
        answer: key,
        code,
        start,
        end,
        by: { ...by, rule },
        memo: '',
      }));
  });
}

function codedQuestions(study: Study): readonly string[] {
  const codes = study.codebook?.codes ?? [];
  return study.questionnaires.flatMap(({ id, questions }) =>
    questions
      .filter((question) => question.kind === 'text' && codes.some((code) => appliesTo(code, question)))
      .map((question) => `${id}\n${question.id}`),
  );
}

/** The cell of a row in the column of a name, "" where there is no such column. */
export type CellOf = (name: string) => string;

/** The rows of one of a run's CSV files. Throws an InputError where it cannot be read. */
export async function readTable(run: Run, name: string): Promise<readonly CellOf[]> {
  const read = await readRecords(join(run.folder, name), name, 'a file of the run');
  if ('severity' in read) throw new InputError([read]);
  const [header = [], ...rows] = read[0]?.records ?? [];
  const places = new Map(header.map((column, index) => [column, index]));
  return rows
    .filter((cells) => cells.length === header.length)
    .map(
      (cells): CellOf =>
        (column) =>
          cells[places.get(column) ?? -1] ?? '',
    );
}
