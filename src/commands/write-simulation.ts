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
}

/** Writes the exports to a folder in their layouts, and the corrections they need. Folders are made where missing. */
export function writeSimulation(
  simulation: Simulation,
  target: Target,
): readonly { readonly file: string; readonly rows: number }[] {
  mkdirSync(target.out, { recursive: true });
  const written = simulation.exports.map((own) => {
    writeFileSync(join(target.out, own.file), exportFile(own.sheet));
    return { file: own.file, rows: own.sheet.rows.length };
  });
  if (target.corrections !== null) {
    mkdirSync(dirname(target.corrections), { recursive: true });
    writeFileSync(target.corrections, correctionsCsv(simulation));
  }
  return written;
}

/** Writes one CSV of as many rows as wanted, made of those who answered a reconstructed export to the end. */
export function writeMany(
  own: SimulatedExport,
  text: Simulation['text'],
  wanted: { readonly file: string; readonly respondents: number; readonly seed: number },
): void {
  const layout = { ...own.sheet.layout, format: 'csv' } as const;
  const plan = { ...own.plan, assumptions: { ...own.plan.assumptions, layout } };
  const sources = own.rows.filter(
    ({ status, externalReference }) => status === 'Completed' && externalReference === '',
  );
  const rows = multiplyRows(plan, sources, text, wanted.respondents, wanted.seed);
  mkdirSync(dirname(wanted.file), { recursive: true });
  const descriptor = openSync(wanted.file, 'w');
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
}

function correctionsCsv(simulation: Simulation): string {
  const lines = simulation.corrections.map(({ id, question, from, to }) =>
    [id, question, from, to, 'The same region in other words', 'Synthetic example'].join(','),
  );
  return `${['id,question,from,to,reason,who', ...lines].join('\n')}\n`;
}
