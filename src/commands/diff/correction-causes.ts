import { numberOf } from '../../exact/number-of.ts';
import { scaleOf } from '../../study/lookup.ts';
import type { Question, Study } from '../../study/study.ts';
import type { Aspect, Cause } from './cause.ts';
import { type ClosedAnswer, partIn } from './closed-answers.ts';
import { isIn } from './coding-changes.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';
import type { EvidenceRow } from './read-evidence.ts';
import { type Compared, type RespondentChange, reachesAt } from './respondent-causes.ts';

/** Corrections that came, went or say otherwise, each a cause. */
export function correctionCauses(compared: Compared, changes: readonly RespondentChange[]): readonly Cause[] {
  const { earlier, later, studies } = compared;
  const keys = new Set([...earlier.corrections.keys(), ...later.corrections.keys()]);
  return [...keys].flatMap((key): Cause[] => {
    const [before, after] = [earlier.corrections.get(key), later.corrections.get(key)];
    if (before?.['to'] === after?.['to'] && before?.['from'] === after?.['from']) return [];
    const [questionnaire = '', id = '', question = ''] = key.split('\n');
    const own = new Set([questionKey(questionnaire, question)]);
    const touched = studies.withRouted(own);
    const change = changes.find((each) => each.questionnaire === questionnaire && each.id === id);
    const way = before === undefined ? 'came' : after === undefined ? 'went' : 'says otherwise';
    return [
      {
        kind: 'correction',
        text: `${questionnaire}: a correction of "${question}" ${way}`,
        where: 'internal/corrections.csv',
        earlier: before === undefined ? null : shownOf(compared, key, before),
        later: after === undefined ? null : shownOf(compared, key, after),
        respondents: [`${questionnaire} ${id}`],
        reach: (place, aspect) => {
          if (aspect === 'labels' || !place.questionnaires.has(questionnaire)) return 0;
          const moves = change !== undefined && decides(change) && reachesAt(compared, change, place, aspect);
          return moves || restsOn(place, aspect) ? 1 : 0;
        },
        rank: 0,
      },
    ];
    /** Whether the correction can be why the respondent counts, or is in another group. */
    function decides({ earlier: from, later: to }: RespondentChange): boolean {
      if (from !== null && to !== null) return studies.dimensionsFrom(own).size > 0;
      return (from === null ? earlier : later).leftOut.has(questionKey(questionnaire, id));
    }
    /** The corrected question, or one that its answer routes to, is counted there, and the respondent is in its groups. */
    function restsOn(place: FigurePlace, aspect: Aspect): boolean {
      if (place.theme && ![...place.questions].some((each) => touched.has(each))) return false;
      if (![...place.questions].some((each) => touched.has(each))) {
        // A correction of a group moves whom it moves from one group to the other: see the respondent's change.
        return change === undefined && earlier.known === null && studies.rests(place, own);
      }
      if (aspect === 'value' && !changesAt(compared, key, before, after, place)) return false;
      return isIn(later, { questionnaire, id }, place) || isIn(earlier, { questionnaire, id }, place);
    }
  });
}

/** Whether a correction's answer counts otherwise in a value than the one it replaced; true where that can't be told. */
function changesAt(
  { studies }: Compared,
  key: string,
  before: EvidenceRow | undefined,
  after: EvidenceRow | undefined,
  place: FigurePlace,
): boolean {
  const [questionnaire = '', , name = ''] = key.split('\n');
  const own = questionKey(questionnaire, name);
  const question = studies.questionAt('later', own);
  // Of what the answer routes to, and of an open answer's codes, it can't be told.
  if (question === null || place.theme || [...place.questions].every((each) => each !== own)) return true;
  const [from, to] = [before?.['to'] ?? after?.['from'], after?.['to'] ?? before?.['from']].map((text) =>
    answerOf(studies.later, question, text ?? ''),
  );
  if (!from || !to) return true;
  return partIn(studies.later, place, question, from) !== partIn(studies.later, place, question, to);
}

function answerOf(study: Study, question: Question, text: string): ClosedAnswer | null {
  if (text.trim() === '') return { options: [], missing: 'blank' };
  const said = text.trim().toLowerCase();
  const option = scaleOf(study, question)?.options.find(({ id, label, aliases }) =>
    [id, label, ...aliases].some((each) => each.toLowerCase() === said),
  );
  if (option === undefined || question.kind === 'multi') return null;
  return option.missing === null
    ? { options: [option.id], missing: null }
    : { options: [], missing: option.missing };
}

/** A correction's answers; of open ones their lengths alone. */
function shownOf({ studies }: Compared, key: string, row: EvidenceRow): string {
  const [questionnaire = '', , question = ''] = key.split('\n');
  const text = studies.questionsWhere(
    ({ id, kind }, of) => of === questionnaire && id === question && kind === 'text',
  );
  const { from = '', to = '' } = row;
  return text.size > 0 || from.startsWith('[Other]')
    ? `a text of ${numberOf([...from].length, 'character')} → ${text.size > 0 ? `one of ${[...to].length}` : to}`
    : `${from} → ${to}`;
}
