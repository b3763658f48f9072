/** Reproducible random choices, on 32-bit integers only, so that every machine draws the same. */
export interface Random {
  /** A whole number from 0 to `bound` − 1, each as likely; `bound` from 1 to 2³². */
  readonly below: (bound: number) => number;
  /** `below` for one bound, for many draws: the same numbers, quicker. */
  readonly picker: (bound: number) => () => number;
  /** True in `percent` of a hundred cases. */
  readonly chance: (percent: number) => boolean;
  /** A new array with the same elements in random order (Fisher–Yates). */
  readonly shuffle: <T>(items: readonly T[]) => T[];
  /** A whole number from −2000 to 2000 with most of them near 0 (four dice), SD about 577. */
  readonly bell: () => number;
}

/**
 * The draws that belong to a seed and a purpose. Each purpose has its own stream, so that adding a question or a
 * row leaves the draws of all others as they were. sfc32 by Chris Doty-Humphrey (PractRand), seeded with FNV-1a.
 */
export function randomFor(seed: number, purpose: string): Random {
  let a = seed | 0;
  let b = fingerprint(purpose, 0x811c9dc5);
  let c = fingerprint(purpose, seed ^ 0x9e3779b9);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  const picker = (bound: number) => {
    // Draws past the last whole multiple of the bound would favour small numbers.
    const fair = 4294967296 - (4294967296 % bound);
    return (): number => {
      for (;;) {
        const drawn = next();
        // drawn % bound, without the slow remainder of floating-point numbers; exact below 2³².
        if (drawn < fair) return drawn - Math.floor(drawn / bound) * bound;
      }
    };
  };
  const below = (bound: number): number => picker(bound)();
  return {
    below,
    picker,
    chance: (percent) => below(100) < percent,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const kept = shuffled[last];
        const moved = shuffled[other];
        if (kept !== undefined && moved !== undefined) {
          shuffled[last] = moved;
          shuffled[other] = kept;
        }
      }
      return shuffled;
    },
    bell: () => below(1001) + below(1001) + below(1001) + below(1001) - 2000,
  };
}

function fingerprint(text: string, start: number): number {
  let hash = start | 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
