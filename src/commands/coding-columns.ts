/** The columns of codings.csv, in order. */
export const CODING_COLUMNS = [
  'questionnaire',
  'response_id',
  'row',
  'question',
  'code',
  'start',
  'end',
  'text',
  'by',
  'rule',
  'codebook',
  'coder',
  'memo',
] as const;
