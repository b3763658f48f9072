import { expect, it } from 'vitest';
import { InputError } from '../study/problem.ts';
import { lastFitting, parseAssumptions, parseBank } from './assumptions.ts';

const TEXT = 'text: { fill: [{ questions: "*", percent: 50 }], most: 3 }\n';

function questionnaire(more: string, survey = 'SYNTHETIC survey'): string {
  return `study: s
questionnaires:
  - id: q
    file: q.csv
    survey: ${survey}
    surveyId: 1
    firstId: 2
    from: { year: 2024, month: 1, day: 2 }
    days: 3
    layout: { format: csv, headerRows: 2, answers: codes }
${more}${TEXT}`;
}

function messageOf(source: string): string {
  try {
    parseAssumptions(source, 'sim.yaml');
  } catch (error) {
    return error instanceof InputError ? error.message : String(error);
  }
  return 'accepted';
}

it('fills in what is left out', () => {
  const [own] = parseAssumptions(questionnaire(''), 'sim.yaml').questionnaires;
  expect(own?.rows.noConsent).toBe(0);
  expect(own?.reach).toEqual([]);
  expect(own?.layout.writtenBy).toBe('platform');
});

it('names every fault with its line', () => {
  const source = questionnaire('    rows: { testing: 2 }\n    respondents: -1\n');
  expect(messageOf(source)).toBe(
    [
      'sim.yaml:12: questionnaires.0.respondents: expected assumptions of a simulation, found Too small: expected number to be >=0',
      'sim.yaml:11: questionnaires.0.rows: expected assumptions of a simulation, found Unrecognized key: "testing"',
    ].join('\n'),
  );
});

it('wants the survey to be called synthetic', () => {
  expect(messageOf(questionnaire('', 'A survey'))).toContain('sim.yaml:5: questionnaires.0.survey');
});

it('says where YAML itself is broken', () => {
  expect(messageOf('study: [')).toBe(
    'sim.yaml:1: column 9: expected YAML, found Flow sequence in block collection must be sufficiently indented and end with a ]',
  );
});

it('reads a bank of open answers, and names every fault with its line', () => {
  const bank =
    '- { id: a, items: [why], tags: [welsh], text: Diolch. }\n- { id: b, items: [why], text: Thanks. }\n';
  expect(parseBank(bank, 'bank.yaml').map(({ tags }) => tags)).toEqual([['welsh'], []]);
  const fault = (source: string) => {
    try {
      parseBank(source, 'bank.yaml');
    } catch (error) {
      return String(error);
    }
    return 'accepted';
  };
  expect(fault(`${bank}- { id: c, items: [] }\n`)).toContain(
    'bank.yaml:3: 2.items: expected a bank of open answers, found Too small: expected array to have >=1 items',
  );
  expect(fault(bank + bank)).toBe(
    'InputError: bank.yaml: expected ids that differ, found "a" twice\nbank.yaml: expected ids that differ, found "b" twice',
  );
});

it('lets the last pattern that fits a question hold', () => {
  const entries = [
    { questions: 'ws.*', n: 1 },
    { questions: '*.refers', n: 2 },
    { questions: 'ws.a', n: 3 },
  ];
  expect(lastFitting(entries, 'ws.refers')?.n).toBe(2);
  expect(lastFitting(entries, 'ws.b')?.n).toBe(1);
  expect(lastFitting(entries, 'wsxa')).toBeUndefined();
});
