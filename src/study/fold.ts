const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  pound: '£',
  euro: '€',
  eacute: 'é',
};

/**
 * The text with its HTML entities (named, decimal, hexadecimal) replaced by what they stand for, once or, where the
 * export escaped them twice (`&amp;#61;`), twice. An entity it doesn't know stays as it is.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const once = decodeOnce(text);
  return once.includes('&') ? decodeOnce(once) : once;
}

/**
 * A wording reduced to what survives an export, so that two spellings of it are equal: no commas, apostrophes or
 * quotation marks (straight or curly), no HTML tags or entities, no case, one hyphen for every dash, single spaces.
 * `people's`, `peoples` and `people’s` fold alike. Empty for a text of nothing but such marks.
 */
export function fold(text: string): string {
  return decodeEntities(text)
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .normalize('NFKC')
    .replace(/[,'"`´‘’‚‛“”„′″\u00ad\u200b-\u200f\ufeff]/g, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * As `fold`, without any spaces: equal too where a line break or tag between two words was dropped with nothing in
 * its place (`Personality Test<br>This is` exports as `Personality TestThis is`).
 */
export function foldTight(text: string): string {
  return fold(text).replaceAll(' ', '');
}

function decodeOnce(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
