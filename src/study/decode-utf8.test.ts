import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from './decode-utf8.ts';

const read = (bytes: Uint8Array) => decodeUtf8(bytes, 'a.yaml', 'save it');
const places = (bytes: Uint8Array) =>
  read(bytes).problems.map(({ row, column, found }) => [row, column, found.replace(/ \(0.*/, '')]);

describe('the text of a file', () => {
  it('is what was written as UTF-8, a byte order mark too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        expect(read(Buffer.from(text))).toEqual({ text, problems: [] });
      }),
    );
    expect(read(Buffer.from('\ufeffa')).text).toBe('\ufeffa');
    expect(read(new Uint8Array())).toEqual({ text: '', problems: [] });
  });

  it('is none where a byte is of another encoding, be it the first or cut off at the end', () => {
    const wrong = 'a byte that is not UTF-8';
    expect(places(Buffer.from('\xe9', 'latin1'))).toEqual([[1, 'column 1', wrong]]);
    expect(places(Buffer.concat([Buffer.from('ok\né🏠'), Buffer.from([0xf0, 0x9f])]))).toEqual([
      [2, 'column 4', wrong],
    ]);
    expect(places(Buffer.from([0x61, 0xc0, 0x80]))).toEqual([[1, 'column 2', wrong]]);
    expect(places(Buffer.from([0xed, 0xa0, 0x80]))).toEqual([[1, 'column 1', wrong]]);
  });

  it('names twenty lines and counts the rest', () => {
    const found = places(Buffer.from('x\xe9\xe9\n'.repeat(30), 'latin1'));
    expect(found).toHaveLength(21);
    expect(found[19]).toEqual([20, 'column 2', 'a byte that is not UTF-8']);
    expect(found[20]).toEqual([null, null, 'such bytes in 10 more lines']);
  });

  it('is none in UTF-16', () => {
    expect(places(Buffer.from('\ufeffa', 'utf16le'))).toEqual([[null, null, 'UTF-16']]);
    expect(places(Buffer.from('a', 'utf16le'))).toEqual([
      [null, null, 'bytes that are no text (or UTF-16 without its mark)'],
    ]);
  });
});
