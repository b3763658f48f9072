import { cellKey, type FrequencyTable, usableKey } from '../likert/frequency.ts';
import type { PublishedLocation } from '../study/locate-published.ts';
import type { Question, Questionnaire, Study } from '../study/study.ts';

/**
 * The most people known to have answered any question of the block that a published figure comes from: the bound of
 * a search for its base. A block is what is asked together: the same section, groups and routing condition; routing
 * questions themselves are put to everyone and do not count. Where respondents are counted, those usable; pooled
 * questions add up. 0 where the run counted nothing of it.
 */
export function blockBase(study: Study, frequencies: FrequencyTable, location: PublishedLocation): number {
  if (location.questions.length === 0) return usable(study, frequencies, location.selection.where);
  let total = 0;
  for (const address of location.questions) {
    const questionnaire = study.questionnaires.find(({ id }) => id === address.questionnaire);
    const question = questionnaire?.questions.find(({ id }) => id === address.question);
    if (questionnaire === undefined || question === undefined) continue;
    const bases = questionnaire.questions
      .filter((other) => other.id === question.id || sameBlock(question, other))
      .map((other) => answered(frequencies, questionnaire, other));
    total += Math.max(0, ...bases);
  }
  return total;
}

/** How many answered the questions a figure counts, whatever their region; null where the run has no such counts. */
export function answeredBase(frequencies: FrequencyTable, location: PublishedLocation): number | null {
  const bases = location.questions.map(({ questionnaire, question }) =>
    wholeOf(frequencies, questionnaire, question),
  );
  const known = bases.filter((base) => base !== null);
  return known.length === 0 ? null : known.reduce((sum, base) => sum + base, 0);
}

function sameBlock(question: Question, other: Question): boolean {
  return (
    !other.routing &&
    other.kind !== 'text' &&
    other.section === question.section &&
    key(other.facets) === key(question.facets) &&
    JSON.stringify(other.askedIf) === JSON.stringify(question.askedIf)
  );
}

function answered(frequencies: FrequencyTable, questionnaire: Questionnaire, question: Question): number {
  return wholeOf(frequencies, questionnaire.id, question.id) ?? 0;
}

function wholeOf(frequencies: FrequencyTable, questionnaire: string, question: string): number | null {
  // The item does not enter the key of a question's own cell.
  const cell = frequencies.cells.get(cellKey({ questionnaire, question, item: '', dims: {} }));
  return cell?.tally.answered ?? null;
}

function usable(
  study: Study,
  frequencies: FrequencyTable,
  where: Readonly<Record<string, readonly string[]>>,
): number {
  return study.questionnaires
    .filter(({ facets }) =>
      Object.entries(facets).every(
        ([dimension, group]) => where[dimension] === undefined || where[dimension].includes(group),
      ),
    )
    .reduce((sum, { id }) => sum + (frequencies.usable.get(usableKey(id, {})) ?? 0), 0);
}

function key(facets: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(facets).sort());
}
