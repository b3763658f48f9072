import { groupBy } from '../../exact/group-by.ts';
import { counted } from '../count-text.ts';
import type { Cause } from './cause.ts';
import { questionKey } from './place-figure.ts';
import { type Compared, onceAPlace, partOf } from './respondent-causes.ts';

/**
 * Closed answers of respondents in both runs that are others than before, a cause for each questionnaire. Known only where both
 * runs keep their answers (`analyse --format columns`); else there are none.
 */
export function closedAnswerCauses(compared: Compared): readonly Cause[] {
  const { earlier, later, studies } = compared;
  const [was, is] = [earlier.closed, later.closed];
  if (was === null || is === null) return [];
  const changed: {
    readonly questionnaire: string;
    readonly id: string;
    readonly key: string;
    readonly question: string;
  }[] = [];
  for (const [key, after] of later.respondents) {
    const before = earlier.respondents.get(key);
    // Who is no longer in closed counts, or is now, is told as that.
    if (before === undefined || before.positions.length !== after.positions.length) continue;
    for (const { id: question, kind } of studies.later.questionnaires.find(
      ({ id }) => id === after.questionnaire,
    )?.questions ?? []) {
      if (kind === 'text') continue;
      const [old, now] = [was(before, question), is(after, question)];
      // A question that one study does not ask is a change of the study.
      if (old === null || now === null || JSON.stringify(old) === JSON.stringify(now)) continue;
      changed.push({ questionnaire: after.questionnaire, id: after.id, key, question });
    }
  }
  return [...groupBy(changed, ({ questionnaire }) => questionnaire)].map(([questionnaire, own]): Cause => {
    const who = [...new Set(own.map(({ id }) => id))];
    const byQuestion = groupBy(own, ({ question }) => questionKey(questionnaire, question));
    const asked = new Set(own.map(({ question }) => question));
    const named = asked.size > NAMED ? `${asked.size} questions` : [...asked].join(', ');
    const reaching = onceAPlace(compared, (place, aspect) => {
      if (place.theme || aspect === 'labels' || !place.questionnaires.has(questionnaire)) return [];
      if (aspect === 'suppression') return who.map((id) => `${questionnaire} ${id}`);
      const reached = [...place.questions]
        .flatMap((question) => byQuestion.get(question) ?? [])
        .filter(
          ({ key }) =>
            partOf(compared, 'earlier', earlier.respondents.get(key) ?? null, place, aspect, true) !==
            partOf(compared, 'later', later.respondents.get(key) ?? null, place, aspect, true),
        );
      return [...new Set(reached.map(({ id }) => `${questionnaire} ${id}`))];
    });
    return {
      kind: 'answers',
      text: `${questionnaire}: ${counted(own.length, 'closed answer')} of ${counted(who.length, 'respondent')} in both runs changed (${named})`,
      where: 'internal/columns/',
      earlier: null,
      later: null,
      respondents: who.map((id) => `${questionnaire} ${id}`),
      reach: (place, aspect) => reaching(place, aspect).length,
      who: reaching,
      rank: 0,
    };
  });
}

/** So many questions are named in a line. */
const NAMED = 4;
