import { chanceOfBase, type Misfit, type Neighbour, type WeighedExplanation } from './explain-misfit.ts';
import type { PrintedFigures } from './printed-cell.ts';
import { FIGURE_WORDS, type FigureKey } from './slips.ts';

/** Chance that some figure changed places with a neighbour's; a judgement, used for order alone. */
const CHANCE = 0.08;
/** How often a cell that no slip touched fits at its n, and one that a slip touched; judgements too. */
const HONEST_FITS = 0.8;
const SLIPPED_FITS = 0.25;
const SOURCE = 'Source: exhaustive search for answers, after CLOSURE (Wilner, Wood & Simons 2018).';
const WHERE = {
  above: 'the row above',
  below: 'the row below',
  left: 'the column to the left',
  right: 'the column to the right',
} as const;

/** That figures changed places with those of the row above or below or the column beside: then both cells fit. */
export function explainBySwap(misfit: Misfit): WeighedExplanation[] {
  const tried = misfit.neighbours.flatMap((neighbour) =>
    partsOf(misfit, neighbour).map((keys) => ({ neighbour, keys })),
  );
  return tried.flatMap(({ neighbour, keys }) => {
    const mine = misfit.cell;
    const theirs = neighbour.cell;
    const here = { ...mine.figures, ...pick(theirs.figures, keys) };
    const there = { ...theirs.figures, ...pick(mine.figures, keys) };
    if (!misfit.reproducer.fits(here, mine.n) || !misfit.reproducer.fits(there, theirs.n)) return [];
    // A neighbour that did not fit either speaks for a swap; one that did speaks against it.
    const evidence = neighbour.atN ? SLIPPED_FITS / HONEST_FITS : (1 - SLIPPED_FITS) / (1 - HONEST_FITS);
    const figures =
      keys.length === 3 ? 'All figures' : `The ${keys.map((key) => FIGURE_WORDS[key]).join(' and ')}`;
    return [
      {
        kind: `swap-${neighbour.where}`,
        ns: [mine.n],
        weight: ((CHANCE * evidence) / tried.length) * chanceOfBase(mine.n, mine.n),
        text: `${figures} may have changed places with ${WHERE[neighbour.where]} (${where(neighbour)}): both cells then have answers for their n. ${SOURCE}`,
      },
    ];
  });
}

/** Which figures could have changed places: in one column with one n, all of them would change nothing. */
function partsOf({ cell, reproducer }: Misfit, { cell: other, where: place }: Neighbour): FigureKey[][] {
  const sameScale = cell.scale[0] === other.scale[0] && cell.scale[1] === other.scale[1];
  if (!sameScale || other.n > reproducer.largest) return [];
  const keys = (['percent', 'mean', 'sd'] as const).filter(
    (key) => cell.figures[key] !== null && other.figures[key] !== null,
  );
  const differing = keys.filter((key) => cell.figures[key] !== other.figures[key]);
  const parts: FigureKey[][] = differing.map((key) => [key]);
  if (differing.includes('mean') && differing.includes('sd')) parts.push(['mean', 'sd']);
  if (differing.length > 1 && cell.n !== other.n && (place === 'left' || place === 'right'))
    parts.push([...differing]);
  // Changing the mean and SD over is changing the percentage over where the n is the same.
  return cell.n === other.n && differing.length === 3
    ? parts.filter((part) => part.length === 1)
    : parts.filter((part, index) => parts.findIndex((same) => same.join() === part.join()) === index);
}

function pick(figures: PrintedFigures, keys: readonly FigureKey[]): Partial<PrintedFigures> {
  return Object.fromEntries(keys.map((key) => [key, figures[key]]));
}

function where({ cell }: Neighbour): string {
  return `“${cell.row}”, ${cell.column}`;
}
