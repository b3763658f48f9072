import { parsePrinted } from '../audit/printed-interval.ts';
import { ratio, roundToUnits } from '../exact/ratio.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Option, Question, Questionnaire, Scale, Study } from '../study/study.ts';
import { type Assumptions, lastFitting, type QuestionnaireAssumptions } from './assumptions.ts';
import { type Cell, type PickedCounts, pickCounts } from './pick-counts.ts';

/** What the answers to one question must add up to. */
export interface QuestionPlan {
  readonly question: Question;
  /** Null for open text. */
  readonly scale: Scale | null;
  /** How many of those asked still answer at this point; null: all. */
  readonly reach: number | null;
  /** How many give a level (of a multi: tick anything); null where nothing says. */
  readonly answered: number | null;
  /** How many choose each option, in the scale's order; null for an option that nothing says anything about. */
  readonly counts: readonly (number | null)[];
  /** For the rest: how often each option is chosen, as weights (of a multi: percent of those who answer); equal where nothing says. */
  readonly weights: readonly number[];
}

export interface QuestionnairePlan {
  readonly questionnaire: Questionnaire;
  readonly assumptions: QuestionnaireAssumptions;
  /** Usable respondents. */
  readonly usable: number;
  readonly questions: readonly QuestionPlan[];
}

export interface SimulationPlan {
  readonly questionnaires: readonly QuestionnairePlan[];
  /** The counts chosen for each published Likert cell. */
  readonly picked: readonly PickedCounts[];
}

/** What is known of a set of options before all of it is put together. */
interface Known {
  readonly levels: readonly string[];
  readonly count: number | null;
  readonly percent: string | null;
}

/**
 * What each question's answers must add up to so that every published figure comes out, for the questionnaires that
 * the assumptions list. Throws an InputError with every fault: a questionnaire or option that the study lacks, a
 * base that is not stated anywhere, figures for which no counts are left, more answers than respondents.
 */
export function planSimulation(
  study: Study,
  located: readonly PublishedLocation[],
  assumptions: Assumptions,
): SimulationPlan {
  const problems: Problem[] = [];
  const fault = (expected: string, found: string, advice: string | null = null) => {
    problems.push({
      severity: 'error',
      code: 'simulation-plan',
      file: 'assumptions',
      row: null,
      column: null,
      expected,
      found,
      advice,
    });
  };
  const wanted = assumptions.questionnaires.flatMap((own) => {
    const questionnaire = study.questionnaires.find((candidate) => candidate.id === own.id);
    if (questionnaire === undefined) fault('a questionnaire of the study', own.id);
    return questionnaire === undefined ? [] : [{ questionnaire, own, usable: 0 }];
  });
  const sized = wanted.map((entry) => {
    const total = totalOf(study, located, entry.questionnaire) ?? entry.own.respondents ?? null;
    if (total === null)
      fault(`the usable respondents of ${entry.own.id}`, 'no published total', 'give "respondents"');
    return { ...entry, usable: total ?? 0 };
  });

  const cells = sized.flatMap(({ questionnaire, own, usable }) =>
    likertCells(study, located, questionnaire, own, usable),
  );
  const picks = pickCounts(cells.map(({ cell }) => cell));
  const picked = new Map<string, PickedCounts>();
  cells.forEach(({ cell, key }, index) => {
    const pick = picks[index];
    if (pick === null || pick === undefined)
      fault(`counts with the percentage and mean of ${cell.id}`, 'none');
    else picked.set(key, pick);
  });

  const questionnaires = sized.map(({ questionnaire, own, usable }) => ({
    questionnaire,
    assumptions: own,
    usable,
    questions: questionnaire.questions.map((question) => {
      const scale = question.scale === null ? null : (study.scales[question.scale] ?? null);
      const plan = planQuestion(questionnaire, question, scale, usable);
      if (plan.reach !== null && plan.answered !== null && plan.answered > plan.reach) {
        fault(
          `at most ${plan.reach} to reach ${questionnaire.id} ${question.id}`,
          `${plan.answered} answers`,
        );
      }
      return plan;
    }),
  }));
  if (problems.length > 0) throw new InputError(problems);
  return { questionnaires, picked: [...picked.values()] };

  function planQuestion(
    questionnaire: Questionnaire,
    question: Question,
    scale: Scale | null,
    usable: number,
  ): QuestionPlan {
    const own = assumptions.questionnaires.find((entry) => entry.id === questionnaire.id);
    const options = scale?.options ?? [];
    const given = own === undefined ? undefined : lastFitting(own.weights, question.id)?.options;
    for (const id of Object.keys(given ?? {})) {
      if (!options.some((option) => option.id === id)) fault(`an option of ${question.id}`, id);
    }
    const reach = reachOf(own, question.id);
    // Of a question with several answers weights are percent; half as many ticks again as people.
    const evenWeight = question.kind === 'multi' ? Math.ceil(150 / options.length) : 1;
    const base = {
      question,
      scale,
      reach,
      weights: options.map((option) => given?.[option.id] ?? (given === undefined ? evenWeight : 0)),
    };
    const pick = picked.get(`${questionnaire.id} ${question.id}`);
    if (pick !== undefined) {
      const levels = levelsOf(options);
      const counts = options.map((option) => {
        const at = levels.indexOf(option);
        return at < 0 ? null : (pick.counts[at] ?? 0);
      });
      return { ...base, answered: pick.n, counts };
    }
    const known = scale === null ? [] : knownSets(located, questionnaire.id, question.id, scale);
    const stated = own === undefined ? undefined : lastFitting(own.answered, question.id)?.base;
    if (known.length === 0) return { ...base, answered: stated ?? null, counts: options.map(() => null) };
    const largest = stated ?? fittingBase(known, reach ?? usable);
    if (largest === null) {
      fault(`a base up to ${reach ?? usable} for ${questionnaire.id} ${question.id}`, 'none that fits');
      return { ...base, answered: null, counts: options.map(() => null) };
    }
    for (const set of known) {
      if (numeratorFor(set, largest) === null)
        fault(`figures of ${question.id} that fit ${largest} answers`, JSON.stringify(set));
    }
    return { ...base, answered: largest, counts: shareOut(question, options, known, largest, base.weights) };
  }
}

/** The levels of a scale: its options but the named missing answers. */
export function levelsOf(options: readonly Option[]): readonly Option[] {
  return options.filter((option) => option.missing === null);
}

function reachOf(own: QuestionnaireAssumptions | undefined, question: string): number | null {
  return own === undefined ? null : (lastFitting(own.reach, question)?.respondents ?? null);
}

/** A published number of respondents of just this questionnaire. */
function totalOf(
  study: Study,
  located: readonly PublishedLocation[],
  questionnaire: Questionnaire,
): number | null {
  const dimensions = study.dimensions.filter((dimension) => dimension.from === 'questionnaire');
  const total = located.find(
    ({ published, selection }) =>
      published.kind === 'count' &&
      selection.item === null &&
      dimensions.every(({ id }) => {
        const groups = selection.where[id];
        return groups?.length === 1 && groups[0] === questionnaire.facets[id];
      }) &&
      Object.keys(selection.where).length === dimensions.length,
  );
  return total?.published.kind === 'count' ? Number(total.published.count) : null;
}

function likertCells(
  study: Study,
  located: readonly PublishedLocation[],
  questionnaire: Questionnaire,
  own: QuestionnaireAssumptions,
  usable: number,
): readonly { readonly key: string; readonly cell: Cell }[] {
  return located.flatMap(({ id, published, questions }) => {
    const [place] = questions;
    if (published.kind !== 'likert' || questions.length !== 1) return [];
    if (place === undefined || place.questionnaire !== questionnaire.id) return [];
    const question = questionnaire.questions.find((candidate) => candidate.id === place.question);
    const scale = question?.scale === null ? undefined : study.scales[question?.scale ?? ''];
    const levels = levelsOf(scale?.options ?? []);
    const headerN = Number(published.headerN ?? usable);
    const agree = levels.filter((level) => level.lean === 1).map((level) => level.value ?? 0);
    const cell: Cell = {
      id,
      block: [questionnaire.id, published.group, published.headerN ?? ''].join(' '),
      figures: {
        scale: levels.map((level) => level.value ?? 0),
        agree: published.percent === null ? null : agree,
        percent: published.percent,
        mean: published.mean,
        sd: published.sd,
        rounding: 'half-away',
        deviation: 'sample',
      },
      headerN,
      largest: Math.min(usable, reachOf(own, place.question) ?? headerN),
    };
    return [{ key: `${questionnaire.id} ${place.question}`, cell }];
  });
}

/** What counts and quoted percentages say of one question, each set of options once. */
function knownSets(
  located: readonly PublishedLocation[],
  questionnaire: string,
  question: string,
  scale: Scale,
): readonly Known[] {
  const { options } = scale;
  const found = new Map<string, Known>();
  for (const { published, questions, selection } of located) {
    const [place] = questions;
    if (published.kind === 'likert' || questions.length !== 1 || place === undefined) continue;
    if (place.questionnaire !== questionnaire || place.question !== question) continue;
    const named = selection.levels ?? 'agree';
    const levels = typeof named === 'string' ? scale.sets[named] : named;
    if (levels === undefined) continue;
    const key = levels.join('+');
    // A table's count comes before a rounded percentage of the running text, and before one that contradicts it.
    if (found.get(key)?.count !== undefined && found.get(key)?.count !== null) continue;
    if (published.kind === 'text' && contradicts(found, levels, options)) continue;
    found.set(key, {
      levels,
      count: published.kind === 'count' ? Number(published.count) : null,
      percent: published.percent,
    });
  }
  return [...found.values()];
}

/** Whether the rest of the options is known already: then a further percentage is theirs to give, right or wrong. */
function contradicts(
  found: ReadonlyMap<string, Known>,
  levels: readonly string[],
  options: readonly Option[],
): boolean {
  const rest = levelsOf(options)
    .map((option) => option.id)
    .filter((id) => !levels.includes(id));
  return found.has(rest.join('+'));
}

/** The largest base up to `most` for which every set has a numerator. */
function fittingBase(known: readonly Known[], most: number): number | null {
  for (let base = most; base > 0; base--) {
    if (known.every((set) => numeratorFor(set, base) !== null)) return base;
  }
  return null;
}

/** How many of `base` chose the set: the published count if its percentage fits, else the middle of those that fit. */
function numeratorFor(set: Known, base: number): number | null {
  const fits = (count: number): boolean => {
    if (set.percent === null) return count <= base;
    const printed = parsePrinted(set.percent);
    return (
      count <= base && base > 0 && roundToUnits(ratio(100 * count, base), printed.decimals) === printed.units
    );
  };
  if (set.count !== null) return fits(set.count) ? set.count : null;
  const all = Array.from({ length: base + 1 }, (_, count) => count).filter(fits);
  return all[Math.floor(all.length / 2)] ?? null;
}

/** Counts for each option of the known sets; within a set of several, and for what is left, by weight. */
function shareOut(
  question: Question,
  options: readonly Option[],
  known: readonly Known[],
  base: number,
  weights: readonly number[],
): readonly (number | null)[] {
  const counts: (number | null)[] = options.map(() => null);
  const members = (ids: readonly string[]) =>
    options.flatMap((option, index) => (ids.includes(option.id) ? [index] : []));
  for (const set of known) {
    const inside = members(set.levels);
    const parts = proportion(
      numeratorFor(set, base) ?? 0,
      inside.map((index) => weights[index] ?? 0),
    );
    inside.forEach((index, at) => {
      counts[index] = parts[at] ?? 0;
    });
  }
  if (question.kind === 'multi') return counts;
  const rest = options.flatMap((option, index) =>
    option.missing === null && counts[index] === null ? [index] : [],
  );
  const left = base - counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const parts = proportion(
    left,
    rest.map((index) => weights[index] ?? 0),
  );
  rest.forEach((index, at) => {
    counts[index] = parts[at] ?? 0;
  });
  return counts;
}

/** `total` shared out by weight in whole numbers, the largest remainders rounded up (the first of equals). */
export function proportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const fair = sum === 0 ? weights.map(() => 1) : weights;
  const whole = fair.reduce((a, b) => a + b, 0);
  const parts = fair.map((weight) => Math.floor((total * weight) / whole));
  const order = fair
    .map((weight, index) => ({ index, rest: (total * weight) % whole }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const short = total - parts.reduce((a, b) => a + b, 0);
  for (const { index } of order.slice(0, short)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
