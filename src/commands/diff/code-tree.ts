import { groupBy } from '../../exact/group-by.ts';
import type { Study } from '../../study/study.ts';

/** The codes of two studies' codebooks and how they hang together, in either. */
export interface CodeTree {
  /** The code and all below it. */
  readonly below: (code: string) => readonly string[];
  /** The code and all above it. */
  readonly above: (code: string) => readonly string[];
}

/** The codes of both studies. A code that neither has stands alone. */
export function codeTree(studies: readonly Study[]): CodeTree {
  const edges = studies.flatMap(({ codebook }) =>
    (codebook?.codes ?? []).flatMap(({ id, parent }) => (parent === null ? [] : [{ id, parent }])),
  );
  const walk = (code: string, next: (code: string) => readonly string[]): readonly string[] => {
    const found = new Set([code]);
    // The set grows while it is walked; a code is in it once, so that no loop of parents hangs this.
    for (const each of found) for (const other of next(each)) found.add(other);
    return [...found];
  };
  const cached = (next: (code: string) => readonly string[]) => {
    const known = new Map<string, readonly string[]>();
    return (code: string): readonly string[] => {
      const found = known.get(code) ?? walk(code, next);
      known.set(code, found);
      return found;
    };
  };
  return {
    below: cached(
      neighbours(
        edges,
        ({ parent }) => parent,
        ({ id }) => id,
      ),
    ),
    above: cached(
      neighbours(
        edges,
        ({ id }) => id,
        ({ parent }) => parent,
      ),
    ),
  };
}

interface Edge {
  readonly id: string;
  readonly parent: string;
}

/** What the edges from a code lead to, in their order. */
function neighbours(
  edges: readonly Edge[],
  from: (edge: Edge) => string,
  to: (edge: Edge) => string,
): (code: string) => readonly string[] {
  const known = groupBy(edges, from);
  return (code) => (known.get(code) ?? []).map(to);
}
