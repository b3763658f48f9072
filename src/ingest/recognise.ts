import { numberOf } from '../exact/number-of.ts';
import { likeness } from '../study/likeness.ts';
import type { Problem } from '../study/problem.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';
import { nameColumn, shorten } from './column-name.ts';
import { type HeaderReadings, matchHeaders, readHeaders } from './column-readings.ts';
import { type NearQuestion, nearestQuestions } from './nearest-questions.ts';
import { type Placement, placeColumns } from './place-columns.ts';
import type { RawColumn, RawSheet } from './questionpro/raw-sheet.ts';
import type { ClaimedColumns } from './responses.ts';
import { wordingsOf } from './wordings.ts';

/** How much of a questionnaire a file holds. `share` is questions found over all its questions. */
export interface QuestionnaireScore {
  readonly questionnaire: string;
  readonly found: number;
  readonly of: number;
  readonly share: number;
}

/** Which questionnaire a file answers, and which column answers which question. */
export interface Recognition {
  readonly file: string;
  /** Null where none, or more than one, is recognised; `problems` then says so. */
  readonly questionnaire: string | null;
  /** Every questionnaire, the likeliest first. */
  readonly scores: readonly QuestionnaireScore[];
  readonly claimed: readonly ClaimedColumns[];
  /** How many columns were placed by a wording that is in the questionnaire once, by their block's name, by order. */
  readonly placedBy: { readonly wording: number; readonly name: number; readonly order: number };
  /** Questions that no column answers, by id. */
  readonly unanswered: readonly string[];
  /** Survey columns that no question claims. Whether they hold anything is known once rows are read. */
  readonly unclaimed: readonly { readonly column: RawColumn; readonly nearest: readonly NearQuestion[] }[];
  /** Errors, where the file can't be read as it is, and a warning for each question without a column. */
  readonly problems: readonly Problem[];
}

/** A file holding less than this share of a questionnaire's questions is not taken for it unless told, … */
const RECOGNISED = 1 / 3;
/** … or this share of the file's own headed columns answer its questions, and these are at least so many. */
const EXPLAINED = 2 / 3;
const ENOUGH_FOUND = 5;
/** A column worded so much like the consent question may be it. */
const CONSENT_ALIKE = 0.6;
/** Of two questionnaires with equally many columns, the one found whole, or with so much more of it found, is meant. */
const CLEARLY_MORE = 1 / 3;
/** A second recognisable questionnaire, this share of whose questions found stand in columns of their own, is there too. */
const SECOND = 1 / 2;

/**
 * Recognises the questionnaire a file answers by its headers: the one with the most of the file's columns, then with the
 * largest share of its questions found. Never throws: a file that can't be right comes back with errors among its problems.
 * `options.questionnaire` says it outright, and then a small share is no error, but none is.
 */
export function recognise(
  sheet: RawSheet,
  study: Study,
  options: { readonly questionnaire?: string | undefined } = {},
): Recognition {
  const headers = readHeaders(sheet.columns, sheet.headerRows);
  const ranked = study.questionnaires
    .map((questionnaire) => place(sheet.file, headers, questionnaire, study))
    .sort((a, b) => columnsOf(b) - columnsOf(a) || b.score.share - a.score.share);
  const scores = ranked.map(({ score }) => score);
  const told = options.questionnaire;
  const best = told === undefined ? ranked[0] : ranked.find(({ questionnaire }) => questionnaire.id === told);
  const fault = (code: string, expected: string, found: string, advice: string): Recognition =>
    unrecognised(sheet, scores, { code, expected, found, advice });

  if (best === undefined) {
    return fault(
      'unknown-questionnaire',
      `one of ${idsOf(ranked)}`,
      `--questionnaire ${told}`,
      'name one of these',
    );
  }
  if (best.score.found === 0 || (told === undefined && !isRecognised(best, headers))) {
    return fault(
      'no-known-questions',
      told === undefined ? `the columns of one of ${idsOf(ranked)}` : `the columns of ${told}`,
      best.score.found === 0 ? 'none of their questions' : `at most ${described(best.score)}`,
      best.score.found === 0 && told === undefined
        ? 'if it belongs to another study, name its folder with --study; "crs-eval inspect" shows what the file asks'
        : told === undefined
          ? `the likeliest are ${scores.slice(0, 3).map(described).join('; ')}: if it is one of them, say so with --questionnaire`
          : 'check that this is the export of that questionnaire, with its header row',
    );
  }
  const rival = ranked.find((other) => other !== best && standsApart(other, best));
  if (rival !== undefined) {
    return fault(
      'two-questionnaires',
      'the columns of one questionnaire',
      `${described(best.score)} and ${described(rival.score)}, in columns of their own`,
      'export each questionnaire into a file of its own',
    );
  }
  const tied = ranked[1];
  if (told === undefined && tied !== undefined && isTie(best, tied)) {
    return fault(
      'ambiguous-questionnaire',
      'the columns of one questionnaire',
      `equally many of two: ${described(best.score)} and ${described(tied.score)}`,
      'say which one it is with --questionnaire',
    );
  }
  return recognised(sheet, best, scores);
}

interface Placed {
  readonly questionnaire: Questionnaire;
  readonly placement: Placement;
  readonly score: QuestionnaireScore;
}

function place(
  file: string,
  headers: readonly HeaderReadings[],
  questionnaire: Questionnaire,
  study: Study,
): Placed {
  const wordings = wordingsOf(questionnaire, study);
  const placement = placeColumns(file, matchHeaders(headers, wordings), questionnaire, wordings);
  const of = questionnaire.questions.length;
  const { found } = placement;
  return {
    questionnaire,
    placement,
    score: { questionnaire: questionnaire.id, found, of, share: of === 0 ? 0 : found / of },
  };
}

function standsApart(other: Placed, best: Placed): boolean {
  const { claimed, doubtful } = best.placement;
  const taken = new Set([...claimed.flatMap((claim) => [...claim.columns, ...claim.other]), ...doubtful]);
  const theirs = other.placement.claimed;
  const apart = theirs.filter(({ columns }) =>
    columns.every((column) => column === null || !taken.has(column)),
  );
  return other.score.share >= RECOGNISED && apart.length > 0 && apart.length >= SECOND * theirs.length;
}

/** Columns that answer a question of it, also where it could not be told which. */
function columnsOf({ placement: { placed, doubtful } }: Placed): number {
  return placed.length + doubtful.size;
}

/** A shortened questionnaire, such as one exported without its open questions, is known by what the file holds besides. */
function isRecognised(best: Placed, headers: readonly HeaderReadings[]): boolean {
  if (best.score.share >= RECOGNISED) return true;
  const headed = headers.filter(({ column }) => column.header !== '' || column.subheader !== '');
  return best.score.found >= ENOUGH_FOUND && columnsOf(best) >= EXPLAINED * headed.length;
}

function isTie(a: Placed, b: Placed): boolean {
  if (a.score.share === 1 && b.score.share < 1) return false;
  return columnsOf(a) === columnsOf(b) && Math.abs(a.score.share - b.score.share) < CLEARLY_MORE;
}

function recognised(sheet: RawSheet, best: Placed, scores: readonly QuestionnaireScore[]): Recognition {
  const { questionnaire, placement } = best;
  const answered = new Set(placement.claimed.map(({ question }) => question));
  const missing = questionnaire.questions.filter(({ id }) => !answered.has(id));
  const by = (way: string) => placement.placed.filter((entry) => entry.by === way).length;
  return {
    file: sheet.file,
    questionnaire: questionnaire.id,
    scores,
    claimed: placement.claimed,
    placedBy: { wording: by('wording'), name: by('name'), order: by('order') },
    unanswered: missing.map(({ id }) => id),
    unclaimed: placement.unclaimed.map((column) => ({
      column,
      nearest: nearestQuestions(column, questionnaire),
    })),
    problems: [
      ...placement.problems,
      ...missing.map((question) =>
        question.consent === null
          ? unansweredQuestion(sheet.file, question)
          : missingConsent(sheet.file, question, placement.unclaimed),
      ),
    ],
  };
}

function unansweredQuestion(file: string, { id, text }: Question): Problem {
  return {
    severity: 'warning',
    code: 'unanswered-question',
    file,
    row: null,
    column: null,
    expected: `a column for question ${id}, "${shorten(text)}"`,
    found: 'none',
    advice: 'if the export words it differently, add that wording to the question’s aliases in the study',
  };
}

/** Without the column nobody is left out for refusing; so where one may be it, under another wording, the run must stop. */
function missingConsent(file: string, { id, text }: Question, unclaimed: readonly RawColumn[]): Problem {
  const alike = unclaimed.find(({ header, subheader }) =>
    [header, subheader].some((said) => likeness(said, text) >= CONSENT_ALIKE),
  );
  return {
    severity: alike === undefined ? 'warning' : 'error',
    code: alike === undefined ? 'no-consent-column' : 'unclear-consent',
    file,
    row: null,
    column: alike === undefined ? null : nameColumn(alike),
    expected: `a column for the consent question ${id}, "${shorten(text)}"`,
    found:
      alike === undefined ? 'none, so nobody is left out for not consenting' : 'one in words much like it',
    advice:
      alike === undefined
        ? 'export it too, unless only those who consented are in the file'
        : 'if this is it, add the wording to the question’s aliases in the study; if not, remove the column',
  };
}

function unrecognised(
  sheet: RawSheet,
  scores: readonly QuestionnaireScore[],
  fault: Pick<Problem, 'code' | 'expected' | 'found' | 'advice'>,
): Recognition {
  const unclaimed = sheet.columns.filter(({ system }) => system === null);
  return {
    file: sheet.file,
    questionnaire: null,
    scores,
    claimed: [],
    placedBy: { wording: 0, name: 0, order: 0 },
    unanswered: [],
    unclaimed: unclaimed.map((column) => ({ column, nearest: [] })),
    problems: [{ severity: 'error', file: sheet.file, row: null, column: null, ...fault }],
  };
}

function idsOf(placed: readonly Placed[]): string {
  return placed
    .map(({ questionnaire }) => questionnaire.id)
    .sort()
    .join(', ');
}

function described({ questionnaire, found, of }: QuestionnaireScore): string {
  return `${found} of ${numberOf(of, 'question')} of ${questionnaire}`;
}

/** Every unclaimed column that holds something, as a warning with the questions it may be; the empty ones as one note. */
export function unclaimedProblems(
  recognition: Recognition,
  filled: ReadonlyMap<number, number>,
): readonly Problem[] {
  const at = { file: recognition.file, row: null };
  const problems = recognition.unclaimed.flatMap(({ column, nearest }): Problem[] => {
    const count = filled.get(column.index) ?? 0;
    if (count === 0) return [];
    const near = nearest.map(({ question }) => question).join(', ');
    return [
      {
        ...at,
        severity: 'warning',
        code: 'unclaimed-column',
        column: nameColumn(column),
        expected: 'a column that answers a question',
        found: `${count} ${count === 1 ? 'answer' : 'answers'} to none`,
        advice: near === '' ? null : `the nearest: ${near}`,
      },
    ];
  });
  const empty = recognition.unclaimed.filter(({ column }) => (filled.get(column.index) ?? 0) === 0);
  if (empty.length === 0) return problems;
  const names = empty.slice(0, 6).map(({ column }) => column.letter);
  return [
    ...problems,
    {
      ...at,
      severity: 'note',
      code: 'empty-column',
      column: null,
      expected: 'answers in every column',
      found: `${empty.length} without any, which no question claims: ${names.join(', ')}${empty.length > 6 ? ', …' : ''}`,
      advice: 'static text exports as an empty column',
    },
  ];
}
