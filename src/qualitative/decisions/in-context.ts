import type { Span } from '../rules/code-point-span.ts';

/** So many words are shown on either side. */
const AROUND = 8;

/**
 * Spans of a text with the words around them, on one line: `… words «matched» words «matched» …`, passages that do not meet
 * parted by ` | `. Spans that overlap are shown as one. `span` is in UTF-16 units.
 */
export function inContext(text: string, spans: readonly Span[], around = AROUND): string {
  const passages: { readonly spans: Span[]; readonly start: number; end: number }[] = [];
  for (const span of mergeSpans(spans)) {
    const { start, end } = windowOf(text, span, around);
    const last = passages.at(-1);
    if (last !== undefined && text.slice(last.end, start).trim() === '') {
      last.spans.push(span);
      last.end = end;
    } else passages.push({ spans: [span], start, end });
  }
  return passages.map((passage) => sayPassage(text, passage)).join(' | ');
}

/** What is shown of a span: so many words before it, itself, and so many after, each on one line; `…` where more stands beyond. */
export function splitContext(
  text: string,
  span: Span,
  around: number,
): { readonly left: string; readonly middle: string; readonly right: string } {
  const { start, end } = windowOf(text, span, around);
  return {
    left: onOneLine(`${start > 0 ? '… ' : ''}${text.slice(start, span.start)}`),
    middle: onOneLine(text.slice(span.start, span.end)),
    right: onOneLine(`${text.slice(span.end, end)}${end < text.length ? ' …' : ''}`),
  };
}

function sayPassage(text: string, passage: Span & { readonly spans: readonly Span[] }): string {
  let said = passage.start > 0 ? '… ' : '';
  let at = passage.start;
  for (const { start, end } of passage.spans) {
    said += `${text.slice(at, start)}«${text.slice(start, end)}»`;
    at = end;
  }
  return onOneLine(`${said}${text.slice(at, passage.end)}${passage.end < text.length ? ' …' : ''}`);
}

/** From so many words before a span to so many after it; words that it cuts are whole and do not count. */
function windowOf(text: string, { start, end }: Span, around: number): Span {
  return {
    start: start - lastWords(text.slice(0, start), around).length,
    end: end + firstWords(text.slice(end), around).length,
  };
}

function firstWords(text: string, count: number): string {
  let end = /^\S*/u.exec(text)?.[0].length ?? 0;
  const next = /\s+\S+/gu;
  next.lastIndex = end;
  for (let left = count; left > 0; left -= 1) {
    const found = next.exec(text);
    if (found === null) break;
    end = found.index + found[0].length;
  }
  return text.slice(0, text.slice(end).trim() === '' ? text.length : end);
}

function lastWords(text: string, count: number): string {
  const words = text.split(/(?<=\s)(?=\S)/u);
  // The last piece is part of the word at the span where no space stands between.
  const whole = /\s$/.test(text) ? count : count + 1;
  return words.slice(Math.max(0, words.length - whole)).join('');
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** Spans in order, those that overlap or lie within each other as one. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}
