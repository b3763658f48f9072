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
  const starts = startsOf(text);
  if (starts === null) return { start, end };
  const before = pointAt(starts, start);
  return { start: before, end: Math.max(before, pointAt(starts, end)) };
}

/** The way back: a span of code points over LF text as one of the text's UTF-16 units. Places beyond the text are its end. */
export function unitSpan(text: string, start: number, end: number): Span {
  const starts = startsOf(text);
  const unitOf = (point: number): number =>
    starts === null ? Math.max(0, Math.min(point, text.length)) : (starts[Math.max(0, point)] ?? text.length);
  return { start: unitOf(start), end: unitOf(Math.max(start, end)) };
}

// Several spans of one text are asked for, and most texts count one a unit throughout.
let lastText = '';
let lastStarts: Uint32Array | null = null;

/** Where each point of a text begins, in units, and the text's end; null where every unit is a point. */
function startsOf(text: string): Uint32Array | null {
  if (text === lastText) return lastStarts;
  lastText = text;
  lastStarts = null;
  if (!/[\r\ud800-\udbff]/.test(text)) return null;
  const starts = new Uint32Array(text.length + 1);
  let points = 0;
  for (let at = 0; at < text.length; at += widthAt(text, at)) {
    starts[points] = at;
    points += 1;
  }
  starts[points] = text.length;
  lastStarts = starts.subarray(0, points + 1);
  return lastStarts;
}

/** How many code points a text has, with each CRLF a single LF. */
export function pointsIn(text: string): number {
  return codePointSpan(text, 0, text.length).end;
}

/** The last point that begins at a unit or before it. */
function pointAt(starts: Uint32Array, unit: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** UTF-16 units of what counts one at a place: 2 of CRLF and of a pair of surrogates. */
function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1;
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
