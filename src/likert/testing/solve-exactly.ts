/** A sum of unknowns, by name with whole factors, that equals a known whole number. */
export interface Equation {
  readonly factors: ReadonlyMap<string, number>;
  readonly equals: number;
}

/** An equation in whole numbers, divided by what its factors and its right side share. */
interface Row {
  readonly left: ReadonlyMap<string, bigint>;
  readonly right: bigint;
}

/**
 * The unknowns that linear equations fix, with their values: Gauss–Jordan elimination in whole numbers of any size, so
 * in rational arithmetic. Suppression reckons modulo a prime; what it misses must not be missed here for the same
 * reason. Throws when the equations contradict each other, for then they were not those of any data.
 */
export function solveExactly(equations: readonly Equation[]): ReadonlyMap<string, number> {
  const rows = new Map<string, Row>();
  const usedIn = new Map<string, Set<string>>();
  const keep = (pivot: string, row: Row): void => {
    rows.set(pivot, row);
    for (const name of row.left.keys()) {
      const users = usedIn.get(name) ?? new Set();
      usedIn.set(name, users.add(pivot));
    }
  };
  for (const { factors, equals } of equations) {
    let row = reduced(new Map([...factors].map(([name, factor]) => [name, BigInt(factor)])), BigInt(equals));
    for (const name of [...row.left.keys()]) {
      const known = rows.get(name);
      if (known !== undefined) row = without(name, row, known);
    }
    const [pivot] = row.left.keys();
    if (pivot === undefined) {
      if (row.right !== 0n) throw new Error('the visible figures contradict each other');
      continue;
    }
    for (const other of usedIn.get(pivot) ?? []) {
      const user = rows.get(other);
      if (user?.left.has(pivot)) keep(other, without(pivot, user, row));
    }
    keep(pivot, row);
  }
  return new Map(
    [...rows].flatMap(([name, { left, right }]): [string, number][] => {
      const factor = left.get(name);
      return left.size === 1 && factor !== undefined ? [[name, Number(right) / Number(factor)]] : [];
    }),
  );
}

/** The first row with one unknown taken out by the second. */
function without(name: string, row: Row, other: Row): Row {
  const own = row.left.get(name);
  const its = other.left.get(name);
  if (own === undefined || its === undefined) return row;
  const left = new Map([...row.left].map(([each, factor]) => [each, factor * its]));
  for (const [each, factor] of other.left) {
    const value = (left.get(each) ?? 0n) - factor * own;
    if (value === 0n) left.delete(each);
    else left.set(each, value);
  }
  return reduced(left, row.right * its - other.right * own);
}

function reduced(left: ReadonlyMap<string, bigint>, right: bigint): Row {
  let shared = right < 0n ? -right : right;
  for (const factor of left.values()) shared = greatestCommonDivisor(shared, factor < 0n ? -factor : factor);
  if (shared < 2n) return { left: new Map([...left].filter(([, factor]) => factor !== 0n)), right };
  return {
    left: new Map(
      [...left].filter(([, factor]) => factor !== 0n).map(([name, factor]) => [name, factor / shared]),
    ),
    right: right / shared,
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}
