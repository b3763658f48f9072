import { NOT_STATED } from '../../likert/count.ts';
import { type FrequencyTable, usableKey } from '../../likert/frequency.ts';
import { closedQuestions } from '../../likert/scale.ts';
import { scaleOf } from '../../study/lookup.ts';
import type { Question, Study } from '../../study/study.ts';

/** How often something was checked, and how often it did not hold. */
export interface Reconciled {
  readonly checked: number;
  readonly failed: number;
}

/** What should add up in a run's counts, each over all the cells it applies to. */
export interface Reconciliation {
  /** Asked = answered + don't know + other answers that are no rating + blank; cells of pooled answers too. */
  readonly tallies: Reconciled;
  /** The levels of a question with one answer add up to those who answered. */
  readonly levels: Reconciled;
  /** Asked + not asked = the usable respondents of the group. */
  readonly respondents: Reconciled;
  /** The groups of a dimension that do not overlap, with those who stated none, add up to a questionnaire's respondents. */
  readonly groups: Reconciled;
}

/** Adds up every cell of a run's counts anew, each a second way. */
export function reconcileCounts(study: Study, frequency: FrequencyTable): Reconciliation {
  const questions = new Map(
    study.questionnaires.flatMap((questionnaire) =>
      closedQuestions(questionnaire).map(
        (question) => [`${questionnaire.id}|${question.id}`, question] as const,
      ),
    ),
  );
  const tallies = counter();
  const levels = counter();
  const respondents = counter();
  for (const { address, tally } of frequency.cells.values()) {
    tallies.note(tally.asked === tally.answered + tally.dontKnow + tally.otherMissing + tally.blank);
    if (address.question === null) continue;
    respondents.note(
      tally.asked + tally.notAsked === frequency.usable.get(usableKey(address.questionnaire, address.dims)),
    );
    const question = questions.get(`${address.questionnaire}|${address.question}`);
    if (question !== undefined && question.kind !== 'multi')
      levels.note(levelsSum(study, question, tally.counts) === tally.answered);
  }
  return {
    tallies: tallies.found(),
    levels: levels.found(),
    respondents: respondents.found(),
    groups: reconcileGroups(study, frequency),
  };
}

function levelsSum(study: Study, question: Question, counts: readonly number[]): number {
  const options = scaleOf(study, question)?.options ?? [];
  return counts.reduce((sum, count, at) => sum + (options[at]?.missing === null ? count : 0), 0);
}

function reconcileGroups(study: Study, frequency: FrequencyTable): Reconciled {
  const groups = counter();
  for (const { id, questions } of study.questionnaires) {
    const whole = frequency.usable.get(usableKey(id, {}));
    if (whole === undefined) continue;
    for (const dimension of study.dimensions) {
      const asked = questions.find(({ item }) => item === dimension.item);
      const counted = dimension.groups.some((group) =>
        frequency.usable.has(usableKey(id, { [dimension.id]: group.id })),
      );
      if (dimension.from !== 'respondent' || asked === undefined || asked.kind === 'multi' || !counted)
        continue;
      const names = [NOT_STATED, ...dimension.groups.map((group) => group.id)];
      const sum = names.reduce(
        (total, name) => total + (frequency.usable.get(usableKey(id, { [dimension.id]: name })) ?? 0),
        0,
      );
      groups.note(sum === whole);
    }
  }
  return groups.found();
}

function counter(): { readonly note: (holds: boolean) => void; readonly found: () => Reconciled } {
  let checked = 0;
  let failed = 0;
  return {
    note: (holds) => {
      checked += 1;
      if (!holds) failed += 1;
    },
    found: () => ({ checked, failed }),
  };
}
