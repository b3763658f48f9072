/** How near two points may stand on a line, in pixels: a symbol and a gap. */
export const STEP = 13;

/** Points nearer than a symbol's width go into stacks, centred on the row's line: `offset` in steps from it. */
export function stackPoints<Dot extends { readonly x: number }>(
  dots: readonly Dot[],
): readonly (Dot & { readonly depth: number; readonly offset: number })[] {
  const sorted = dots.toSorted((left, right) => left.x - right.x);
  const clusters: (Dot & { depth: number })[][] = [];
  for (const dot of sorted) {
    const cluster = clusters.at(-1);
    const last = cluster?.at(-1);
    if (cluster === undefined || last === undefined || dot.x - last.x >= STEP) {
      clusters.push([{ ...dot, depth: 0 }]);
      continue;
    }
    const taken = new Set(cluster.filter((other) => dot.x - other.x < STEP).map((other) => other.depth));
    let depth = 0;
    while (taken.has(depth)) depth += 1;
    cluster.push({ ...dot, depth });
  }
  return clusters.flatMap((cluster) => {
    const deepest = Math.max(...cluster.map((dot) => dot.depth));
    return cluster.map((dot) => ({ ...dot, offset: dot.depth - deepest / 2 }));
  });
}
