import { isUtf8 } from 'node:buffer';
import type { Problem } from './problem.ts';

/** What to do about a definition file in another encoding. */
export const SAVE_AS_UTF8 = 'save it again with the encoding UTF-8';

/** How many lines are named one by one; the rest is counted. */
const NAMED = 20;

/**
 * The text of a file in UTF-8, or what keeps it from being one: bytes of another encoding, each line's first at its line and
 * column (of the first twenty lines; then how many more), or another encoding altogether. Nothing is guessed, since a letter read
 * wrongly would stand in everything written. `advice` says what to do about it.
 */
export function decodeUtf8(
  bytes: Uint8Array,
  file: string,
  advice: string,
):
  | { readonly text: string; readonly problems: readonly [] }
  | { readonly text: null; readonly problems: readonly Problem[] } {
  const problem = (row: number | null, column: string | null, found: string): Problem => ({
    severity: 'error',
    code: 'wrong-encoding',
    file,
    row,
    column,
    expected: 'text in UTF-8',
    found,
    advice,
  });
  const [one, two] = bytes;
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff))
    return { text: null, problems: [problem(null, null, 'UTF-16')] };
  if (bytes.includes(0))
    return {
      text: null,
      problems: [problem(null, null, 'bytes that are no text (or UTF-16 without its mark)')],
    };
  if (isUtf8(bytes))
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), problems: [] };
  const problems: Problem[] = [];
  let further = 0;
  for (const { line, row } of linesOf(bytes)) {
    if (isUtf8(line)) continue;
    const at = firstFault(line);
    if (problems.length === NAMED) further += 1;
    else {
      const shown = (line[at] ?? 0).toString(16).toUpperCase();
      const column = new TextDecoder().decode(line.subarray(0, at)).length + 1;
      problems.push(
        problem(
          row,
          `column ${column}`,
          `a byte that is not UTF-8 (0x${shown}; another encoding, such as Windows-1252)`,
        ),
      );
    }
  }
  if (further > 0) problems.push(problem(null, null, `such bytes in ${further} more lines`));
  return { text: null, problems };
}

function* linesOf(bytes: Uint8Array): Generator<{ readonly line: Uint8Array; readonly row: number }> {
  for (let from = 0, row = 1; from < bytes.length; row += 1) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end;
    yield { line: bytes.subarray(from, to), row };
    from = to + 1;
  }
}

/** Where the first byte stands that begins no character of UTF-8. */
function firstFault(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const width = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + width > bytes.length || !isUtf8(bytes.subarray(at, at + width))) return at;
    at += width;
  }
  return at;
}
