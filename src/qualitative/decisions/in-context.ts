import type { Span } from '../rules/code-point-span.ts';

/** So many words are shown on either side. */
const AROUND = 8;

/**
 * Spans of a text with the words around them, on one line: `… words «matched» words …`, parted by ` | `. Spans that overlap are
 * shown as one. `span` is in UTF-16 units.
 */
export function inContext(text: string, spans: readonly Span[], around = AROUND): string {
  return mergeSpans(spans)
    .map((span) => {
      const { left, middle, right } = splitContext(text, span, around);
      return `${left}«${middle}»${right}`;
    })
    .join(' | ');
}

/** What is shown of a span: so many words before it, itself, and so many after, each on one line; `…` where more stands beyond. */
export function splitContext(
  text: string,
  { start, end }: Span,
  around: number,
): { readonly left: string; readonly middle: string; readonly right: string } {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const left = lastWords(before, around);
  const right = firstWords(after, around);
  return {
    left: onOneLine(`${left.length < before.length ? '… ' : ''}${left}`),
    middle: onOneLine(text.slice(start, end)),
    right: onOneLine(`${right}${right.length < after.length ? ' …' : ''}`),
  };
}

function firstWords(text: string, count: number): string {
  const words = /^\S*(?:\s+\S+)*?/u.exec(text);
  let end = words?.[0].length ?? 0;
  let left = count;
  const next = /\s+\S+/gu;
  next.lastIndex = end;
  for (let found = next.exec(text); found !== null && left > 0; left -= 1, found = next.exec(text))
    end = found.index + found[0].length;
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
