import { UNCODED } from '../../qualitative/theme-study.ts';
import { scaleOf } from '../../study/lookup.ts';
import type { Question, Study } from '../../study/study.ts';
import { counted } from '../count-text.ts';
import type { Aspect, Cause } from './cause.ts';
import { type ClosedAnswer, partIn } from './closed-answers.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';
import type { Evidence, EvidenceRow } from './read-evidence.ts';
import { type Compared, type RespondentChange, reachesAt } from './respondent-causes.ts';

/** A code that one answer, the same in both runs, was given more or fewer times than before. */
export interface CodingChange {
  readonly questionnaire: string;
  readonly id: string;
  readonly question: string;
  readonly code: string;
  /** Rules behind it in either run. */
  readonly rules: ReadonlySet<string>;
  /** Whether the answer was set aside as in another language in one run only. */
  readonly turned: boolean;
}

/** Codings that came or went on answers that did not change. */
export function codingChanges({ earlier, later }: Compared): readonly CodingChange[] {
  const changes: CodingChange[] = [];
  for (const key of new Set([...earlier.codings.keys(), ...later.codings.keys()])) {
    const before = earlier.codings.get(key) ?? [];
    const after = later.codings.get(key) ?? [];
    const [questionnaire = '', id = '', question = '', code = ''] = key.split('\n');
    const answer = [questionnaire, id, question].join('\n');
    if (before.length === after.length || earlier.answers.get(answer) !== later.answers.get(answer)) continue;
    changes.push({
      ...{ questionnaire, id, question, code },
      rules: new Set([...before, ...after].map((row) => row['rule'] ?? '')),
      turned: earlier.setAside.has(answer) !== later.setAside.has(answer),
    });
  }
  return changes;
}

/** Makes the reach of those codings that changed for which `test` holds. */
export function codingReach(
  compared: Compared,
  changes: readonly CodingChange[],
): (place: FigurePlace, aspect: Aspect) => number {
  const byQuestion = new Map<string, CodingChange[]>();
  for (const change of changes) {
    const key = questionKey(change.questionnaire, change.question);
    const known = byQuestion.get(key);
    if (known === undefined) byQuestion.set(key, [change]);
    else known.push(change);
  }
  if (byQuestion.size === 0) return () => 0;
  return (place, aspect) => {
    if (!place.theme || aspect === 'labels') return 0;
    let reached = 0;
    for (const question of place.questions)
      for (const change of byQuestion.get(question) ?? [])
        if (countsAt(compared, change, place) && isIn(compared.later, change, place)) reached += 1;
    return reached;
  };
}

function countsAt(
  { codes }: Compared,
  { code, turned }: CodingChange,
  { levels, statistic }: FigurePlace,
): boolean {
  // Of a set-aside answer the base itself changes.
  if (levels === '' || (turned && statistic === 'share')) return turned;
  return levels === UNCODED || codes.above(code).includes(levels);
}

/** Whether a respondent's groups are those of a place, as far as they are known. */
function isIn(
  evidence: Evidence,
  { questionnaire, id }: { readonly questionnaire: string; readonly id: string },
  place: FigurePlace,
): boolean {
  const respondent = evidence.respondents.get(questionKey(questionnaire, id));
  if (respondent === undefined || evidence.known === null) return evidence.known === null;
  return Object.entries(place.groups).every(
    ([name, wanted]) =>
      evidence.known?.dimensions.has(name) !== true ||
      respondent.rows.some((groups) => groups[name]?.some((group) => wanted.includes(group)) === true),
  );
}

/** Open answers of respondents in both runs that came, went or read otherwise: a cause for each questionnaire. */
export function openAnswerCauses(compared: Compared): readonly Cause[] {
  const { earlier, later } = compared;
  const lots = new Map<string, { readonly id: string; readonly question: string }[]>();
  for (const key of new Set([...earlier.answers.keys(), ...later.answers.keys()])) {
    const [before, after] = [earlier.answers.get(key), later.answers.get(key)];
    const [questionnaire = '', id = '', question = ''] = key.split('\n');
    const who = questionKey(questionnaire, id);
    const stayed = earlier.known === null || earlier.respondents.has(who);
    if (before === after || !stayed || (later.known !== null && !later.respondents.has(who))) continue;
    lots.set(questionnaire, [...(lots.get(questionnaire) ?? []), { id, question }]);
  }
  return [...lots].map(([questionnaire, own]): Cause => {
    const who = [...new Set(own.map(({ id }) => id))];
    return {
      kind: 'answers',
      text: `${questionnaire}: ${counted(own.length, 'open answer')} of ${counted(who.length, 'respondent')} in both runs came, went or read otherwise`,
      where: 'internal/open-answers.csv',
      earlier: null,
      later: null,
      respondents: who.map((id) => `${questionnaire} ${id}`),
      reach: (place, aspect) =>
        !place.theme || aspect === 'labels'
          ? 0
          : own.filter(
              ({ id, question }) =>
                place.questions.has(questionKey(questionnaire, question)) &&
                isIn(later, { questionnaire, id }, place),
            ).length,
      rank: 0,
    };
  });
}

/** Corrections that came, went or say otherwise, each a cause; and what people decided on codings, together one. */
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
    ? `a text of ${[...from].length} characters → ${text.size > 0 ? `one of ${[...to].length}` : to}`
    : `${from} → ${to}`;
}

/** What people decided on codings, as one cause; none where nothing differs. */
export function decisionCauses(compared: Compared, changes: readonly CodingChange[]): readonly Cause[] {
  const { earlier, later } = compared;
  const differing = [...new Set([...earlier.decisions.keys(), ...later.decisions.keys()])].filter((key) => {
    const [before, after] = [earlier.decisions.get(key), later.decisions.get(key)];
    return before?.['decision'] !== after?.['decision'] || before?.['state'] !== after?.['state'];
  });
  if (differing.length === 0) return [];
  const on = new Set(differing.map((key) => key.split('\n').slice(0, 4).join('\n')));
  const own = changes.filter(({ questionnaire, id, question, code }) =>
    on.has([questionnaire, id, question, code].join('\n')),
  );
  return [
    {
      kind: 'decision',
      text: `${counted(differing.length, 'decision')} on codings came, went or came to something else`,
      where: 'internal/decisions.csv',
      earlier: String(earlier.decisions.size),
      later: String(later.decisions.size),
      respondents: [...new Set(differing.map((key) => key.split('\n').slice(0, 2).join(' ')))],
      reach: codingReach(compared, own),
      rank: 0,
    },
  ];
}
