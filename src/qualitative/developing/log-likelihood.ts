/**
 * How far a word is more frequent in one set of texts than in another: G², from how often it occurs in each (`a`, `b`) and how
 * many words each has (`c`, `d`). 0 where the rates are equal; where one set has no words, null. Against χ² with one degree of
 * freedom: 3.84 is p < 0.05, 6.63 p < 0.01, 10.83 p < 0.001, for one word looked at. Rayson & Garside (2000), Comparing Corpora
 * using Frequency Profiling: 2 (a ln(a/E₁) + b ln(b/E₂)), E₁ = c(a+b)/(c+d), E₂ = d(a+b)/(c+d), 0 ln 0 = 0.
 */
export function logLikelihood(a: number, b: number, c: number, d: number): number | null {
  if (c === 0 || d === 0) return null;
  if (a * d === b * c) return 0;
  const rate = (a + b) / (c + d);
  const part = (found: number, size: number) => (found === 0 ? 0 : found * Math.log(found / (size * rate)));
  return Math.max(0, 2 * (part(a, c) + part(b, d)));
}
