import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from '../study/problem.ts';
import { finishReplacing, OWN_ENTRIES, removeOrWarn, replaceFolder } from './replace-folder.ts';
import { writeAll } from './write-all.ts';

/** What ends a run from outside, with its number: the exit code is 128 and that, as shells have it. */
const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const INTERRUPTS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/** A folder being written beside its place: nothing is seen there until `commit` moves it in whole. */
export interface StagedFolder {
  /** Writes one file, creating its folders. `path` is relative, with `/`. */
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** The staged folder itself, for writers that stream. */
  readonly path: string;
  /**
   * Replaces the old folder by the new one, or throws when the old one is as it was. Gives warnings, a line each, of what an
   * earlier run left beside them that can't be removed; "" for none.
   */
  readonly commit: () => string;
  /** Removes what was staged, and the folders made to hold it; the old folder is as it was. */
  readonly discard: () => void;
}

/**
 * Prepares `target` to be written whole or not at all: files go to a hidden folder beside it, and `commit` swaps the
 * two by renaming. What an interrupted earlier run left behind is cleared, or put back where it was cut off between
 * the two renames. A link to a folder stays one. Throws an InputError when `target` holds something that no run of this
 * program wrote, is a file, or is where the program was started; the message calls it `named`.
 */
export function stageFolder(target: string, named = target): StagedFolder {
  const asked = resolve(target);
  const place = existsSync(asked) ? realpathSync(asked) : asked;
  refuseHere(place, named);
  const parent = dirname(place);
  const name = basename(place);
  const made = mkdirSync(parent, { recursive: true });
  const left = recover(parent, name, place);
  refuseForeign(place, named);

  const staged = join(parent, `.${name}.partial-${process.pid}`);
  const previous = join(parent, `.${name}.previous-${process.pid}`);
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(staged);
  const discard = (): void => {
    rmSync(staged, { recursive: true, force: true });
    if (made !== undefined) removeEmpty(parent, made);
  };
  const interrupted = (signal: NodeJS.Signals): void => {
    discard();
    process.exit(128 + (SIGNALS[signal] ?? 0));
  };
  const ignore = (): void => {
    for (const signal of INTERRUPTS) process.removeListener(signal, interrupted);
  };
  for (const signal of INTERRUPTS) process.once(signal, interrupted);

  return {
    path: staged,
    write: (path, content) => {
      const file = join(staged, path);
      mkdirSync(dirname(file), { recursive: true });
      const handle = openSync(file, 'w');
      try {
        writeAll(handle, content);
      } finally {
        closeSync(handle);
      }
    },
    commit: () => {
      let warning = '';
      if (existsSync(place)) warning = replaceFolder({ staged, place, previous });
      else renameSync(staged, place);
      ignore();
      return `${left}${warning}`;
    },
    discard: () => {
      discard();
      ignore();
    },
  };
}

/** Removes `folder` and the folders above it up to `highest`, as far as they are empty. */
function removeEmpty(folder: string, highest: string): void {
  for (let at = folder; at.startsWith(highest); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      // Something else is in it by now, and stays.
      return;
    }
  }
}

/**
 * Clears what a killed run left beside `place`; puts the old report back when it was killed between two renames. Gives
 * warnings of what can't be removed.
 */
function recover(parent: string, name: string, place: string): string {
  let warnings = '';
  for (const entry of readdirSync(parent)) {
    const left = /^\.(.+)\.(partial|previous)-(\d+)$/.exec(entry);
    if (left === null || left[1] !== name || isRunning(Number(left[3]))) continue;
    const path = join(parent, entry);
    if (left[2] === 'partial')
      warnings += removeOrWarn(path, 'what an earlier run staged could not be removed');
    else if (existsSync(place)) warnings += finishReplacing(place, path);
    else renameSync(path, place);
  }
  return warnings;
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

/** The folder one stands in can't be swapped for another without pulling it away from under the shell. */
function refuseHere(place: string, named: string): void {
  if (!`${process.cwd()}${sep}`.startsWith(place.endsWith(sep) ? place : `${place}${sep}`)) return;
  throw unfit(
    named,
    'a folder that can be replaced whole',
    'the folder the program was started in, or one around it',
    'name a folder inside it, such as --out report',
  );
}

function refuseForeign(place: string, named: string): void {
  if (!existsSync(place)) return;
  if (!statSync(place).isDirectory()) {
    throw unfit(named, 'a folder to write to', 'a file of that name', 'name another folder with --out');
  }
  const entries = readdirSync(place);
  if (entries.length === 0 || entries.includes('run.json')) return;
  const own = entries.filter((entry) => OWN_ENTRIES.includes(entry));
  if (own.length === 0) return;
  throw unfit(
    named,
    'a new or empty folder, or one that an earlier run wrote',
    `${own.map((entry) => `"${entry}"`).join(' and ')} in it that no run wrote (there is no run.json)`,
    'name another folder with --out, or move these away',
  );
}

function unfit(named: string, expected: string, found: string, advice: string): InputError {
  const place = { file: named, row: null, column: null };
  return new InputError([
    { severity: 'error', code: 'foreign-output-folder', ...place, expected, found, advice },
  ]);
}
