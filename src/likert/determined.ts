/** A sum of unknowns that is known: the unknowns, by number, with their factors. */
export type Equation = ReadonlyMap<number, number>;

/**
 * The unknowns that a system of linear equations fixes, whatever the known sides are. Exact elimination modulo a prime
 * (all factors are ±1, so a wrong answer needs a minor divisible by it): an unknown is free if a null vector with free
 * unknowns drawn from a fixed sequence is not zero there. It can call a free one fixed with chance 1/67108859, never a
 * fixed one free but for such a minor.
 */
export function determined(equations: readonly Equation[]): Set<number> {
  const pivots: { readonly unknown: number; readonly row: Map<number, number> }[] = [];
  const unknowns = new Set<number>();
  for (const equation of equations) {
    const row = new Map<number, number>();
    for (const [unknown, factor] of equation) {
      unknowns.add(unknown);
      row.set(unknown, modulo(factor));
    }
    // In the order in which they were found: a later pivot's row holds none of the earlier ones.
    for (const pivot of pivots) subtract(row, pivot.row, row.get(pivot.unknown) ?? 0);
    const [first] = row;
    if (first === undefined) continue;
    const [unknown, factor] = first;
    const inverse = power(factor, PRIME - 2);
    for (const [other, value] of row) row.set(other, (value * inverse) % PRIME);
    pivots.push({ unknown, row });
  }
  const values = new Map<number, number>();
  const bound = new Set(pivots.map(({ unknown }) => unknown));
  let draw = 1;
  for (const unknown of unknowns) {
    if (bound.has(unknown)) continue;
    draw = (draw * 48_271) % PRIME;
    values.set(unknown, draw);
  }
  for (const { unknown, row } of pivots.toReversed()) {
    let sum = 0;
    for (const [other, factor] of row)
      if (other !== unknown) sum = (sum + factor * (values.get(other) ?? 0)) % PRIME;
    values.set(unknown, modulo(-sum));
  }
  return new Set([...unknowns].filter((unknown) => values.get(unknown) === 0));
}

/** The largest prime below 2^26: products stay exact in a double. */
const PRIME = 67_108_859;

function subtract(row: Map<number, number>, from: ReadonlyMap<number, number>, times: number): void {
  if (times === 0) return;
  for (const [unknown, factor] of from) {
    const value = modulo((row.get(unknown) ?? 0) - ((times * factor) % PRIME));
    if (value === 0) row.delete(unknown);
    else row.set(unknown, value);
  }
}

function modulo(value: number): number {
  return ((value % PRIME) + PRIME) % PRIME;
}

function power(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}
