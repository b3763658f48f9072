/** A sentence's place in its paragraph. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** After these a full stop ends no sentence. */
const ABBREVIATED =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|nos|fig|figs|pp?|vol|dr|mr|mrs|ms|st|al|[A-Z])|\d)\.$/i;

/** The sentences of a paragraph, in order, without the space between them. Line breaks end one. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const put = (end: number): void => {
    const raw = text.slice(start, end);
    const from = start + raw.length - raw.trimStart().length;
    if (raw.trim() !== '') spans.push({ start: from, end: from + raw.trim().length });
    start = end;
  };
  for (const match of text.matchAll(/[.!?]["”’)\]]*\s+(?=["“‘([]?[\p{Lu}\d])|\n+/gu)) {
    const stop = match.index + match[0].trimEnd().length;
    if (
      match[0].startsWith('.') &&
      !/\n/.test(match[0]) &&
      ABBREVIATED.test(text.slice(0, match.index + 1)) &&
      !/\d\.$/.test(text.slice(0, match.index + 1))
    )
      continue;
    put(Math.max(stop, match.index));
  }
  put(text.length);
  return spans;
}
