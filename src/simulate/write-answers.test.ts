import { beforeAll, expect, it } from 'vitest';
import { loadStudy } from '../study/load.ts';
import type { Study } from '../study/study.ts';
import { type Assumptions, parseAssumptions } from './assumptions.ts';
import { type Simulation, simulate } from './simulate.ts';

let study: Study;
beforeAll(async () => {
  study = await loadStudy('fixtures/second-study/study');
}, 60_000);

function assumptions(text: string): Assumptions {
  return parseAssumptions(
    `study: library-survey
questionnaires:
  - id: members
    file: members.csv
    survey: SYNTHETIC library survey
    surveyId: 7
    firstId: 700000001
    from: { year: 2025, month: 2, day: 27 }
    days: 4
    layout: { format: csv, headerRows: 2, answers: codes }
    respondents: 40
    rows: { repeated: 2, test: 1 }
text:
${text}`,
    'sim.yaml',
  );
}

function uses(simulation: Simulation): ReadonlyMap<string, number> {
  const used = new Map<string, number>();
  for (const { rows } of simulation.exports)
    for (const { answers } of rows)
      for (const said of answers.text.values()) used.set(said, (used.get(said) ?? 0) + 1);
  return used;
}

const BANK = Array.from({ length: 6 }, (_, at) => `{ id: a${at}, items: ['*'], text: Text ${at} }`).join(
  ', ',
);

it('uses every text of a bank as often as allowed before an answer stays blank, rows entered twice included', () => {
  const used = uses(
    simulate(
      study,
      [],
      assumptions(`  fill: [{ questions: '*', percent: 100 }]\n  most: 4\n  banks: { members: [${BANK}] }\n`),
      1,
    ),
  );
  expect([...used.values()].every((count) => count >= 3 && count <= 4)).toBe(true);
  expect(used.size).toBe(6);
});

it('leaves the other answers as they are, whatever is said', () => {
  const closed = (text: string) =>
    simulate(study, [], assumptions(text), 1).exports.map(({ rows }) =>
      rows.map(({ id, answers }) => [id, [...answers.chosen], [...answers.ticked], [...answers.other]]),
    );
  expect(
    closed(`  fill: [{ questions: '*', percent: 90 }]\n  most: 2\n  banks: { members: [${BANK}] }\n`),
  ).toEqual(
    closed(
      `  fill: [{ questions: '*', percent: 10 }]\n  most: 40\n  banks: { members: [{ id: a, items: ['*'], text: Hm. }] }\n`,
    ),
  );
});

it('gives a text only to the questions it answers, and a tagged one only to its group', () => {
  const [district] = study.questionnaires[0]?.questions.filter(({ id }) => id === 'district') ?? [];
  const [first] = study.scales[district?.scale ?? '']?.options ?? [];
  const open = study.questionnaires[0]?.questions.filter(({ kind }) => kind === 'text') ?? [];
  const [asked] = open;
  const { exports } = simulate(
    study,
    [],
    assumptions(
      `  fill: [{ questions: '*', percent: 100 }]\n  most: 99\n  only: [{ tag: own, question: district, option: ${first?.id}, percent: 100 }]\n` +
        `  banks: { members: [{ id: a, items: [${asked?.id}], text: Any. }, { id: b, items: [${asked?.id}], tags: [own], text: Ours. }] }\n`,
    ),
    1,
  );
  const said = exports.flatMap(({ rows }) =>
    rows.flatMap(({ answers }) =>
      [...answers.text].map(([question, text]) => ({
        question,
        text,
        district: answers.ticked.get('district') ?? [answers.chosen.get('district')],
      })),
    ),
  );
  expect(new Set(said.map(({ question }) => question))).toEqual(new Set([asked?.id]));
  expect(said.every(({ text, district: chosen }) => (text === 'Ours.') === chosen.includes(1))).toBe(true);
  expect(new Set(said.map(({ text }) => text))).toEqual(new Set(['Any.', 'Ours.']));
});
