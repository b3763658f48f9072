import { groupBy } from '../../exact/group-by.ts';
import { carryCode } from '../../qualitative/decisions/carry-code.ts';
import { UNCODED } from '../../qualitative/theme-study.ts';
import { counted } from '../count-text.ts';
import type { Aspect, Cause } from './cause.ts';
import { type FigurePlace, questionKey } from './place-figure.ts';
import type { Evidence } from './read-evidence.ts';
import type { Compared } from './respondent-causes.ts';

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

/** Makes the reach of these codings, in respondents. */
export function codingReach(
  compared: Compared,
  changes: readonly CodingChange[],
): (place: FigurePlace, aspect: Aspect) => number {
  const byQuestion = groupBy(changes, ({ questionnaire, question }) => questionKey(questionnaire, question));
  if (byQuestion.size === 0) return () => 0;
  return (place, aspect) => {
    if (!place.theme || aspect === 'labels') return 0;
    const reached = new Set<string>();
    for (const question of place.questions)
      for (const change of byQuestion.get(question) ?? [])
        if (countsAt(compared, change, place, aspect) && isIn(compared.later, change, place))
          reached.add(questionKey(change.questionnaire, change.id));
    return reached.size;
  };
}

function countsAt(
  { codes }: Compared,
  { code, turned }: CodingChange,
  { levels, statistic }: FigurePlace,
  aspect: Aspect,
): boolean {
  // Of a set-aside answer the base itself changes.
  if (levels === '' || (turned && (statistic === 'share' || aspect === 'base'))) return turned;
  return levels === UNCODED || codes.above(code).includes(levels);
}

/** Whether a respondent's groups are those of a place, as far as they are known. */
export function isIn(
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

/** What people decided on codings, as one cause; none where nothing differs. */
export function decisionCauses(compared: Compared, changes: readonly CodingChange[]): readonly Cause[] {
  const { earlier, later } = compared;
  const differing = [...new Set([...earlier.decisions.keys(), ...later.decisions.keys()])].filter((key) => {
    const [before, after] = [earlier.decisions.get(key), later.decisions.get(key)];
    return before?.['decision'] !== after?.['decision'] || before?.['state'] !== after?.['state'];
  });
  if (differing.length === 0) return [];
  const on = new Set(differing.flatMap((key) => decidedOn(key, compared)));
  // "None applies" has no code and bears on each.
  const own = changes.filter(({ questionnaire, id, question, code }) =>
    ['', code].some((each) => on.has([questionnaire, id, question, each].join('\n'))),
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

/** The answer and codes that a decision bears on, which changes of either codebook may have renamed. */
function decidedOn(decision: string, { studies }: Compared): readonly string[] {
  const [questionnaire = '', id = '', question = '', code = ''] = decision.split('\n');
  const carried = [studies.earlier, studies.later].flatMap(({ codebook }) =>
    carryCode(code, codebook?.changes ?? []),
  );
  return [code, ...carried.map((each) => each.code)].map((each) =>
    [questionnaire, id, question, each].join('\n'),
  );
}
