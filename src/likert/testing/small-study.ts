import { BLANK, NOT_ASKED, OFF_BASE, type ResponseBatch } from '../../study/responses.ts';
import type { Option, Question, QuestionKind, Questionnaire, Scale, Study } from '../../study/study.ts';

/** A study small enough to count by hand: two questionnaires, two pathways, overlapping and single groups. */
export function smallStudy(changes: Partial<Study> = {}): Study {
  return {
    id: 'small',
    title: 'Small study',
    source: { title: 'Small study', publisher: 'Test', licence: 'OGL', credit: 'Test' },
    scales: {
      agreement: AGREEMENT,
      'yes-no': YES_NO,
      value: VALUE,
      area: AREA,
      job: JOB,
      reversed: REVERSED,
    },
    dimensions: [
      dimension('respondents', 'questionnaire', null, ['staff', 'provider']),
      dimension('pathway', 'question', null, ['A', 'B']),
      dimension('area', 'respondent', 'area', AREAS),
      dimension('job', 'respondent', 'job', JOBS),
    ],
    questionnaires: [STAFF, PROVIDER],
    items: {
      clear: 'Referral is clear',
      good: 'Support is good',
      value: 'Value',
      together: 'We work together',
    },
    tables: [],
    figures: [],
    quoted: [],
    outOfReach: [],
    breakdowns: [['area'], ['job']],
    codebook: null,
    themes: { breakdowns: [], by: [] },
    quotes: { labels: {}, attributes: [], workplaces: [] },
    redactions: [],
    rules: { suppressBelow: 10, speederShare: 0.3 },
    assumptions: [],
    limitations: [],
    sha256: '0'.repeat(64),
    ...changes,
  };
}

/** A batch from rows of answers: by question id an option position, a state, or for a multi the ticked positions. */
export function batchOf(
  study: Study,
  questionnaire: Questionnaire,
  rows: readonly Readonly<Record<string, number | readonly number[]>>[],
): ResponseBatch {
  const closed = new Map<string, Int16Array>();
  const ticked = new Map<string, Uint8Array[]>();
  for (const question of questionnaire.questions) {
    if (question.scale === null) continue;
    const answers = rows.map((row) => row[question.id] ?? BLANK);
    closed.set(
      question.id,
      Int16Array.from(answers, (answer) => (typeof answer === 'number' ? answer : Number(answer.length > 0))),
    );
    if (question.kind === 'multi')
      ticked.set(
        question.id,
        (study.scales[question.scale]?.options ?? []).map((_, option) =>
          Uint8Array.from(answers, (answer) =>
            Number(typeof answer !== 'number' && answer.includes(option + 1)),
          ),
        ),
      );
  }
  const texts = rows.map((_, row) => `r${row + 1}`);
  return {
    questionnaire: questionnaire.id,
    rows: rows.length,
    fileRow: Int32Array.from(rows.keys(), (row) => row + 2),
    id: texts,
    sequence: texts,
    status: rows.map(() => 'Completed'),
    externalReference: rows.map(() => ''),
    seconds: new Float64Array(rows.length).fill(Number.NaN),
    closed,
    ticked,
    text: new Map(),
  };
}

export { BLANK, NOT_ASKED, OFF_BASE };

const AREAS = ['north', 'south', 'east', 'west'];
const JOBS = ['officer', 'manager'];

/** Seven points of agreement and "don't know". */
const AGREEMENT: Scale = {
  id: 'agreement',
  kind: 'ordered',
  labels: 'published',
  options: [
    ...[1, 2, 3].map((value) => option(`d${value}`, value, -1)),
    option('n4', 4, 0),
    ...[5, 6, 7].map((value) => option(`a${value}`, value, 1)),
    { ...option('dk', null, null), label: 'Don’t know', missing: 'dont_know' },
  ],
  sets: { extremes: ['d1', 'a7'] },
};

const YES_NO: Scale = {
  id: 'yes-no',
  kind: 'nominal',
  labels: 'published',
  options: [option('yes', null, 1), option('no', null, -1)],
  sets: {},
};

const VALUE: Scale = {
  id: 'value',
  kind: 'ordered',
  labels: 'published',
  options: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => option(`v${value}`, value, null)),
  sets: {},
};

/** Five points, the best first, more agreeing than disagreeing levels, and an option named like the set `agree`. */
export const REVERSED: Scale = {
  id: 'reversed',
  kind: 'ordered',
  labels: 'published',
  options: [
    option('fully', 5, 1),
    option('agree', 4, 1),
    option('partly', 3, 1),
    option('neither', 2, 0),
    option('disagree', 1, -1),
    { ...option('na', null, null), missing: 'not_applicable' },
  ],
  sets: { agree: ['fully', 'agree', 'partly'], top: ['fully'] },
};

const AREA: Scale = {
  id: 'area',
  kind: 'nominal',
  labels: 'published',
  options: AREAS.map((id) => option(id, null, null)),
  sets: {},
};

const JOB: Scale = {
  id: 'job',
  kind: 'nominal',
  labels: 'published',
  options: [
    ...JOBS.map((id) => option(id, null, null)),
    { ...option('rather-not', null, null), missing: 'prefer_not_to_say' },
  ],
  sets: {},
};

const STAFF: Questionnaire = {
  id: 'staff-1',
  title: 'Staff questionnaire',
  facets: { respondents: 'staff' },
  period: 'spring 2024',
  sections: [
    { id: 'sample', title: 'About you', kind: 'sample' },
    { id: 'main', title: 'Services', kind: 'evaluation' },
  ],
  questions: [
    question('area', 'choice', 'area'),
    question('job', 'choice', 'job'),
    { ...question('refers', 'choice', 'yes-no'), id: 'a.refers', facets: { pathway: 'A' }, routing: true },
    { ...question('clear', 'likert', 'agreement'), id: 'a.clear', facets: { pathway: 'A' } },
    { ...question('value', 'rating', 'value'), id: 'a.value', facets: { pathway: 'A' } },
    { ...question('clear', 'likert', 'agreement'), id: 'b.clear', facets: { pathway: 'B' } },
    { ...question('good', 'likert', 'agreement'), id: 'b.good', facets: { pathway: 'B' } },
    { ...question('together', 'likert', 'agreement'), id: 'together' },
    { ...question('comments', 'text', null), id: 'comments' },
  ],
  withdrawn: [],
  wrongQuestionnaire: [],
};

const PROVIDER: Questionnaire = {
  ...STAFF,
  id: 'provider-1',
  title: 'Provider questionnaire',
  facets: { respondents: 'provider' },
  period: null,
  questions: [
    question('area', 'multi', 'area'),
    question('together', 'likert', 'agreement'),
    question('trained', 'likert', 'reversed'),
  ],
};

function option(id: string, value: number | null, lean: Option['lean']): Option {
  return { id, label: id, aliases: [], value, lean, missing: null };
}

function question(item: string, kind: QuestionKind, scale: string | null): Question {
  return {
    id: item,
    text: item,
    aliases: [],
    wording: 'published',
    kind,
    scale,
    section: 'main',
    stem: null,
    askedIf: null,
    item,
    facets: {},
    routing: false,
    other: false,
    consent: null,
  };
}

function dimension(
  id: string,
  from: 'question' | 'questionnaire' | 'respondent',
  item: string | null,
  groups: string[],
) {
  return {
    id,
    label: id,
    from,
    item,
    groups: groups.map((group) => ({ id: group, label: group, short: group })),
  };
}
