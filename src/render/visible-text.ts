/**
 * The text with every character that could act instead of being read made visible: C0 controls but tab and line
 * ends, and DEL, as their Unicode control pictures (ESC is ␛); C1 controls, non-characters and lone surrogates as
 * `[U+009B]`. Line ends become `\n`. Nothing else changes and nothing is dropped, so any text, of any length, is
 * whole and may stand in XML, HTML, CSV, JSON and on a terminal.
 */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(acting, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : codeName(code);
  });
}

/** As `visibleText`, on one line: line breaks and tabs become single spaces. For titles, ids and attributes. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/\s*\n\s*|\t/g, ' ');
}

/** Characters that change the order in which a line is shown, written `[U+202E]`; for formats where one could reach its neighbours. */
export function visibleOrder(text: string): string {
  return text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (mark) =>
    codeName(mark.charCodeAt(0)),
  );
}

// Lone surrogates match as \p{Cs} under the u flag; pairs do not.
const acting = /[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/gu;

function codeName(code: number): string {
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
