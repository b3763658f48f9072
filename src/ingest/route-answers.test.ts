import { expect, test } from 'vitest';
import { NOT_ASKED, type ResponseBatch } from '../study/responses.ts';
import { planRouting, routeAnswers } from './route-answers.ts';
import { smallStudy } from './testing/small-study.ts';

test('a block may hang on a multi: asked of whoever ticked any of the options', () => {
  const study = smallStudy();
  const [staff] = study.questionnaires;
  if (staff === undefined) throw new Error('a questionnaire');
  const questions = staff.questions.map((question) =>
    question.id === 'comment'
      ? { ...question, askedIf: { question: 'areas', options: ['coast', 'other'] } }
      : question,
  );
  const comments = ['a', 'b', '', 'd'];
  const batch: ResponseBatch = {
    questionnaire: 'staff',
    rows: 4,
    fileRow: Int32Array.of(2, 3, 4, 5),
    id: ['1', '2', '3', '4'],
    sequence: ['1', '1', '1', '1'],
    status: ['', '', '', ''],
    externalReference: ['', '', '', ''],
    seconds: Float64Array.of(1, 1, 1, 1),
    // Ticked town; town and coast; nothing, and answered nothing; nothing, yet answered.
    closed: new Map([['areas', Int16Array.of(1, 1, 0, 0)]]),
    ticked: new Map([['areas', [Uint8Array.of(1, 1, 0, 0), Uint8Array.of(0, 1, 0, 0), new Uint8Array(4)]]]),
    text: new Map([['comment', comments]]),
  };
  const plan = planRouting(
    { ...staff, questions: questions.filter(({ id }) => ['areas', 'comment'].includes(id)) },
    study,
  );
  const { asked, skippedAnswers, blankRouters } = routeAnswers(batch, plan);
  expect([...(asked.get('comment') ?? [])]).toEqual([0, 1, 0, 1]);
  expect(comments).toEqual(['', 'b', '', 'd']);
  expect(skippedAnswers).toEqual([{ row: 0, question: 'comment', router: 'areas' }]);
  expect(blankRouters).toEqual([{ row: 3, router: 'areas' }]);
  expect(batch.closed.get('areas')).not.toContain(NOT_ASKED);
});
