import { beforeAll, describe, expect, it } from 'vitest';
import { loadStudy } from '../study/load.ts';
import type { Study } from '../study/study.ts';
import { isAsked } from './answers.ts';
import { type Assumptions, parseAssumptions } from './assumptions.ts';
import { exportFile } from './export-file.ts';
import { simulate } from './simulate.ts';

let study: Study;
beforeAll(async () => {
  study = await loadStudy('fixtures/second-study/study');
}, 60_000);

function assumptions(more = '', id = 'members'): Assumptions {
  return parseAssumptions(
    `study: library-survey
questionnaires:
  - id: ${id}
    file: members.csv
    survey: SYNTHETIC library survey
    surveyId: 7
    firstId: 700000001
    from: { year: 2025, month: 2, day: 27 }
    days: 4
    layout: { format: csv, headerRows: 2, answers: codes }
${more}text:
  fill: [{ questions: '*', percent: 40 }]
  most: 30
  banks: { members: [{ id: a, items: ['*'], text: Fine. }, { id: b, items: ['*'], text: 'Open longer, please.' }] }
`,
    'sim.yaml',
  );
}

/** Rows for the ids that the study lists: withdrawn, or in the wrong questionnaire. */
function listed(): number {
  const [members] = study.questionnaires;
  return (members?.withdrawn.length ?? 0) + (members?.wrongQuestionnaire.length ?? 0);
}

const FORTY = '    respondents: 40\n';

describe('simulate, for a study of another shape and without published figures', () => {
  it('gives every respondent answers that the routing allows, on the scale, and something evaluative', () => {
    const [own] = simulate(study, [], assumptions(FORTY), 1).exports;
    expect(own?.rows.length).toBe(40 + listed());
    for (const { answers } of own?.rows ?? []) {
      for (const { question, scale } of own?.plan.questions ?? []) {
        const given = answers.chosen.get(question.id) ?? answers.ticked.get(question.id)?.[0];
        if (given === undefined) continue;
        expect(scale?.options[given - 1], question.id).toBeDefined();
        expect(own !== undefined && isAsked(question, answers, own.plan), question.id).toBe(true);
      }
      const sample = ['consent', 'district', 'age'];
      const ids = [...answers.chosen.keys(), ...answers.ticked.keys(), ...answers.text.keys()];
      expect(ids.some((id) => !sample.includes(id) && !id.endsWith('.uses'))).toBe(true);
    }
  });

  it('adds the rows that no table counts, and nothing to the usable ones', () => {
    const rows = '    rows: { noConsent: 2, sampleOnly: 3, routingOnly: 4, test: 1, repeated: 1 }\n';
    const [own] = simulate(study, [], assumptions(FORTY + rows), 1).exports;
    expect(own?.rows.length).toBe(40 + 2 + 3 + 4 + 1 + 1 + listed());
    const ids = own?.rows.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(50 + listed());
    expect([...ids].sort((a, b) => a - b)).toEqual(ids);
    expect(own?.rows.filter(({ status }) => status === 'Terminated').length).toBe(2);
    expect(own?.rows.filter(({ externalReference }) => externalReference === 'test').length).toBe(1);
  });

  it('writes the same bytes for the same seed and others for another', () => {
    const bytes = (seed: number) =>
      simulate(study, [], assumptions(FORTY), seed).exports.map(({ sheet }) => exportFile(sheet));
    expect(bytes(1)).toEqual(bytes(1));
    expect(bytes(1)).not.toEqual(bytes(2));
  });

  it('names what is missing or cannot be', () => {
    const message = (given: Assumptions) => {
      try {
        simulate(study, [], given, 1);
      } catch (error) {
        return String(error);
      }
      return 'accepted';
    };
    expect(message(assumptions(FORTY, 'staff'))).toContain(
      'expected a questionnaire of the study, found staff',
    );
    expect(message(assumptions(''))).toContain(
      'expected the usable respondents of members, found no published total — give "respondents"',
    );
    const weights = `${FORTY}    weights: [{ questions: age, options: { ancient: 1 } }]\n`;
    expect(message(assumptions(weights))).toContain('expected an option of age, found ancient');
    const base = `${FORTY}    answered: [{ questions: recommend, base: 41, why: too many }]\n`;
    expect(message(assumptions(base))).toContain(
      'members recommend: expected at least 41 respondents, found 40',
    );
  });
});
