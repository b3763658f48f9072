import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../study/problem.ts';

/** What a run owns in its output folder; anything else there is the user's and stays. */
const OWN_ENTRIES = ['publish', 'internal', 'run.json'];

/** A folder being written beside its place: nothing is seen there until `commit` moves it in whole. */
export interface StagedFolder {
  /** Writes one file, creating its folders. `path` is relative, with `/`. */
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** The staged folder itself, for writers that stream. */
  readonly path: string;
  /** Replaces the old folder by the new one. */
  readonly commit: () => void;
  /** Removes what was staged; the old folder is as it was. */
  readonly discard: () => void;
}

/**
 * Prepares `target` to be written whole or not at all: files go to a hidden folder beside it, and `commit` swaps the
 * two by renaming. What an interrupted earlier run left behind is cleared, or put back where it was cut off between
 * the two renames. Throws an InputError when `target` holds something that no run of this program wrote.
 */
export function stageFolder(target: string): StagedFolder {
  const place = resolve(target);
  const parent = dirname(place);
  const name = basename(place);
  mkdirSync(parent, { recursive: true });
  recover(parent, name, place);
  refuseForeign(place, target);

  const staged = join(parent, `.${name}.partial-${process.pid}`);
  const previous = join(parent, `.${name}.previous-${process.pid}`);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged);
  const discard = (): void => rmSync(staged, { recursive: true, force: true });
  const interrupted = (signal: NodeJS.Signals): void => {
    discard();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);

  return {
    path: staged,
    write: (path, content) => {
      const file = join(staged, path);
      mkdirSync(dirname(file), { recursive: true });
      const handle = openSync(file, 'w');
      try {
        const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
        for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
      } finally {
        closeSync(handle);
      }
    },
    commit: () => {
      if (existsSync(place)) {
        renameSync(place, previous);
        renameSync(staged, place);
        for (const entry of readdirSync(previous)) {
          if (!OWN_ENTRIES.includes(entry)) renameSync(join(previous, entry), join(place, entry));
        }
        rmSync(previous, { recursive: true, force: true });
      } else {
        renameSync(staged, place);
      }
      process.removeListener('SIGINT', interrupted);
      process.removeListener('SIGTERM', interrupted);
    },
    discard: () => {
      discard();
      process.removeListener('SIGINT', interrupted);
      process.removeListener('SIGTERM', interrupted);
    },
  };
}

/** Clears what a killed run left beside `place`; puts the old report back when it was killed between two renames. */
function recover(parent: string, name: string, place: string): void {
  for (const entry of readdirSync(parent)) {
    const left = /^\.(.+)\.(partial|previous)-(\d+)$/.exec(entry);
    if (left === null || left[1] !== name || isRunning(Number(left[3]))) continue;
    if (left[2] === 'previous' && !existsSync(place)) renameSync(join(parent, entry), place);
    else rmSync(join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function refuseForeign(place: string, target: string): void {
  if (!existsSync(place)) return;
  const entries = readdirSync(place);
  if (entries.length === 0 || entries.includes('run.json')) return;
  const own = entries.filter((entry) => OWN_ENTRIES.includes(entry));
  if (own.length === 0) return;
  throw new InputError([
    {
      severity: 'error',
      code: 'foreign-output-folder',
      file: target,
      row: null,
      column: null,
      expected: 'a new or empty folder, or one that an earlier run wrote',
      found: `${own.map((entry) => `"${entry}"`).join(' and ')} in it that no run wrote (there is no run.json)`,
      advice: 'name another folder with --out, or move these away',
    },
  ]);
}
