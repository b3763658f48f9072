const SIGNS: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** A text set as superscript, in signs that are: `1` as `¹`, a single letter as `ᵃ`; ordinals such as `th` stay as they are. */
export function raised(text: string): string {
  return text.replace(/\d/g, (digit) => SIGNS[digit] ?? digit).replace(/^\s*\p{L}\s*$/u, 'ᵃ');
}

/** Whether a text ends in a superscript of a unit, such as km², which is no note's marker. */
export function endsInPower(text: string): boolean {
  return /(?:^|[\s(/\d])(?:[cdkmµ]?m|mi|ft|yd|in)[²³]$/u.test(text.trim());
}
