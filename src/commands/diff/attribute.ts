import type { Aspect, Cause } from './cause.ts';
import type { FigurePlace } from './place-figure.ts';

/** That a cause can have moved a figure. */
export interface Attribution {
  /** Its number in the list of causes, from 1. */
  readonly cause: number;
  /** How many of the respondents it is about; null where it is about nobody in particular. */
  readonly respondents: number | null;
  /** Who they are, where that was asked for and is told apart. */
  readonly ids?: readonly string[];
}

/**
 * The causes that can have moved a figure in one of these ways, in their order. A file as a whole is named only where nothing
 * finer reaches the figure, the program's version where nothing else does. Empty: the runs' files do not tell.
 */
export function attribute(
  causes: readonly Cause[],
  place: FigurePlace,
  aspects: readonly Aspect[],
  options: { readonly ids: boolean },
): readonly Attribution[] {
  for (const rank of [0, 1, 2]) {
    const found: Attribution[] = [];
    for (const [at, { rank: own, reach, respondents, who }] of causes.entries()) {
      if (own !== rank) continue;
      const reached = Math.max(...aspects.map((aspect) => reach(place, aspect)));
      if (reached === 0) continue;
      const ids = options.ids ? who : undefined;
      found.push({
        cause: at + 1,
        respondents: respondents === null ? null : reached,
        ...(ids === undefined ? {} : { ids: [...new Set(aspects.flatMap((aspect) => ids(place, aspect)))] }),
      });
    }
    if (found.length > 0) return found;
  }
  return [];
}
