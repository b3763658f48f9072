import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleLine, visibleOrder, visibleText } from './visible-text.ts';

/** Any code point, lone surrogates too; fast-check's own `binary` takes seconds to set up. */
const codePoint = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

describe('visibleText', () => {
  it('shows control characters instead of letting them act', () => {
    expect(visibleText('\u0000a\u001B[31m\u007F\u009B')).toBe('␀a␛[31m␡[U+009B]');
    expect(visibleText('\uD800 \uFFFF 😀')).toBe('[U+D800] [U+FFFF] 😀');
    expect(visibleText('a\r\nb\rc\td')).toBe('a\nb\nc\td');
  });

  it('changes nothing the second time, and nothing that can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        const shown = visibleText(text);
        expect(visibleText(shown)).toBe(shown);
        expect(shown).not.toMatch(/[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff]/u);
      }),
    );
    expect(visibleText('“Ünïcode” – שלום 漢')).toBe('“Ünïcode” – שלום 漢');
  });
});

describe('visibleLine and visibleOrder', () => {
  it('put a text on one line and write out what turns it round', () => {
    expect(visibleLine('a \r\n b\tc')).toBe('a b c');
    expect(visibleOrder('a\u202Eb\u200F')).toBe('a[U+202E]b[U+200F]');
  });
});
