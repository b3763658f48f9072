import type { AnalyseOptions } from '../analyse-options.ts';
import { analyse } from '../analyse-run.ts';

const OPTIONS: AnalyseOptions = {
  out: 'out',
  study: undefined,
  questionnaire: undefined,
  codes: undefined,
  corrections: undefined,
  decisions: undefined,
  codings: [],
  reference: undefined,
  set: undefined,
  quotes: undefined,
  readings: undefined,
  audit: undefined,
  prefer: undefined,
  suppressBelow: undefined,
  by: [],
  format: ['html'],
  charts: false,
  strict: false,
  coding: true,
};

/** Analyses files in this process, from `cwd` and into its folder `out`, without charts and as HTML alone unless `changes` says otherwise. */
export async function analyseHere(
  cwd: string,
  files: readonly string[],
  changes: Partial<AnalyseOptions>,
): Promise<void> {
  await analyse(files, { ...OPTIONS, ...changes }, { stdout: () => {}, stderr: () => {}, cwd, env: {} });
}
