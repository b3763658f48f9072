import { join } from 'node:path';
import { exportFile } from '../simulate/export-file.ts';
import { layOut, layOutRows } from '../simulate/export-sheet.ts';
import { multiplyRows } from '../simulate/multiply-rows.ts';
import type { SimulatedExport, Simulation } from '../simulate/simulate.ts';
import { writeCsv } from '../simulate/write-csv.ts';
import { type StagedFile, writeTogether } from './write-together.ts';

interface Target {
  readonly out: string;
  readonly corrections: string | null;
}

/** Writes the exports to a folder in their layouts, and the corrections they need. Folders are made where missing. */
export function writeSimulation(
  simulation: Simulation,
  target: Target,
): readonly { readonly file: string; readonly rows: number }[] {
  const files: StagedFile[] = simulation.exports.map((own) => ({
    path: join(target.out, own.file),
    content: [exportFile(own.sheet)],
  }));
  if (target.corrections !== null) {
    files.push({ path: target.corrections, content: [correctionsCsv(simulation)] });
  }
  writeTogether(files);
  return simulation.exports.map(({ file, sheet }) => ({ file, rows: sheet.rows.length }));
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
  writeTogether([
    { path: wanted.file, content: inChunks(writeCsv(layOut(plan, []), layOutRows(plan, rows))) },
  ]);
}

/** Lines joined to about a megabyte, so that there is not a call of the system for each. */
function* inChunks(lines: Iterable<string>): Generator<string> {
  let pending = '';
  for (const line of lines) {
    pending += line;
    if (pending.length < 1_000_000) continue;
    yield pending;
    pending = '';
  }
  yield pending;
}

function correctionsCsv(simulation: Simulation): string {
  const lines = simulation.corrections.map(({ id, question, from, to }) =>
    [id, question, from, to, 'The same region in other words', 'Synthetic example'].join(','),
  );
  return `${['id,question,from,to,reason,who', ...lines].join('\n')}\n`;
}
