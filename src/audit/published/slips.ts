import type { PrintedFigures } from './printed-cell.ts';

export type FigureKey = keyof PrintedFigures;

export const FIGURE_WORDS: Readonly<Record<FigureKey, string>> = {
  percent: 'percentage',
  mean: 'mean',
  sd: 'SD',
};

/** What may have been meant by a printed figure, and how likely it is beside the others of its kind (above 0). */
interface Meant {
  readonly text: string;
  readonly weight: number;
}

/** So much likelier is a last digit off by one (a rounding slip) than any other digit misprinted. */
const NEXT_DOOR = 4;

/**
 * Every figure that differs from the printed one in one digit, with as many digits: 75 gives 74, 76, 70 … 95, not
 * 5. The last digit one up or down counts four times as likely as another.
 */
export function oneDigitOff(printed: string): Meant[] {
  const last = printed.length - 1;
  return [...printed].flatMap((digit, place) => {
    if (!/\d/.test(digit)) return [];
    return [...'0123456789']
      .filter((other) => other !== digit && !(place === 0 && other === '0' && /^\d\d/.test(printed)))
      .map((other) => ({
        text: printed.slice(0, place) + other + printed.slice(place + 1),
        weight: place === last && Math.abs(Number(other) - Number(digit)) === 1 ? NEXT_DOOR : 1,
      }));
  });
}

/** Every figure that differs from the printed one in its last digit alone: nine. */
export function lastDigitDrawnAnew(printed: string): string[] {
  const last = printed.slice(-1);
  return [...'0123456789'].filter((digit) => digit !== last).map((digit) => printed.slice(0, -1) + digit);
}

/** Every figure with two neighbouring digits of the printed one changed over: 5.57 for 5.75; 5.67 gives 6.57 too. */
export function digitsChangedOver(printed: string): Meant[] {
  const places = [...printed.matchAll(/\d/g)].map(({ index }) => index);
  return places.slice(1).flatMap((second, index) => {
    const first = places[index] ?? 0;
    const digits = [...printed];
    [digits[first], digits[second]] = [digits[second] ?? '', digits[first] ?? ''];
    const text = digits.join('');
    return text === printed || /^0\d/.test(text) ? [] : [{ text, weight: 1 }];
  });
}

/** Whether a figure could be printed at all: a percentage up to 100, a mean on the scale, an SD no larger than its width. */
export function printable(key: FigureKey, text: string, [low, high]: readonly [number, number]): boolean {
  const value = Number(text);
  if (key === 'percent') return value <= 100;
  return key === 'mean' ? value >= low && value <= high : value <= high - low;
}
