import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { layOut, layOutRows } from '../simulate/export-sheet.ts';
import { multiplyRows } from '../simulate/multiply-rows.ts';
import type { SimulatedExport, Simulation } from '../simulate/simulate.ts';
import { writeCsv } from '../simulate/write-csv.ts';
import { writeExcelXlsx } from '../simulate/write-xlsx-excel.ts';
import { writePlatformXlsx } from '../simulate/write-xlsx-platform.ts';
import { writeAll } from './write-all.ts';

interface Target {
  readonly out: string;
  readonly corrections: string | null;
  /** Null: the reconstruction itself; else that many rows made of it, always as CSV. */
  readonly respondents: number | null;
  readonly seed: number;
}

/**
 * Writes the exports in their layouts, and the corrections they need. Folders are made where missing. Files appear under
 * their names when all are written; if writing fails, those that were there stay as they were.
 */
export function writeSimulation(
  simulation: Simulation,
  target: Target,
): readonly { readonly file: string; readonly rows: number }[] {
  mkdirSync(target.out, { recursive: true });
  const staged: string[] = [];
  const write = (path: string, content: Iterable<string | Uint8Array>): void => {
    staged.push(path);
    writePartial(path, content);
  };
  try {
    const written = simulation.exports.map((own) => {
      if (target.respondents !== null) return writeMany(simulation, own, target, target.respondents, write);
      write(join(target.out, own.file), [contentOf(own)]);
      return { file: own.file, rows: own.sheet.rows.length };
    });
    if (target.corrections !== null) {
      mkdirSync(dirname(target.corrections), { recursive: true });
      write(target.corrections, [correctionsCsv(simulation)]);
    }
    for (const path of staged) renameSync(partial(path), path);
    return written;
  } catch (error) {
    for (const path of staged) rmSync(partial(path), { force: true });
    throw error;
  }
}

function partial(path: string): string {
  return `${path}.partial`;
}

function writePartial(path: string, content: Iterable<string | Uint8Array>): void {
  const handle = openSync(partial(path), 'w');
  try {
    for (const part of content) writeAll(handle, part);
  } finally {
    closeSync(handle);
  }
}

function writeMany(
  simulation: Simulation,
  own: SimulatedExport,
  target: Target,
  respondents: number,
  write: (path: string, content: Iterable<string>) => void,
) {
  const file = `${own.questionnaire}-${respondents}.csv`;
  const layout = { ...own.sheet.layout, format: 'csv' } as const;
  const plan = { ...own.plan, assumptions: { ...own.plan.assumptions, layout } };
  const counted = own.rows.filter(
    ({ status, externalReference }) => status === 'Completed' && externalReference === '',
  );
  const rows = multiplyRows(plan, counted, simulation.text, respondents, target.seed);
  write(join(target.out, file), inChunks(writeCsv(layOut(plan, []), layOutRows(plan, rows))));
  return { file, rows: respondents };
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

function contentOf(own: SimulatedExport): string | Uint8Array {
  const { layout } = own.sheet;
  if (layout.format === 'csv') return [...writeCsv(own.sheet, own.sheet.rows)].join('');
  return layout.writtenBy === 'excel' ? writeExcelXlsx(own.sheet) : writePlatformXlsx(own.sheet);
}

function correctionsCsv(simulation: Simulation): string {
  const lines = simulation.corrections.map(({ id, question, from, to }) =>
    [id, question, from, to, 'The same region in other words', 'Synthetic example'].join(','),
  );
  return `${['id,question,from,to,reason,who', ...lines].join('\n')}\n`;
}
