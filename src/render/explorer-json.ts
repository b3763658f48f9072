import type { Explorer } from './contract.ts';
import { visibleLine } from './visible-text.ts';

/**
 * The explorer's figures as the web report holds them: JSON whose cells are lists, `[item, group of each dimension, answered,
 * count, percent, mean, sd]`, cut short after a shorthand that stands for all. It can stand in a `script` element: it
 * holds no `<`, and no line separator of JavaScript's.
 */
export function explorerJson({ dimensions, items, cells }: Explorer, notes: readonly string[]): string {
  const content = {
    dimensions: dimensions.map(({ label, breakdown, groups }) => [
      visibleLine(label),
      breakdown,
      groups.map(visibleLine),
    ]),
    items: items.map(({ label, answer }) => [visibleLine(label), visibleLine(answer)]),
    cells: cells.map(({ item, groups, answered, count, percent, mean, sd }) => {
      const place = [item, ...groups];
      return /^\[[a-z]\]$/.test(answered)
        ? [...place, answered]
        : [...place, answered, count, percent, mean, sd];
    }),
    notes: notes.map(visibleLine),
  };
  return JSON.stringify(content).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
