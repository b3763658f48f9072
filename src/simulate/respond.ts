import { type Random, randomFor } from '../exact/random.ts';
import type { Scale } from '../study/study.ts';
import { type Answers, emptyAnswers, isAsked } from './answers.ts';
import { type Assumptions, fits, lastFitting } from './assumptions.ts';
import { isEvaluative, saidInOptions } from './evaluative.ts';
import { levelsOf, proportion } from './known-figures.ts';
import type { QuestionnairePlan, QuestionPlan } from './plan.ts';
import { specify } from './specify.ts';
import { tick } from './tick.ts';
import { tooFew } from './too-few.ts';

export interface Respondent {
  readonly answers: Answers;
  /** Answered to the end. */
  readonly completed: boolean;
}

/**
 * As many respondents as are usable, whose answers add up to the plan. Each has one latent contentment, one for
 * each block and one for each question, so that answers of a respondent hang together: exact counts are handed out
 * in the order of their sum. Those who engage least break off first. Everybody has some evaluative answer, or wants
 * to write one: what open answers say is not decided here.
 * Throws an InputError where more answer than are asked.
 */
export function respond(
  plan: QuestionnairePlan,
  text: Assumptions['text'],
  seed: number,
): readonly Respondent[] {
  const { questionnaire, usable, assumptions } = plan;
  const people = Array.from({ length: usable }, (_, index) => index);
  const random = randomFor(seed, `${questionnaire.id}/people`);
  const answers = people.map(emptyAnswers);
  const content = people.map(() => random.bell());
  const byEngagement = random.shuffle(people);
  const rank = new Map(byEngagement.map((person, place) => [person, place]));
  const last = plan.questions.findLast(({ question }) => question.askedIf === null)?.reach ?? usable;
  const fill = text.fill.filter((entry) => (entry.questionnaire ?? questionnaire.id) === questionnaire.id);
  const blockMood = new Map<string, readonly number[]>();

  for (const entry of plan.questions) {
    const { question } = entry;
    const draw = randomFor(seed, `${questionnaire.id}/${question.id}`);
    const asked = byEngagement.filter((person) => isAsked(question, answers[person], plan));
    const present = asked.slice(0, entry.reach ?? asked.length);
    if ((entry.answered ?? 0) > present.length) {
      throw tooFew(questionnaire.id, question.id, present.length, entry.answered ?? 0);
    }
    if (question.kind === 'text') {
      const percent = lastFitting(fill, question.id)?.percent ?? 0;
      for (const person of present) {
        if (draw.chance(percent)) answers[person]?.wants.add(question.id);
      }
      continue;
    }
    const answering = whoAnswers(entry, present, rank, draw);
    const scale = entry.scale;
    if (scale === null) continue;
    if (question.kind === 'multi') {
      const ticks = tick(entry, answering, draw, `${questionnaire.id} ${question.id}`);
      for (const [person, positions] of ticks) answers[person]?.ticked.set(question.id, positions);
      continue;
    }
    const mood =
      blockMood.get(question.section) ??
      moods(randomFor(seed, `${questionnaire.id}/section/${question.section}`), usable);
    blockMood.set(question.section, mood);
    const sign = assumptions.reversed.some((pattern) => fits(pattern, question.id)) ? -1 : 1;
    const score = new Map(
      answering.map((person) => [
        person,
        sign * 3 * (content[person] ?? 0) + 2 * sign * (mood[person] ?? 0) + 2 * draw.bell(),
      ]),
    );
    assign(entry, scale, answering, score, draw, answers);
    const silent = present.filter((person) => !answering.includes(person));
    const unsure = scale.options.findIndex((option) => option.missing === 'dont_know') + 1;
    if (unsure > 0) {
      for (const person of silent) {
        if (draw.chance(75)) answers[person]?.chosen.set(question.id, unsure);
      }
    }
  }
  for (const person of people) ensureUsable(person);
  specify(plan, answers, randomFor(seed, `${questionnaire.id}/other`));
  return people.map((person) => ({
    answers: answers[person] ?? emptyAnswers(),
    completed: (rank.get(person) ?? 0) < last,
  }));

  function ensureUsable(person: number): void {
    const own = answers[person];
    if (own === undefined || saidInOptions(own, plan)) return;
    const open = plan.questions.filter(
      ({ question }) => question.kind === 'text' && isEvaluative(question, plan),
    );
    if (open.some(({ question }) => own.wants.has(question.id))) return;
    // Not all of them the same, or its bank would not last.
    const able = open.filter(({ question }) => question.askedIf === null);
    const any = able[randomFor(seed, `${questionnaire.id}/ensure/${person}`).below(Math.max(1, able.length))];
    if (any !== undefined) own.wants.add(any.question.id);
  }
}

function moods(random: Random, people: number): readonly number[] {
  return Array.from({ length: people }, () => random.bell());
}

/** The most engaged, with some luck; all but a few where no base is known. */
function whoAnswers(
  entry: QuestionPlan,
  present: readonly number[],
  rank: ReadonlyMap<number, number>,
  draw: Random,
): readonly number[] {
  const required = entry.question.consent !== null || entry.question.routing;
  const few = required ? 0 : Math.floor(present.length / 25);
  const wanted = entry.answered ?? present.length - few;
  return present
    .map((person) => ({ person, place: (rank.get(person) ?? 0) + draw.below(present.length + 1) }))
    .sort((a, b) => a.place - b.place || a.person - b.person)
    .slice(0, wanted)
    .map(({ person }) => person);
}

function assign(
  entry: QuestionPlan,
  scale: Scale,
  answering: readonly number[],
  score: ReadonlyMap<number, number>,
  draw: Random,
  answers: readonly Answers[],
): void {
  const levels = levelsOf(scale.options);
  const known = entry.counts.some((count) => count !== null);
  const consent = entry.question.consent;
  const weights = levels.map((level, place) => {
    if (consent !== null) return consent.includes(level.id) ? 1 : 0;
    const weight = entry.weights[scale.options.indexOf(level)] ?? 1;
    return entry.question.kind === 'choice' ? weight : weight * (place + 2);
  });
  const counts = known
    ? levels.map((level) => entry.counts[scale.options.indexOf(level)] ?? 0)
    : proportion(answering.length, weights);
  const ordered = levels.every((level) => level.value !== null);
  const order = levels.map((level, index) => ({ level, count: counts[index] ?? 0 }));
  if (ordered) order.sort((a, b) => (a.level.value ?? 0) - (b.level.value ?? 0));
  const people = ordered
    ? [...answering].sort((a, b) => (score.get(a) ?? 0) - (score.get(b) ?? 0) || a - b)
    : draw.shuffle(answering);
  let next = 0;
  for (const { level, count } of order) {
    for (const person of people.slice(next, next + count)) {
      answers[person]?.chosen.set(entry.question.id, scale.options.indexOf(level) + 1);
    }
    next += count;
  }
}
