import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exportFile } from '../simulate/export-file.ts';
import { layOut, layOutRows } from '../simulate/export-sheet.ts';
import { multiplyRows } from '../simulate/multiply-rows.ts';
import type { SimulatedExport, Simulation } from '../simulate/simulate.ts';
import { writeCsv } from '../simulate/write-csv.ts';

interface Target {
  readonly out: string;
  readonly corrections: string | null;
  /** Null: the reconstruction itself; else that many rows made of it, always as CSV. */
  readonly respondents: number | null;
  readonly seed: number;
}

/** Writes the exports in their layouts, and the corrections they need. Folders are made where missing. */
export function writeSimulation(
  simulation: Simulation,
  target: Target,
): readonly { readonly file: string; readonly rows: number }[] {
  mkdirSync(target.out, { recursive: true });
  const written = simulation.exports.map((own) => {
    if (target.respondents !== null) return writeMany(simulation, own, target, target.respondents);
    writeFileSync(join(target.out, own.file), exportFile(own.sheet));
    return { file: own.file, rows: own.sheet.rows.length };
  });
  if (target.corrections !== null) {
    mkdirSync(dirname(target.corrections), { recursive: true });
    writeFileSync(target.corrections, correctionsCsv(simulation));
  }
  return written;
}

function writeMany(simulation: Simulation, own: SimulatedExport, target: Target, respondents: number) {
  const file = `${own.questionnaire}-${respondents}.csv`;
  const layout = { ...own.sheet.layout, format: 'csv' } as const;
  const plan = { ...own.plan, assumptions: { ...own.plan.assumptions, layout } };
  const counted = own.rows.filter(
    ({ status, externalReference }) => status === 'Completed' && externalReference === '',
  );
  const rows = multiplyRows(plan, counted, simulation.text, respondents, target.seed);
  const descriptor = openSync(join(target.out, file), 'w');
  try {
    let pending = '';
    for (const line of writeCsv(layOut(plan, []), layOutRows(plan, rows))) {
      pending += line;
      if (pending.length < 1_000_000) continue;
      writeSync(descriptor, pending);
      pending = '';
    }
    writeSync(descriptor, pending);
  } finally {
    closeSync(descriptor);
  }
  return { file, rows: respondents };
}

function correctionsCsv(simulation: Simulation): string {
  const lines = simulation.corrections.map(({ id, question, from, to }) =>
    [id, question, from, to, 'The same region in other words', 'Synthetic example'].join(','),
  );
  return `${['id,question,from,to,reason,who', ...lines].join('\n')}\n`;
}
