import { hiddenCells } from '../likert/suppress.ts';
import { tabulate } from '../likert/tabulate.ts';
import type { Table } from '../render/contract.ts';
import type { Study } from '../study/study.ts';
import type { Run } from './load-run.ts';

/** Tables of a finished run as `publish/` has them: the same counts, study and suppression. */
export function tablesOfRun(run: Run, definitions: Study['tables']): readonly Table[] {
  const hidden = hiddenCells(run.study, run.frequency, run.record.settings.suppressBelow);
  return tabulate(run.study, run.frequency, { synthetic: run.record.synthetic, definitions, hidden }).tables;
}
