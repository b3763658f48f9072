import { appliesTo } from '../../study/codebook.ts';
import type { Question, Study } from '../../study/study.ts';
import { INTERVIEWS } from '../agreement/coding-vocabulary.ts';
import { type CodedBy, type Coding, rowId } from '../coding.ts';
import type { OpenAnswer } from '../open-answers.ts';
import { unitSpan } from '../rules/code-point-span.ts';
import type { Segment } from './layout-sources.ts';
import { matchSources } from './match-sources.ts';
import {
  choosePositionReading,
  type PositionReading,
  pointsBy,
  STANDARD_READING,
} from './position-reading.ts';
import type { QdaCoding, QdaNote, QdaProject, QdaSelection } from './project.ts';
import { resolveCodes } from './resolve-codes.ts';
import { RULES_USER, ruleOfNote, userGuid } from './rules-user.ts';

/** Why a coding of a project has no place in a run. */
export type Misplaced =
  | 'a source that is no answer of the run'
  | 'a stretch that is in no answer'
  | 'positions that are not in the text'
  | 'a whole source of several answers'
  | 'a code that the codebook does not have'
  | 'a code that does not apply to the question';

/** A coding that could not be placed: the source and selection by their numbers in the project, from 1; null: all of the source. */
export interface MisplacedCoding {
  readonly why: Misplaced;
  readonly source: number;
  readonly selection: number | null;
}

/** The codings of a project in the answers of a run. */
export interface PlacedCodings {
  /** In the order of answers, then by start, end, code and coder; nothing twice. */
  readonly codings: readonly Coding[];
  readonly misplaced: readonly MisplacedCoding[];
  /** Answers of the run that the project holds. */
  readonly answers: readonly OpenAnswer[];
  /** Codings that reach over several answers, and are given to each. */
  readonly spread: number;
  /** Codes of the project that the codebook does not have, by their numbers in it from 1, and their names. */
  readonly unknownCodes: readonly { readonly number: number; readonly name: string }[];
  readonly reading: PositionReading;
}

/**
 * Finds the answers and codes of a run in a project of any tool, whichever sources it is made of. Codes are known by their GUID,
 * the id in their description, or their name; former ones are followed through renaming and merging. A coding whose file names no
 * user is `coder`'s. What cannot be placed is listed with its reason.
 */
export function placeCodings(
  project: QdaProject,
  answers: readonly OpenAnswer[],
  study: Study,
  coder: string,
): PlacedCodings {
  const matches = matchSources(project.sources, answers, study);
  const reading = project.origin.startsWith('crs-eval') ? STANDARD_READING : choosePositionReading(project);
  const codes = resolveCodes(project.codes, study);
  const whoOf = usersOf(project, coder);
  const notes = new Map(project.notes.map((note) => [note.guid, note]));
  const applies = applying(study);
  // By answer, each coding once, by its key.
  const found = new Map<string, Map<string, Coding>>();
  const held = new Set<string>();
  const misplaced: MisplacedCoding[] = [];
  let spread = 0;
  const give = (answer: OpenAnswer, coding: Omit<Coding, 'answer'>): void => {
    const { questionnaire, responseId, fileRow, question } = answer;
    const id = rowId(answer);
    const own = found.get(id) ?? new Map<string, Coding>();
    found.set(id, own);
    const given = { answer: { questionnaire, responseId, fileRow, question }, ...coding };
    const key = keyOf(given);
    if (!own.has(key)) own.set(key, given);
  };

  for (const [index, source] of project.sources.entries()) {
    const segments = matches[index] ?? null;
    for (const { answer } of segments ?? []) held.add(rowId(answer));
    const place = source.text === null ? () => null : pointsBy(source.text, reading);
    const miss = (why: Misplaced, selection: number | null): void => {
      misplaced.push({ why, source: index + 1, selection });
    };
    const take = (coding: QdaCoding, selection: QdaSelection | null, number: number | null): void => {
      const code = codes.idOf(coding.code);
      const where = locate(selection, segments ?? [], place);
      if (typeof where === 'string') miss(where, number);
      else if (code === null) miss('a code that the codebook does not have', number);
      else {
        if (where.touched.length > 1) spread += 1;
        const known = [...coding.notes, ...(selection?.notes ?? [])].flatMap((guid) => notes.get(guid) ?? []);
        const by = whoOf(coding.user ?? selection?.user ?? null, known);
        for (const { answer, start: from, end: to } of where.touched) {
          if (applies(code, answer))
            give(answer, {
              code,
              ...unitSpan(answer.text, Math.max(0, where.start - from), Math.min(where.end, to) - from),
              by,
              memo: memoOf(known),
            });
          else miss('a code that does not apply to the question', number);
        }
      }
    };
    for (const coding of source.codings) take(coding, null, null);
    for (const [at, selection] of source.selections.entries())
      for (const coding of selection.codings) take(coding, selection, at + 1);
  }
  const present = answers.filter((answer) => held.has(rowId(answer)));
  return {
    codings: present.flatMap((answer) => [...(found.get(rowId(answer))?.values() ?? [])].sort(byPlace)),
    misplaced,
    answers: present,
    spread,
    unknownCodes: codes.unknown,
    reading,
  };
}

/** Where a coding is: its span in the source, in code points, and the answers that it touches; or why it is nowhere. */
function locate(
  selection: QdaSelection | null,
  segments: readonly Segment[],
  place: (position: number) => number | null,
): Misplaced | { readonly start: number; readonly end: number; readonly touched: readonly Segment[] } {
  if (segments.length === 0) return 'a source that is no answer of the run';
  if (selection === null) {
    const [only, another] = segments;
    if (only === undefined || another !== undefined) return 'a whole source of several answers';
    return { start: only.start, end: only.end, touched: [only] };
  }
  const [start, end] = [place(selection.start), place(selection.end)];
  if (start === null || end === null || start >= end) return 'positions that are not in the text';
  const touched = touchedBy(start, end, segments);
  return touched.length === 0 ? 'a stretch that is in no answer' : { start, end, touched };
}

/** Of segments in the order of the text those that a span touches. */
function touchedBy(start: number, end: number, segments: readonly Segment[]): readonly Segment[] {
  let [low, high] = [0, segments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  let after = low;
  while ((segments[after]?.start ?? Number.POSITIVE_INFINITY) < end) after += 1;
  return segments.slice(low, after);
}

/** Who a coding is by, and which rule is behind it. */
function usersOf(
  project: QdaProject,
  coder: string,
): (user: string | null, notes: readonly QdaNote[]) => CodedBy {
  const names = new Map(project.users.map(({ guid, name }) => [guid, name.trim()]));
  return (written, notes) => {
    const guid = written ?? project.user ?? '';
    const [rule] = notes.flatMap((note) => ruleOfNote(note) ?? []);
    if (guid === userGuid('rule', RULES_USER) || names.get(guid) === RULES_USER)
      return rule ?? { kind: 'rule', rule: '', codebook: '' };
    const name = names.get(guid)?.replace(/\s+/g, ' ') || coder;
    const kind = guid === userGuid('model', name) ? 'model' : 'person';
    return { kind, coder: name, ...(rule === undefined ? {} : { confirms: rule }) };
  };
}

function memoOf(notes: readonly QdaNote[]): string {
  const own = notes.filter((note) => ruleOfNote(note) === null).map(({ text }) => text.trim());
  return [...new Set(own)].filter((text) => text !== '').join('\n\n');
}

/** Whether a code may be given to an answer; every code to what no question asked, as in an interview. */
function applying(study: Study): (code: string, answer: OpenAnswer) => boolean {
  const codes = new Map(study.codebook?.codes.map((code) => [code.id, code]));
  const questions = new Map<string, Question>(
    study.questionnaires.flatMap(({ id, questions: all }) =>
      all.map((question) => [`${id}\n${question.id}`, question] as const),
    ),
  );
  return (id, { questionnaire, question }) => {
    const code = codes.get(id);
    const asked = questions.get(`${questionnaire}\n${question}`);
    if (asked === undefined) return code !== undefined && questionnaire === INTERVIEWS;
    return code !== undefined && appliesTo(code, asked);
  };
}

function keyOf({ code, start, end, by }: Coding): string {
  return JSON.stringify([code, start, end, by]);
}

function byPlace(a: Coding, b: Coding): number {
  return a.start - b.start || a.end - b.end || compare(a.code, b.code) || compare(whose(a), whose(b));
}

function whose({ by }: Coding): string {
  return by.kind === 'rule' ? by.rule : by.coder;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
