import { expect, it } from 'vitest';
import { OFF_BASE, type ResponseBatch } from '../study/responses.ts';
import type { Questionnaire } from '../study/study.ts';
import { openAnswersOf } from './open-answers.ts';

const staff: Questionnaire = {
  id: 'staff',
  title: 'Staff',
  facets: {},
  period: null,
  sections: [],
  questions: [],
  withdrawn: [],
  wrongQuestionnaire: ['2'],
};
const batch: ResponseBatch = {
  questionnaire: 'staff',
  rows: 3,
  fileRow: Int32Array.of(5, 6, 9),
  id: ['1', '2', '3'],
  sequence: ['1', '1', '1'],
  status: ['Completed', 'Completed', 'Started'],
  externalReference: ['', '', ''],
  seconds: Float64Array.of(60, 60, 60),
  closed: new Map([['clear', Int16Array.of(3, OFF_BASE, 0)]]),
  ticked: new Map(),
  text: new Map([
    ['why', ['Line one\nline two', '', '']],
    ['role.other', ['', 'Mentor', '']],
  ]),
};

it('gives every open answer whole, with its place, and leaves blank ones out', () => {
  const common = { questionnaire: 'staff' };
  expect([...openAnswersOf(staff, batch)]).toEqual([
    {
      ...common,
      responseId: '1',
      fileRow: 5,
      question: 'why',
      wrongQuestionnaire: false,
      text: 'Line one\nline two',
    },
    {
      ...common,
      responseId: '2',
      fileRow: 6,
      question: 'role.other',
      wrongQuestionnaire: true,
      text: 'Mentor',
    },
  ]);
});
