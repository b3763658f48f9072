import { RE2JS } from 're2js';
import type { RuleFault } from './rule-syntax.ts';

/** Finds every match in a text, as UTF-16 units (half-open), in order; empty ones are none. */
export type RegexFinder = (text: string) => readonly (readonly [number, number])[];

/**
 * A regular expression in RE2 syntax, case-insensitive, apostrophes alike, as a finder that takes time in proportion to the
 * text's length. Null, and a fault at its place (`at` is where the source stands), where it is none.
 */
export function compileRegex(
  source: string,
  at: number,
  report: (fault: RuleFault) => void,
): RegexFinder | null {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(straight(source.replaceAll('\\/', '/')), RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    const { reason, piece } = detailsOf(error);
    const place = piece === '' ? -1 : source.indexOf(piece);
    report({
      at: at + Math.max(place, 0),
      code: 'rule-regex',
      expected: 'a regular expression in RE2 syntax',
      found: piece === '' ? reason : `${reason}: ${piece}`,
      advice: /perl syntax/i.test(reason)
        ? 'look-around and back-references are not in it: they can take forever'
        : null,
    });
    return null;
  }
  return (text) => {
    const found: [number, number][] = [];
    const matcher = compiled.matcher(straight(text));
    while (matcher.find()) {
      const [start, end] = [matcher.start(), matcher.end()];
      if (end > start) found.push([start, end]);
    }
    return found;
  };
}

/** Each apostrophe as the straight one; nothing moves. */
function straight(text: string): string {
  return text.replace(/[‘’‛ʼ`´′＇]/g, "'");
}

function detailsOf(error: unknown): { readonly reason: string; readonly piece: string } {
  const message = error instanceof Error ? error.message : String(error);
  const parts = /^error parsing regexp: (.*?)(?:: `(.*)`)?$/s.exec(message);
  return { reason: parts?.[1] ?? message, piece: (parts?.[2] ?? '').replace(/^\(\?i\)/, '') };
}
