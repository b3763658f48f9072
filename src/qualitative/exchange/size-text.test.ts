import { expect, it } from 'vitest';
import { sizeText } from './size-text.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [1 << 28, '256 MiB'],
  [(1 << 28) + 1, '256.1 MiB'],
  [3 * 2 ** 30, '3 GiB'],
  [2 ** 32 - 1, '4 GiB'],
])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
