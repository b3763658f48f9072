/** A sum of unknowns, by name with whole factors, that equals a known whole number. */
export interface Equation {
  readonly factors: ReadonlyMap<string, number>;
  readonly equals: number;
}

/** A prime whose products stay exact in a double, and another than suppression reckons with: what one misses the other need not. */
const PRIME = 67_108_837;

/**
 * The unknowns that linear equations fix, with their values (from −PRIME/2 to PRIME/2): Gauss–Jordan elimination
 * modulo a prime. Throws when the equations contradict each other, for then they were not those of any data.
 */
export function solveExactly(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const rows = new Map<string, { left: Map<string, number>; right: number }>();
  const usedIn = new Map<string, Set<string>>();
  for (const { factors, equals } of equations) {
    const left = new Map([...factors].map(([name, factor]) => [name, modulo(factor)]));
    let right = modulo(equals);
    for (const name of [...left.keys()]) {
      const times = left.get(name) ?? 0;
      const row = rows.get(name);
      if (times === 0 || row === undefined) continue;
      addTo(left, row.left, PRIME - times);
      right = modulo(right - ((times * row.right) % PRIME));
    }
    const [first] = left;
    if (first === undefined) {
      if (right !== 0) throw new Error('the visible figures contradict each other');
      continue;
    }
    const [pivot, factor] = first;
    const inverse = power(factor, PRIME - 2);
    for (const [name, value] of left) left.set(name, (value * inverse) % PRIME);
    right = (right * inverse) % PRIME;
    for (const other of usedIn.get(pivot) ?? []) {
      const row = rows.get(other);
      const times = row?.left.get(pivot) ?? 0;
      if (row === undefined || times === 0) continue;
      addTo(row.left, left, PRIME - times);
      row.right = modulo(row.right - ((times * right) % PRIME));
      for (const name of row.left.keys()) note(usedIn, name, other);
    }
    rows.set(pivot, { left, right });
    for (const name of left.keys()) note(usedIn, name, pivot);
  }
  return new Map(
    [...rows]
      .filter(([, { left }]) => left.size === 1)
      .map(([name, { right }]) => [name, right > PRIME / 2 ? right - PRIME : right]),
  );
}

function note(usedIn: Map<string, Set<string>>, name: string, row: string): void {
  const known = usedIn.get(name);
  if (known === undefined) usedIn.set(name, new Set([row]));
  else known.add(row);
}

function addTo(row: Map<string, number>, other: ReadonlyMap<string, number>, times: number): void {
  for (const [name, factor] of other) {
    const value = modulo((row.get(name) ?? 0) + ((times * factor) % PRIME));
    if (value === 0) row.delete(name);
    else row.set(name, value);
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
