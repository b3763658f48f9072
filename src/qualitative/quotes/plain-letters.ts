/** A text with the many ways of writing a letter made one, and where each of its units came from. */
export interface PlainLetters {
  readonly text: string;
  /** Of each unit of `text`, and of its end, the place in the original. */
  readonly from: readonly number[];
}

/**
 * The text without accents and unseen characters (soft hyphens, joiners, direction marks), full-width and other compatibility forms as
 * plain ones, apostrophes and dashes straight. Case and spaces stay. So "Siân", "Si\u00adan" and "Ｓｉａｎ" are the same name.
 */
export function plainLetters(text: string): PlainLetters {
  const units: string[] = [];
  const from: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = plainCharacter(character);
    for (let unit = 0; unit < plain.length; unit += 1) from.push(at);
    units.push(plain);
    at += character.length;
  }
  from.push(at);
  return { text: units.join(''), from };
}

function plainCharacter(character: string): string {
  if (character >= ' ' && character <= '~') return character === '`' ? "'" : character;
  return character
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[‘’ʼ´′]/g, "'")
    .replace(/\p{Pd}/gu, '-');
}
