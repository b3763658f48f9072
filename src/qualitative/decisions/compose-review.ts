import { appliesTo, type Code } from '../../study/codebook.ts';
import type { Study } from '../../study/study.ts';
import { INTERVIEWS } from '../agreement/coding-vocabulary.ts';
import type { Coding } from '../coding.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { codePointSpan, type Span } from '../rules/code-point-span.ts';
import { readingId } from './decision.ts';
import { inContext } from './in-context.ts';
import { type Dispute, sayVotes } from './list-disputes.ts';
import { textSha256 } from './text-sha256.ts';
import type { Vote } from './votes.ts';

/** An answer to be looked at, with the codes it has so far. */
export interface ReviewedAnswer {
  readonly answer: OpenAnswer;
  readonly codings: readonly Coding[];
  /** In another language than the rules'. */
  readonly setAside: boolean;
}

/** A table for a person to fill in, internal: respondents' ids and words. Every row has a cell a column. */
export interface ReviewTable {
  readonly columns: readonly ReviewColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Runs of rows of one question (half-open, from 0) and the codes that may be chosen there. */
  readonly choices: readonly {
    readonly from: number;
    readonly to: number;
    readonly codes: readonly string[];
  }[];
}

/** Columns to read (`given`), to fill in (`tick` and `code` for a mark and a code, `memo`), and to lead back to the answer (`key`). */
export interface ReviewColumn {
  readonly name: string;
  readonly kind: 'given' | 'tick' | 'code' | 'memo' | 'key';
}

/** How many codes a second coder may give an answer in one row. */
const BLIND_CODES = 6;
/** What a row to add codes in says. */
const TO_ADD = '(a code that is missing, or none)';
/** What stands in place of a code where none applies. */
export const NO_CODE = 'none';

type Cells = Readonly<Record<string, string>>;

const KEYS = ['questionnaire', 'response_id', 'row', 'question', 'text_sha256', 'codebook'] as const;

/**
 * The answers with a row for each code they have so far, then one to add codes in; by question in the order of the study,
 * answers without a code first, those in another language last, else in the order given. Codes stand in the order of the
 * codebook. `said` gives what people have decided already, which then has a column; null leaves it out. Answers that no code applies to are left out.
 */
export function composeReview(
  answers: readonly ReviewedAnswer[],
  study: Study,
  said: ReadonlyMap<string, readonly Vote[]> | null,
): ReviewTable {
  const columns: readonly ReviewColumn[] = [
    ...given('question text', 'answer (internal)', 'code', 'code name', 'in context', 'by'),
    ...(said === null ? [] : given('said so far')),
    { name: 'keep', kind: 'tick' },
    { name: 'remove', kind: 'tick' },
    { name: 'add', kind: 'code' },
    { name: 'words', kind: 'memo' },
    { name: 'memo', kind: 'memo' },
    ...keys('spans'),
  ];
  return tableOf(columns, answers, study, ({ answer, codings }, codes) => {
    const reading = readingOf(answer);
    const own = codes.flatMap((code): readonly Cells[] => {
      const of = codings.filter((coding) => coding.code === code.id);
      const votes = said?.get(saidKey(reading, code.id)) ?? [];
      return of.length + votes.length === 0 ? [] : [codeCells(answer, code, of, votes)];
    });
    return [
      ...own,
      { 'in context': TO_ADD, 'said so far': sayVotes(said?.get(saidKey(reading, NO_CODE)) ?? []) },
    ];
  });
}

/** The answers alone, a row each, with columns for a second coder's codes: proposals would lead. In the order given, by question. */
export function composeBlindReview(answers: readonly ReviewedAnswer[], study: Study): ReviewTable {
  const columns: readonly ReviewColumn[] = [
    ...given('question text', 'answer (internal)'),
    ...Array.from({ length: BLIND_CODES }, (_, at) => ({ name: `code_${at + 1}`, kind: 'code' as const })),
    { name: 'memo', kind: 'memo' },
    ...keys(),
  ];
  const unmarked = answers.map((one) => ({ ...one, codings: [], setAside: false }));
  return tableOf(columns, unmarked, study, () => [{}]);
}

/** What coders differ on, side by side: a row a code of an answer, to keep or remove with a reason. Disputes of texts that have changed are left out. */
export function composeDisputes(
  answers: readonly ReviewedAnswer[],
  study: Study,
  disputes: readonly Dispute[],
): ReviewTable {
  const columns: readonly ReviewColumn[] = [
    ...given('question text', 'answer (internal)', 'code', 'code name', 'in context', 'by', 'said so far'),
    { name: 'keep', kind: 'tick' },
    { name: 'remove', kind: 'tick' },
    { name: 'memo', kind: 'memo' },
    ...keys('spans'),
  ];
  const open = new Map(disputes.map((one) => [saidKey(readingId(one), one.code), one]));
  return tableOf(columns, answers, study, ({ answer, codings }, codes) => {
    const reading = readingOf(answer);
    return codes.flatMap((code): readonly Cells[] => {
      const dispute = open.get(saidKey(reading, code.id));
      if (dispute === undefined) return [];
      const of = codings.filter((coding) => coding.code === code.id);
      return [codeCells(answer, code, of, dispute.votes)];
    });
  });
}

function readingOf(answer: OpenAnswer): string {
  return readingId({ answer, textSha256: textSha256(answer.text) });
}

/** The key of what was said of a code of an answer, by its `readingId`; `NO_CODE` for what was said of the whole answer. */
export function saidKey(reading: string, code: string): string {
  return `${reading}\n${code}`;
}

/** The codebook as rows, a header first: what coders go by. */
export function codebookTable(study: Study): readonly (readonly string[])[] {
  return [
    [
      'code',
      'name',
      'parent',
      'brief definition',
      'full definition',
      'use when',
      'do not use when',
      'examples',
      'questions',
    ],
    ...(study.codebook?.codes ?? []).map(
      ({ id, name, parent, brief, full, use, not, examples, questions }): readonly string[] => [
        id,
        name,
        parent ?? '',
        brief,
        full === brief ? '' : full,
        use,
        not,
        examples.join('\n'),
        questions.join(', '),
      ],
    ),
  ];
}

/** A row on one code of an answer: what it rests on, who gave it, who said what. */
function codeCells(
  { text }: OpenAnswer,
  code: Code,
  codings: readonly Coding[],
  votes: readonly Vote[],
): Cells {
  const spans = codings.map(({ start, end }) => codePointSpan(text, start, end));
  return {
    code: code.id,
    'code name': code.name,
    'in context': inContext(text, codings),
    by: joined(codings.map(sourceOf), ' · '),
    'said so far': sayVotes(votes),
    spans: mergeEqual(spans)
      .map(({ start, end }) => `${start}..${end}`)
      .join(' '),
  };
}

/** In order, each once. */
function mergeEqual(spans: readonly Span[]): readonly Span[] {
  const distinct = new Map(spans.map((span) => [`${span.start} ${span.end}`, span]));
  return [...distinct.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function joined(texts: readonly string[], between: string): string {
  return [...new Set(texts)].sort().join(between);
}

function given(...names: readonly string[]): readonly ReviewColumn[] {
  return names.map((name) => ({ name, kind: 'given' }));
}

function keys(...further: readonly string[]): readonly ReviewColumn[] {
  return [...KEYS, ...further].map((name) => ({ name, kind: 'key' }));
}

function sourceOf({ by }: Coding): string {
  if (by.kind === 'rule') return `rule ${by.rule}`;
  const confirms = by.confirms === undefined ? '' : ` (confirms rule ${by.confirms.rule})`;
  return `${by.kind === 'model' ? 'model ' : ''}${by.coder}${confirms}`;
}

function tableOf(
  columns: readonly ReviewColumn[],
  answers: readonly ReviewedAnswer[],
  study: Study,
  rowsOf: (answer: ReviewedAnswer, codes: readonly Code[]) => readonly Cells[],
): ReviewTable {
  const rows: (readonly string[])[] = [];
  const choices: { from: number; to: number; codes: readonly string[] }[] = [];
  for (const { text, codes, own } of askedOf(answers, study)) {
    const from = rows.length;
    for (const one of [...own].sort((a, b) => turnOf(a) - turnOf(b))) {
      const keyed = keyCells(one, text, study);
      for (const cells of rowsOf(one, codes))
        rows.push(columns.map(({ name }) => cells[name] ?? keyed[name] ?? ''));
    }
    if (rows.length > from) choices.push({ from, to: rows.length, codes: codes.map(({ id }) => id) });
  }
  return { columns, rows, choices };
}

function keyCells({ answer }: ReviewedAnswer, asked: string, study: Study): Cells {
  return {
    'question text': asked,
    'answer (internal)': answer.text,
    questionnaire: answer.questionnaire,
    response_id: answer.responseId,
    row: String(answer.fileRow),
    question: answer.question,
    text_sha256: textSha256(answer.text),
    codebook: study.codebook?.sha256 ?? '',
  };
}

/** Answers by question in the study's order, with the codes that apply; last what is said in interviews, to which all do. */
function askedOf(
  answers: readonly ReviewedAnswer[],
  study: Study,
): readonly {
  readonly text: string;
  readonly codes: readonly Code[];
  readonly own: readonly ReviewedAnswer[];
}[] {
  const codes = study.codebook?.codes ?? [];
  const byQuestion = new Map<string, ReviewedAnswer[]>();
  for (const one of answers) {
    const id = `${one.answer.questionnaire}\n${one.answer.question}`;
    const known = byQuestion.get(id);
    if (known === undefined) byQuestion.set(id, [one]);
    else known.push(one);
  }
  const asked = study.questionnaires.flatMap(({ id, questions }) =>
    questions
      .filter(({ kind }) => kind === 'text')
      .map((question) => ({
        text: question.text,
        codes: codes.filter((code) => appliesTo(code, question)),
        own: byQuestion.get(`${id}\n${question.id}`) ?? [],
      })),
  );
  const isStudys = study.questionnaires.some(({ id }) => id === INTERVIEWS);
  const spoken = answers.filter(({ answer }) => answer.questionnaire === INTERVIEWS && !isStudys);
  return [...asked, { text: 'Said in an interview', codes, own: spoken }].filter(
    (each) => each.codes.length > 0 && each.own.length > 0,
  );
}

function turnOf({ codings, setAside }: ReviewedAnswer): number {
  if (setAside) return 2;
  return codings.length === 0 ? 0 : 1;
}
