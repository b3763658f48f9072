import { strToU8, zipSync } from 'fflate';

/** Zip archives hold a local time; this date, wherever one is, so that the same files are the same bytes in any time zone. */
const NO_TIME = new Date(1980, 0, 1);

/** Texts as a zip archive, in the order given, in UTF-8 without byte order marks. Same texts, same bytes. */
export function writeArchive(files: Iterable<readonly [name: string, text: string]>): Uint8Array {
  const entries = Object.fromEntries(Array.from(files, ([name, text]) => [name, strToU8(text)]));
  return zipSync(entries, { level: 6, mtime: NO_TIME });
}
