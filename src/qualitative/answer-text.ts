/**
 * An answer as it is coded, kept and shown: one character in place of each that would act instead of being read, so that places in it are
 * the same in every file. C0 controls but tab and line ends, and DEL, become their pictures (ESC is ␛). C1 controls, which only a text has
 * that was written in Windows-1252 and read as Latin-1, become what Windows-1252 has there (U+0092 is ’); those it has nothing for,
 * non-characters and lone surrogates become �. All else stays as it is, line ends too.
 */
export function answerText(text: string): string {
  return acting.test(text)
    ? text.replace(everyActing, (character) => standIn(character.charCodeAt(0)))
    : text;
}

function standIn(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return WINDOWS_1252[code - 0x80] ?? '\ufffd';
}

/** From 0x80 to 0x9F; nothing at 81, 8D, 8F, 90 and 9D. */
const WINDOWS_1252: readonly string[] = [...'€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'];

// Lone surrogates match as \p{Cs} under the u flag; pairs do not.
const acting = /[^\P{Cc}\t\r\n]|\p{Cs}|[\ufffe\uffff]/u;
const everyActing = new RegExp(acting.source, 'gu');
