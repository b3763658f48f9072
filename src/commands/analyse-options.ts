/** Formats that tables can be written in, and the report (`html`). */
export const FORMATS = ['html', 'csv', 'md', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** What `crs-eval analyse` was asked to do, as its command line is parsed. */
export interface AnalyseOptions {
  readonly out: string | undefined;
  readonly study: string | undefined;
  readonly questionnaire: string | undefined;
  readonly codes: 'index' | 'values' | undefined;
  readonly corrections: string | undefined;
  readonly prefer: 'first' | 'last' | undefined;
  readonly suppressBelow: number | undefined;
  readonly by: readonly string[];
  readonly format: readonly Format[];
  readonly charts: boolean;
  readonly strict: boolean;
}
