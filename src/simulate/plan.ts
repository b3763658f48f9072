import { numberOf } from '../exact/number-of.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import { InputError, type Problem } from '../study/problem.ts';
import type { Question, Questionnaire, Scale, Study } from '../study/study.ts';
import { type Assumptions, lastFitting, type QuestionnaireAssumptions } from './assumptions.ts';
import { fittingBase, knownSets, levelsOf, numeratorFor, shareOut } from './known-figures.ts';
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
          `${numberOf(plan.answered, 'answer')}`,
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
        fault(`figures of ${question.id} that fit ${numberOf(largest, 'answer')}`, JSON.stringify(set));
    }
    return { ...base, answered: largest, counts: shareOut(question, options, known, largest, base.weights) };
  }
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
