import { determined, type Equation } from './determined.ts';
import type { Relation } from './relations.ts';

/** Cells that add up, and what is to be protected among them. */
export interface Protection {
  readonly relations: readonly Relation[];
  /** Answers of each cell. */
  readonly answered: ReadonlyMap<string, number>;
  /** Hidden before anything else. */
  readonly primary: ReadonlySet<string>;
  /** Known to everybody whatever is printed; never hidden, and no cover for another. */
  readonly known: ReadonlySet<string>;
  /** Answers that may not be left over when what is visible is subtracted. */
  readonly below: number;
}

/**
 * The primary cells and those that must be hidden with them, so that (a) no hidden cell follows from the visible ones by
 * any sequence of additions and subtractions, and (b) in no sum do visible cells leave over fewer answers than `below`.
 * Each time the smallest visible cell of the sum is hidden next; of equal ones the first. Where all that is left is
 * known to everybody, a sum stays as it is.
 */
export function hide(protection: Protection): Set<string> {
  const hidden = new Set([...protection.primary].filter((cell) => !protection.known.has(cell)));
  for (;;) {
    coverSums(protection, hidden);
    const next = nextForDetermined(protection, hidden);
    if (next === null) return hidden;
    hidden.add(next);
  }
}

function coverSums(protection: Protection, hidden: Set<string>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const relation of protection.relations) {
      while (leavesLittle(protection, hidden, relation)) {
        const next = smallestVisible(protection, hidden, [relation]);
        if (next === null) break;
        hidden.add(next);
        changed = true;
      }
    }
  }
}

function leavesLittle(protection: Protection, hidden: ReadonlySet<string>, relation: Relation): boolean {
  const sizeOf = (cells: readonly string[]) =>
    cells.reduce((sum, cell) => sum + (protection.answered.get(cell) ?? 0), 0);
  const left = relation.children.filter((cell) => hidden.has(cell));
  if (hidden.has(relation.parent)) return left.length === 0;
  if (left.length === 0) return false;
  const shown = sizeOf(relation.children.filter((cell) => !hidden.has(cell)));
  // Not the size of the hidden ones where groups overlap, but still that of someone: those in no group that is shown.
  const rest = sizeOf([relation.parent]) - shown;
  return left.length === 1 || sizeOf(left) < protection.below || (rest >= 0 && rest < protection.below);
}

function nextForDetermined(protection: Protection, hidden: ReadonlySet<string>): string | null {
  const cells = [...hidden];
  const numbers = new Map(cells.map((cell, number) => [cell, number]));
  const equations = protection.relations.map((relation) => equationOf(relation, numbers));
  const fixed = determined(equations.filter((equation) => equation.size > 0));
  const candidates = [...fixed]
    .map((number) => {
      const cell = cells[number] ?? '';
      const touching = protection.relations.filter(
        ({ parent, children }) => parent === cell || children.includes(cell),
      );
      return smallestVisible(protection, hidden, touching);
    })
    .filter((cell) => cell !== null);
  return smallest(protection, candidates);
}

function equationOf(relation: Relation, numbers: ReadonlyMap<string, number>): Equation {
  const equation = new Map<number, number>();
  const parent = numbers.get(relation.parent);
  if (parent !== undefined) equation.set(parent, -1);
  for (const cell of relation.children) {
    const child = numbers.get(cell);
    if (child !== undefined) equation.set(child, 1);
  }
  return equation;
}

function smallestVisible(
  protection: Protection,
  hidden: ReadonlySet<string>,
  relations: readonly Relation[],
): string | null {
  const may = (cell: string) => !hidden.has(cell) && !protection.known.has(cell);
  const child = smallest(
    protection,
    relations.flatMap(({ children }) => children.filter(may)),
  );
  return child ?? smallest(protection, relations.map(({ parent }) => parent).filter(may));
}

function smallest(protection: Protection, cells: readonly string[]): string | null {
  let found: string | null = null;
  const size = (cell: string) => protection.answered.get(cell) ?? 0;
  for (const cell of cells) if (found === null || size(cell) < size(found)) found = cell;
  return found;
}
