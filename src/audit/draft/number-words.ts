const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const UNIT = UNITS.slice(1, 10).join('|');

/** Numbers from zero to a hundred in words, as a pattern without groups of its own. */
export const NUMBER_WORDS = `(?:(?:${TENS.join('|')})(?:[- ](?:${UNIT}))?|${[...UNITS].reverse().join('|')}|(?:a|one) hundred|hundred)`;

/** The number that such words say: `ninety-one` is 91. Null for anything else. */
export function numberOfWords(words: string): number | null {
  const text = words.toLowerCase().trim();
  if (/^(?:(?:a|one) )?hundred$/.test(text)) return 100;
  const unit = UNITS.indexOf(text);
  if (unit >= 0) return unit;
  const [ten = '', one] = text.split(/[- ]/);
  const tens = TENS.indexOf(ten);
  if (tens < 0) return null;
  const rest = one === undefined ? 0 : UNITS.indexOf(one);
  return rest < 0 ? null : (tens + 2) * 10 + rest;
}
