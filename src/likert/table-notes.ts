import { numberOf } from '../exact/number-of.ts';
import type { Questionnaire, Study, TableDefinition } from '../study/study.ts';
import { NOT_STATED } from './count.ts';
import type { Evidence } from './evidence.ts';
import { type FrequencyTable, usableKey } from './frequency.ts';
import type { PlannedCell } from './plan-cells.ts';
import { questionsAt } from './question-index.ts';

/**
 * What a reader must know besides the definition's own notes: that answers are pooled, that groups overlap, that some
 * did not say which group they are in. Only what holds for this table's cells and counts.
 */
export function tableNotes(
  study: Study,
  frequency: FrequencyTable,
  definition: TableDefinition,
  planned: readonly (readonly PlannedCell[])[],
): string[] {
  const cells = planned.flat();
  const evidence = cells.flatMap((cell) => (cell.evidence === null ? [] : [cell.evidence]));
  return [
    ...definition.notes,
    ...notInRunNotes(study, frequency, evidence),
    ...pooledNotes(study, evidence),
    ...overlapNotes(study, cells),
    ...notStatedNotes(study, frequency, cells),
  ];
}

function notInRunNotes(study: Study, frequency: FrequencyTable, evidence: readonly Evidence[]): string[] {
  const asked = new Set(evidence.flatMap((one) => questionnairesOf(study, one)));
  const missing = [...asked].filter(({ id }) => !frequency.usable.has(usableKey(id, {})));
  return missing.map(({ title }) => `${title}: no export of it is in this run.`);
}

function pooledNotes(study: Study, evidence: readonly Evidence[]): string[] {
  const pooled = evidence.filter((one) => one.pooled);
  const [first] = pooled;
  if (first === undefined) return [];
  const over = study.dimensions
    .filter(({ id, from }) => from === 'question' && first.groups[id]?.includes('+'))
    .map(({ label }) => inSentence(label));
  const kind = over.length === 0 ? 'several questions' : over.join(' and ');
  const whole = new Map(pooled.filter(({ suffix }) => suffix === '').map((one) => [one.name, one]));
  const counts = [...whole.values()].flatMap(({ item, tally, respondents }) =>
    respondents === null
      ? []
      : [
          `${study.items[item] ?? item}: ${numberOf(tally.answered, 'answer')} by ${numberOf(respondents, 'respondent')}`,
        ],
  );
  return [
    `Answers are pooled over ${kind}: a respondent counts once for each question answered.`,
    ...(counts.length === 0 ? [] : [`${counts.join('; ')}.`]),
  ];
}

function overlapNotes(study: Study, cells: readonly PlannedCell[]): string[] {
  const overlapping = study.dimensions.filter(
    ({ id, from, item }) =>
      from === 'respondent' &&
      cells.some(
        ({ evidence }) =>
          evidence !== null &&
          (evidence.groups[id] !== undefined || evidence.item === item) &&
          questionnairesOf(study, evidence).some((questionnaire) => isMulti(questionnaire, item)),
      ),
  );
  return overlapping.map(
    ({ label }) =>
      `${label}: a respondent can be in several groups and counts in each, so the groups do not add up to the total.`,
  );
}

function notStatedNotes(study: Study, frequency: FrequencyTable, cells: readonly PlannedCell[]): string[] {
  const notes = new Set<string>();
  for (const { evidence } of cells) {
    if (evidence === null) continue;
    for (const { id, from, item, label } of study.dimensions) {
      if (from !== 'respondent' || (evidence.item !== item && evidence.groups[id] === undefined)) continue;
      for (const questionnaire of questionnairesOf(study, evidence)) {
        const none = frequency.usable.get(usableKey(questionnaire.id, { [id]: NOT_STATED })) ?? 0;
        const all = frequency.usable.get(usableKey(questionnaire.id, {})) ?? 0;
        if (none > 0)
          notes.add(
            `${questionnaire.title}: ${none} of ${all} respondents did not state: ${inSentence(label)}.`,
          );
      }
    }
  }
  return [...notes];
}

function questionnairesOf(study: Study, evidence: Evidence): Questionnaire[] {
  const [only, another] = evidence.addresses;
  // As nearly all cells are: one address is of one questionnaire.
  if (only !== undefined && another === undefined)
    return questionsAt(study, only)
      .slice(0, 1)
      .map(({ questionnaire }) => questionnaire);
  return [
    ...new Set(
      evidence.addresses.flatMap((address) =>
        questionsAt(study, address).map(({ questionnaire }) => questionnaire),
      ),
    ),
  ];
}

function isMulti(questionnaire: Questionnaire, item: string | null): boolean {
  return questionnaire.questions.some((question) => question.item === item && question.kind === 'multi');
}

/** A label as it stands inside a sentence: "region", but "CRS pathway". */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
}
