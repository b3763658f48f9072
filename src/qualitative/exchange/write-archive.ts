import { strToU8, zipSync } from 'fflate';

/** Texts as a zip archive, in the order given, in UTF-8 without byte order marks. Same texts, same bytes. */
export function writeArchive(files: Iterable<readonly [name: string, text: string]>): Uint8Array {
  const entries = Object.fromEntries(Array.from(files, ([name, text]) => [name, strToU8(text)]));
  // Zip archives hold a local time: this one is the same bytes in any time zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync(entries, { level: 6, mtime });
}
