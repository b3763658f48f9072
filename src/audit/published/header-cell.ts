/** What the figures under a heading are. `pair` is mean (SD), `percent-count` "33 (11)", `count-percent` "11 (33)". */
export type Measure = 'percent' | 'mean' | 'sd' | 'pair' | 'count' | 'percent-count' | 'count-percent' | 'n';

/** A heading taken apart: `WS (n=28)` is group WS of n 28; `% agreement (n=197)` a percentage of n 197. */
export interface HeaderCell {
  /** What is left of the heading without measure and n; "" where that is nothing. */
  readonly label: string;
  /** Null where the heading does not say; its cells then do. */
  readonly measure: Measure | null;
  readonly n: number | null;
}

const N = /[([]?\s*\b[nN]\s*=\s*(\d{1,3}(?:[ ,]\d{3})+|\d+)\s*[)\]]?/;
const MEASURES: readonly (readonly [Measure, RegExp])[] = [
  ['pair', /\bmean\b\s*[([]\s*(?:sd|s\.d\.|std\.?|standard deviation)\s*[)\]]/i],
  ['percent-count', /%.*\(\s*n\s*\)\s*$|per ?cent.*\(\s*n\s*\)\s*$/i],
  ['count-percent', /(?:\bn\b|\bcount\b|\bnumber\b)[^()]*\(\s*(?:%|per ?cent)\s*\)\s*$/i],
  ['percent', /%|\bper ?cent(age)?\b/i],
  ['mean', /\bmean\b|\baverage\b/i],
  ['sd', /^\s*(?:sd|s\.d\.|st\.? ?dev\.?|std\.? ?dev\.?|standard deviation)\s*$|[:–-]\s*sd\s*$/i],
  ['n', /^\s*(?:n|base|respondents)\s*$|[:–-]\s*n\s*$/i],
  ['count', /^\s*(?:count|frequency|number)\s*$|[:–-]\s*count\s*$/i],
];
/** Words that name a measure and no group. */
const MEASURE_WORDS =
  /\bmean\b|\baverage\b|[([]?\bs\.?d\.?\b[)\]]?|\bstandard deviation\b|%|\bper ?cent(age)?\b|\bagree(ment|ing)?\b|\(\s*n\s*\)|\bcount\b|\bbase\b|^\s*n\s*$|[:–-]\s*n\s*$/gi;

/** Takes a heading apart. */
export function readHeader(text: string): HeaderCell {
  const counted = N.exec(text);
  const without = text.replace(N, ' ');
  const measure = MEASURES.find(([, pattern]) => pattern.test(without))?.[0] ?? null;
  const label = without
    .replace(MEASURE_WORDS, ' ')
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:–-]+|[\s:–-]+$/g, '');
  return {
    label,
    measure,
    n: counted?.[1] === undefined ? null : Number(counted[1].replace(/[ ,]/g, '')),
  };
}

/** Whether a heading says what figures stand under it. */
export function isFigureHeader(text: string): boolean {
  const { measure, n } = readHeader(text);
  return text.length < 120 && (measure !== null || n !== null);
}
