import { randomFor } from '../exact/random.ts';
import type { Assumptions } from './assumptions.ts';
import type { QuestionnairePlan } from './plan.ts';
import { type SimulatedRow, vary } from './rows.ts';
import { writeAnyAnswers } from './write-answers.ts';

/**
 * As many rows as wanted, one at a time, each much like one of the given: ratings moved by a level, open answers
 * drawn anew and as often as need be, ids counted on from the first. For trying out large files; the published figures
 * no longer come out.
 */
export function* multiplyRows(
  plan: QuestionnairePlan,
  rows: readonly SimulatedRow[],
  text: Assumptions['text'],
  wanted: number,
  seed: number,
): Generator<SimulatedRow> {
  const draw = randomFor(seed, `${plan.questionnaire.id}/multiply`);
  for (let row = 0; row < wanted && rows.length > 0; row++) {
    const source = rows[draw.below(rows.length)];
    if (source === undefined) continue;
    const answers = vary(plan, source.answers, draw);
    writeAnyAnswers(plan, answers, text, draw);
    yield {
      ...source,
      id: plan.assumptions.firstId + 1_000_000 + row,
      day: Math.floor((row * plan.assumptions.days) / wanted),
      secondsTaken: 300 + draw.below(2400),
      answers,
    };
  }
}
