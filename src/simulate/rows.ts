import { type Random, randomFor } from '../exact/random.ts';
import { type Answers, emptyAnswers, isAsked } from './answers.ts';
import type { QuestionnairePlan } from './plan.ts';
import type { Respondent } from './respond.ts';

/** A row of an export, before it is laid out. */
export interface SimulatedRow {
  readonly id: number;
  readonly status: 'Completed' | 'Started' | 'Terminated';
  /** Days since the first day of answering, and seconds since that midnight. */
  readonly day: number;
  readonly second: number;
  readonly secondsTaken: number;
  readonly externalReference: string;
  readonly answers: Answers;
}

interface Draft {
  readonly id: number | null;
  readonly status: SimulatedRow['status'];
  readonly externalReference: string;
  readonly answers: Answers;
  readonly twice: boolean;
}

/**
 * The rows of one export, by Response ID: the usable respondents, and among them the rows that no table counts —
 * consent refused, only sample questions, only a routing "no", tests, an identical repeat, withdrawn ids, and ids
 * of the study's wrong-questionnaire list — as many of each as the assumptions want. Some usable respondents also
 * answered questions that routing skips for them.
 */
export function arrangeRows(
  plan: QuestionnairePlan,
  respondents: readonly Respondent[],
  seed: number,
): readonly SimulatedRow[] {
  const { assumptions, questionnaire } = plan;
  const draw = randomFor(seed, `${questionnaire.id}/rows`);
  const wanted = assumptions.rows;
  const drafts: Draft[] = respondents.map(({ answers, completed }) => ({
    id: null,
    status: completed ? 'Completed' : 'Started',
    externalReference: '',
    answers,
    twice: false,
  }));
  const repeated = draw.shuffle(drafts.map((_, index) => index)).slice(0, wanted.repeated);
  for (const index of repeated) {
    const draft = drafts[index];
    if (draft !== undefined) drafts[index] = { ...draft, twice: true };
  }
  const skipping = drafts.filter(({ answers }) => skippedQuestions(plan, answers).length > 0);
  for (const { answers } of draw.shuffle(skipping).slice(0, wanted.answeredSkippedBlock)) {
    for (const question of skippedQuestions(plan, answers).slice(0, 2)) answers.chosen.set(question, 2);
  }

  const other = (status: Draft['status'], answers: Answers, id: number | null = null, reference = '') => {
    drafts.push({ id, status, externalReference: reference, answers, twice: false });
  };
  const somebody = (): Answers => {
    const source = respondents[draw.below(Math.max(1, respondents.length))]?.answers ?? emptyAnswers();
    return vary(plan, source, draw);
  };
  for (let row = 0; row < wanted.noConsent; row++) other('Terminated', refuse(plan));
  for (let row = 0; row < wanted.sampleOnly; row++) other('Started', only(plan, somebody(), 'sample'));
  for (let row = 0; row < wanted.routingOnly; row++) other('Started', only(plan, somebody(), 'routing'));
  for (let row = 0; row < wanted.test; row++) other('Completed', somebody(), null, 'test');
  for (const id of questionnaire.withdrawn) other('Completed', somebody(), Number(id));
  for (const id of questionnaire.wrongQuestionnaire) other('Completed', somebody(), Number(id));

  return date(identify(draw.shuffle(drafts), assumptions.firstId, draw), assumptions.days, draw);
}

/** The ids of routed questions that were not put to someone with these answers though the routing question was answered. */
function skippedQuestions(plan: QuestionnairePlan, answers: Answers): readonly string[] {
  return plan.questions
    .filter(
      ({ question, scale }) =>
        question.askedIf !== null &&
        question.kind === 'likert' &&
        (scale?.options.length ?? 0) > 2 &&
        answers.chosen.has(question.askedIf.question) &&
        !isAsked(question, answers, plan),
    )
    .map(({ question }) => question.id);
}

/** Another respondent much like this one: some ratings moved by a level, the same open questions to be answered. */
export function vary(plan: QuestionnairePlan, source: Answers, draw: Random): Answers {
  const answers: Answers = {
    ...emptyAnswers(),
    chosen: new Map(source.chosen),
    ticked: new Map(source.ticked),
    wants: new Set(source.wants),
  };
  for (const { question, scale } of plan.questions) {
    const chosen = source.chosen.get(question.id);
    const movable = question.kind === 'likert' || question.kind === 'rating';
    if (chosen !== undefined && movable && draw.chance(50)) {
      const moved = chosen + (draw.chance(50) ? 1 : -1);
      if (scale?.options[moved - 1]?.missing === null) answers.chosen.set(question.id, moved);
    }
  }
  return answers;
}

/** Consent refused, nothing else answered. */
function refuse(plan: QuestionnairePlan): Answers {
  const answers = emptyAnswers();
  for (const { question, scale } of plan.questions) {
    if (question.consent === null || scale === null) continue;
    const refusal = scale.options.findIndex((option) => !question.consent?.includes(option.id));
    if (refusal >= 0) answers.chosen.set(question.id, refusal + 1);
  }
  return answers;
}

/** The answers to the sample questions alone, or with a "no" to each routing question as well. */
function only(plan: QuestionnairePlan, source: Answers, what: 'sample' | 'routing'): Answers {
  const answers = emptyAnswers();
  const open = new Set(
    plan.questions.map(({ question }) => question.askedIf?.question).filter((id) => id !== undefined),
  );
  for (const { question, scale } of plan.questions) {
    const section = plan.questionnaire.sections.find((candidate) => candidate.id === question.section);
    if (section?.kind === 'sample') {
      const chosen = source.chosen.get(question.id);
      const ticked = source.ticked.get(question.id);
      if (chosen !== undefined) answers.chosen.set(question.id, chosen);
      if (ticked !== undefined) answers.ticked.set(question.id, ticked);
      if (source.wants.has(question.id)) answers.wants.add(question.id);
    } else if (what === 'routing' && question.routing && open.has(question.id)) {
      const asking = plan.questions.flatMap(({ question: later }) =>
        later.askedIf?.question === question.id ? later.askedIf.options : [],
      );
      const no = scale?.options.findIndex((option) => !asking.includes(option.id)) ?? -1;
      if (no >= 0) answers.chosen.set(question.id, no + 1);
    }
  }
  return answers;
}

/** Ids in ascending order, skipping those that drafts bring with them; a row entered twice stands twice. */
function identify(
  drafts: readonly Draft[],
  firstId: number,
  draw: Random,
): (Draft & { readonly id: number })[] {
  const taken = new Set(drafts.map((draft) => draft.id));
  let next = firstId;
  const identified = drafts.map((draft) => {
    if (draft.id !== null) return { ...draft, id: draft.id };
    while (taken.has(next)) next += 1;
    const id = next;
    next += 1 + draw.below(29);
    return { ...draft, id };
  });
  return identified.sort((a, b) => a.id - b.id);
}

function date(
  drafts: readonly (Draft & { readonly id: number })[],
  days: number,
  draw: Random,
): readonly SimulatedRow[] {
  return drafts.flatMap((draft, index) => {
    const day = Math.floor((index * days) / drafts.length);
    // Eight till six, in the order of the ids.
    const within = Math.floor((((index * days) % drafts.length) * 35_000) / drafts.length);
    const hasty = draft.status === 'Completed' && draw.below(60) === 0;
    const long = draft.status === 'Completed' ? 420 + draw.below(2400) : 60 + draw.below(700);
    const row: SimulatedRow = {
      id: draft.id,
      status: draft.status,
      day,
      second: 28_800 + within + draw.below(60),
      secondsTaken: hasty ? 30 + draw.below(15) : long,
      externalReference: draft.externalReference,
      answers: draft.answers,
    };
    return draft.twice ? [row, row] : [row];
  });
}
