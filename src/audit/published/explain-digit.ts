import { basesToTry } from './explain-convention.ts';
import { chanceOfBase, listNumbers, type Misfit, type WeighedExplanation } from './explain-misfit.ts';
import { digitsChangedOver, FIGURE_WORDS, type FigureKey, oneDigitOff, printable } from './slips.ts';

/** Chances of a misprinted digit, and of two changed over, in one figure; judgements, used for order alone. */
const CHANCE = { 'one-digit': 0.06, 'digits-changed-over': 0.02 } as const;
const WORDS = {
  'one-digit': 'One digit of the',
  'digits-changed-over': 'Two neighbouring digits of the',
} as const;
const SOURCE = 'Source: exhaustive search for answers, after CLOSURE (Wilner, Wood & Simons 2018).';
/** So many figures that fit are named in a sentence. */
const NAMED = 3;

/** That one digit is misprinted, or two neighbouring ones are changed over; one explanation a figure and kind. */
export function explainByDigit(misfit: Misfit): WeighedExplanation[] {
  const { cell, reproducer } = misfit;
  const bases = basesToTry(misfit);
  const found: WeighedExplanation[] = [];
  for (const key of ['percent', 'mean', 'sd'] as const satisfies readonly FigureKey[]) {
    const printed = cell.figures[key];
    if (printed === null) continue;
    for (const kind of ['one-digit', 'digits-changed-over'] as const) {
      const meant = (kind === 'one-digit' ? oneDigitOff(printed) : digitsChangedOver(printed)).filter(
        ({ text }) => printable(key, text, cell.scale),
      );
      const all = meant.reduce((sum, { weight }) => sum + weight, 0);
      const fitting = meant
        .map(({ text, weight }) => {
          const ns = bases.filter((base) => reproducer.fits({ ...cell.figures, [key]: text }, base));
          const chance = ns.reduce((sum, base) => sum + chanceOfBase(base, cell.n), 0);
          return { text, ns, weight: (weight / all) * chance };
        })
        .filter(({ ns }) => ns.length > 0)
        .sort((a, b) => b.weight - a.weight);
      if (fitting.length === 0) continue;
      const named = fitting.slice(0, NAMED).map(({ text, ns }) => `${text} (n ${listNumbers(ns, 3)})`);
      const rest = fitting.length - named.length;
      found.push({
        kind: `${kind}-${key}`,
        ns: [...new Set(fitting.flatMap(({ ns }) => ns))].sort((a, b) => a - b),
        weight: CHANCE[kind] * fitting.reduce((sum, { weight }) => sum + weight, 0),
        text: `${WORDS[kind]} ${FIGURE_WORDS[key]} ${printed} may be ${kind === 'one-digit' ? 'misprinted' : 'changed over'}: answers exist for ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}. ${SOURCE}`,
      });
    }
  }
  return found;
}
