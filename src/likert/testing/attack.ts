/** A whole number over another, in lowest terms with a positive denominator: this attacker shares no code with `hide`. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** A sum of unknowns, by name with factors, that equals a known number. */
export interface KnownSum {
  readonly factors: ReadonlyMap<string, number>;
  readonly equals: number;
}

/**
 * The unknowns that a system of linear equations gives away, with their values: Gauss–Jordan elimination in rational
 * numbers. Throws when the equations contradict each other.
 */
export function solveFor(sums: readonly KnownSum[]): Map<string, number> {
  const rows: { left: Map<string, Fraction>; right: Fraction; pivot: string }[] = [];
  for (const { factors, equals } of sums) {
    const left = new Map([...factors].map(([name, factor]) => [name, fraction(BigInt(factor), 1n)]));
    let right = fraction(BigInt(equals), 1n);
    for (const row of rows) {
      const times = left.get(row.pivot);
      if (times === undefined) continue;
      takeAway(left, row.left, times);
      right = minus(right, multiply(times, row.right));
    }
    const [first] = left;
    if (first === undefined) {
      if (right.top !== 0n) throw new Error('the published figures contradict each other');
      continue;
    }
    const [pivot, factor] = first;
    const inverse = fraction(factor.bottom, factor.top);
    for (const [name, value] of left) left.set(name, multiply(value, inverse));
    right = multiply(right, inverse);
    for (const row of rows) {
      const times = row.left.get(pivot);
      if (times === undefined) continue;
      takeAway(row.left, left, times);
      row.right = minus(row.right, multiply(times, right));
    }
    rows.push({ left, right, pivot });
  }
  return new Map(
    rows
      .filter(({ left }) => left.size === 1)
      .map(({ pivot, right }) => [pivot, Number(right.top) / Number(right.bottom)]),
  );
}

function takeAway(from: Map<string, Fraction>, row: ReadonlyMap<string, Fraction>, times: Fraction): void {
  for (const [name, factor] of row) {
    const value = minus(from.get(name) ?? fraction(0n, 1n), multiply(times, factor));
    if (value.top === 0n) from.delete(name);
    else from.set(name, value);
  }
}

function fraction(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b > 0n) [a, b] = [b, a % b];
  const sign = bottom < 0n ? -1n : 1n;
  return { top: (sign * top) / a, bottom: (sign * bottom) / a };
}

function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

function minus(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
}
