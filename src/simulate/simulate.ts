import type { PublishedLocation } from '../study/locate-published.ts';
import type { Study } from '../study/study.ts';
import type { Assumptions } from './assumptions.ts';
import { type ExportSheet, layOut } from './export-sheet.ts';
import type { PickedCounts } from './pick-counts.ts';
import { planSimulation, type QuestionnairePlan } from './plan.ts';
import { respond } from './respond.ts';
import { arrangeRows, type SimulatedRow } from './rows.ts';
import { writeAnswers } from './write-answers.ts';

/** One reconstructed export. */
export interface SimulatedExport {
  readonly questionnaire: string;
  /** The file's name. */
  readonly file: string;
  readonly sheet: ExportSheet;
  readonly rows: readonly SimulatedRow[];
  readonly plan: QuestionnairePlan;
}

/** A line of `corrections.csv`: an "Other" answer that means an option. */
interface SimulatedCorrection {
  readonly id: number;
  readonly question: string;
  readonly from: string;
  readonly to: string;
}

export interface Simulation {
  readonly exports: readonly SimulatedExport[];
  readonly corrections: readonly SimulatedCorrection[];
  /** The counts each published Likert cell was given. */
  readonly picked: readonly PickedCounts[];
  readonly text: Assumptions['text'];
}

/**
 * Reconstructs the exports of the questionnaires that the assumptions list, so that their answers give the located
 * figures. Pure: same study, figures, assumptions and seed, same rows. Throws an InputError, as `planSimulation`,
 * `respond` and `writeAnswers` do.
 */
export function simulate(
  study: Study,
  located: readonly PublishedLocation[],
  assumptions: Assumptions,
  seed: number,
): Simulation {
  const plan = planSimulation(study, located, assumptions);
  const corrections: SimulatedCorrection[] = [];
  const arranged = plan.questionnaires.map((own) => ({
    own,
    rows: arrangeRows(own, respond(own, assumptions.text, seed), seed),
  }));
  writeAnswers(arranged, assumptions.text, seed);
  const exports = arranged.map(({ own, rows }) => {
    for (const { question, text, correction } of own.assumptions.other) {
      if (correction === null) continue;
      for (const row of rows.filter(({ answers }) => answers.other.get(question) === text)) {
        corrections.push({ id: row.id, question, from: `[Other] ${text}`, to: correction });
      }
    }
    return {
      questionnaire: own.questionnaire.id,
      file: own.assumptions.file,
      sheet: layOut(own, rows),
      rows,
      plan: own,
    };
  });
  return { exports, corrections, picked: plan.picked, text: assumptions.text };
}
