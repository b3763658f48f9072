import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAll } from './write-all.ts';

/** A file that is written a bit at a time, so that nothing of its length is ever in memory. */
export interface TextFile {
  readonly write: (text: string) => void;
  /** Writes what is left and closes the file; to be called whatever happens. */
  readonly close: () => void;
}

/** So much text (in UTF-16 units) is collected before the system is called. */
const COLLECTED = 1 << 16;

/** Creates the file and its folders. Throws what the file system throws. */
export function createTextFile(path: string): TextFile {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  let collected = '';
  const flush = (): void => {
    const text = collected;
    collected = '';
    if (text !== '') writeAll(file, text);
  };
  return {
    write: (text) => {
      collected += text;
      if (collected.length >= COLLECTED) flush();
    },
    close: () => {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
