/** A stretch of a text, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A span of UTF-16 units as one of Unicode code points over the text with each CRLF a single LF, as files count. A lone
 * carriage return and a lone surrogate count one; a place within a pair counts as before it.
 */
export function codePointSpan(text: string, start: number, end: number): Span {
  if (text !== lastText) {
    lastText = text;
    lastIsPlain = !/[\r\ud800-\udbff]/.test(text);
  }
  if (lastIsPlain) return { start, end };
  const before = countPoints(text, 0, start);
  return { start: before, end: before + countPoints(text, start, Math.max(start, end)) };
}

// Several spans of one text are asked for, and most texts count one a unit throughout.
let lastText = '';
let lastIsPlain = true;

/** The way back: a span of code points over LF text as one of the text's UTF-16 units. Places beyond the text are its end. */
export function unitSpan(text: string, start: number, end: number): Span {
  const first = unitsOf(text, 0, start);
  return { start: first, end: unitsOf(text, first, Math.max(start, end) - start) };
}

/** How many code points a text has, with each CRLF a single LF. */
export function pointsIn(text: string): number {
  return codePointSpan(text, 0, text.length).end;
}

function countPoints(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to && at < text.length; at += widthAt(text, at))
    if (at + widthAt(text, at) <= to) count += 1;
  return count;
}

function unitsOf(text: string, from: number, points: number): number {
  let at = from;
  for (let left = points; left > 0 && at < text.length; left -= 1) at += widthAt(text, at);
  return at;
}

/** UTF-16 units of what counts one at a place: 2 of CRLF and of a pair of surrogates. */
function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1;
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
