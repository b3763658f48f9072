import type { Dimension, Question, Questionnaire, Scale, Selection, Study } from './study.ts';

/** The name of the levels with lean +1, unless a scale has a set of that name. */
export const AGREE = 'agree';

/** A question with the questionnaire it stands in. */
export interface AddressedQuestion {
  readonly questionnaire: Questionnaire;
  readonly question: Question;
}

/** The scale a question is answered on; null for open text. */
export function scaleOf(study: Pick<Study, 'scales'>, question: Question): Scale | null {
  return question.scale === null ? null : (study.scales[question.scale] ?? null);
}

/** The dimension with that id; null where the study has none. */
export function dimensionOf(study: Pick<Study, 'dimensions'>, id: string): Dimension | null {
  return study.dimensions.find((dimension) => dimension.id === id) ?? null;
}

/** The dimensions that respondents are grouped by, such as their region; those of questions left out. */
export function respondentDimensions({ dimensions }: Pick<Study, 'dimensions'>): readonly Dimension[] {
  return dimensions.filter(({ from }) => from === 'respondent');
}

/**
 * The questions a selection addresses, across questionnaires, in the study's order: those that ask its item, in
 * questionnaires and with facets of the groups it names. Groups of respondent dimensions choose respondents, not
 * questions, so they don't narrow the list. Empty where nobody asks it (a table's "n/a"), and for a null item.
 */
export function questionsOf(
  study: Pick<Study, 'dimensions' | 'questionnaires'>,
  selection: Pick<Selection, 'item' | 'where'>,
): readonly AddressedQuestion[] {
  return questionnairesOf(study, selection.where).flatMap((questionnaire) =>
    questionnaire.questions
      .filter(
        (question) =>
          question.item === selection.item && fits(study, 'question', question.facets, selection.where),
      )
      .map((question) => ({ questionnaire, question })),
  );
}

/** The questionnaires in the groups of the questionnaire dimensions that a selection names; all where it names none. */
export function questionnairesOf(
  study: Pick<Study, 'dimensions' | 'questionnaires'>,
  where: Selection['where'],
): readonly Questionnaire[] {
  return study.questionnaires.filter((questionnaire) =>
    fits(study, 'questionnaire', questionnaire.facets, where),
  );
}

/**
 * Positions in `scale.options`, counted from 0 and in the scale's order, of a set's name or a list of option ids; of the
 * options with lean +1 for null or `agree`. Throws a RangeError for a set or option the scale does not have.
 */
export function positionsOf(scale: Scale, levels: Selection['levels']): readonly number[] {
  const agree = levels === null || (levels === AGREE && scale.sets[AGREE] === undefined);
  const wanted = agree ? null : typeof levels === 'string' ? scale.sets[levels] : levels;
  if (wanted === undefined) throw new RangeError(`scale ${scale.id} has no set "${levels}"`);
  for (const id of wanted ?? []) {
    if (!scale.options.some((option) => option.id === id)) {
      throw new RangeError(`scale ${scale.id} has no option "${id}"`);
    }
  }
  return scale.options.flatMap((option, index) =>
    (wanted === null ? option.lean === 1 : wanted.includes(option.id)) ? [index] : [],
  );
}

/** A cell's selection: its row's joined with its column's; what the row says goes before what the column says. */
export function joinSelections(row: Selection, column: Selection): Selection {
  return {
    item: row.item ?? column.item,
    where: { ...column.where, ...row.where },
    levels: row.levels ?? column.levels,
    show: row.show ?? column.show,
  };
}

function fits(
  study: Pick<Study, 'dimensions'>,
  from: Dimension['from'],
  facets: Readonly<Record<string, string>>,
  where: Selection['where'],
): boolean {
  return Object.entries(where).every(([name, groups]) => {
    if (dimensionOf(study, name)?.from !== from) return true;
    const group = facets[name];
    return group !== undefined && groups.includes(group);
  });
}
