import { groupBy } from '../../exact/group-by.ts';
import { counted } from '../count-text.ts';
import type { Cause } from './cause.ts';
import { isIn } from './coding-changes.ts';
import { questionKey } from './place-figure.ts';
import type { Compared } from './respondent-causes.ts';

/** Open answers of respondents in both runs that came, went or read otherwise: a cause for each questionnaire. */
export function openAnswerCauses({ earlier, later }: Compared): readonly Cause[] {
  const keys = [...new Set([...earlier.answers.keys(), ...later.answers.keys()])];
  const changed = keys.flatMap((key) => {
    const [questionnaire = '', id = '', question = ''] = key.split('\n');
    const who = questionKey(questionnaire, id);
    const stayed =
      (earlier.known === null || earlier.respondents.has(who)) &&
      (later.known === null || later.respondents.has(who));
    return earlier.answers.get(key) === later.answers.get(key) || !stayed
      ? []
      : [{ questionnaire, id, question }];
  });
  return [...groupBy(changed, ({ questionnaire }) => questionnaire)].map(([questionnaire, own]): Cause => {
    const who = [...new Set(own.map(({ id }) => id))];
    const byQuestion = groupBy(own, ({ question }) => questionKey(questionnaire, question));
    return {
      kind: 'answers',
      text: `${questionnaire}: ${counted(own.length, 'open answer')} of ${counted(who.length, 'respondent')} in both runs came, went or read otherwise`,
      where: 'internal/open-answers.csv',
      earlier: null,
      later: null,
      respondents: who.map((id) => `${questionnaire} ${id}`),
      reach: (place, aspect) => {
        if (!place.theme || aspect === 'labels') return 0;
        const there = [...place.questions].flatMap((question) => byQuestion.get(question) ?? []);
        return new Set(there.filter((answer) => isIn(later, answer, place)).map(({ id }) => id)).size;
      },
      rank: 0,
    };
  });
}
