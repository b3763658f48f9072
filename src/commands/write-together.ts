import { closeSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAll } from './write-all.ts';

/** A file to be written: where, and its content part by part. */
export interface StagedFile {
  readonly path: string;
  readonly content: Iterable<string | Uint8Array>;
}

/** Files appear under their names when all are written; if writing fails, those that were there stay as they were. */
export function writeTogether(files: readonly StagedFile[]): void {
  try {
    for (const { path, content } of files) {
      mkdirSync(dirname(path), { recursive: true });
      const handle = openSync(partial(path), 'w');
      try {
        for (const part of content) writeAll(handle, part);
      } finally {
        closeSync(handle);
      }
    }
    for (const { path } of files) renameSync(partial(path), path);
  } catch (error) {
    for (const { path } of files) rmSync(partial(path), { force: true });
    throw error;
  }
}

function partial(path: string): string {
  return `${path}.partial`;
}
