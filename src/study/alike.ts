/**
 * The candidates most like a text, best first and at most `limit`: by Dice's coefficient over letter pairs of the
 * folded texts (Dice 1945), 0.3 or more. Repeated candidates count once; ties keep the candidates' order.
 */
export function mostAlike(text: string, candidates: readonly string[], limit: number): readonly string[] {
  const wanted = pairs(text);
  return [...new Set(candidates)]
    .map((candidate) => {
      const other = pairs(candidate);
      const shared = [...wanted].filter((pair) => other.has(pair)).length;
      return { candidate, score: (2 * shared) / Math.max(1, wanted.size + other.size) };
    })
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** A text without what printing changes: case, spacing, curly quotes, a final full stop. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .toLowerCase();
}

function pairs(text: string): ReadonlySet<string> {
  const letters = fold(text);
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)),
  );
}
