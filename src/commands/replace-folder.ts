import { accessSync, constants, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a run owns in its output folder; anything else there is the user's and stays. */
export const OWN_ENTRIES: readonly string[] = ['publish', 'internal', 'run.json'];

/** What an entry of a run's is called while its removal is tried: a run killed just then leaves it so. */
const TRIAL = /^\.trial-\d+$/;

/** Where a folder is replaced: the new one, its place, and where the old one waits until it is removed. */
export interface Replacement {
  readonly staged: string;
  readonly place: string;
  readonly previous: string;
}

/**
 * Puts `staged` in the place of the folder at `place`, moves what is the user's into it, and removes the old one: only when
 * each of its files and folders is known to let itself be removed. Until then any failure is thrown when all is as it was.
 * Gives a warning where the old folder can't be removed all the same, "" where it is gone. Throws an Error that says where
 * the old folder lies where even putting it back fails. `remove` is for tests.
 */
export function replaceFolder({ staged, place, previous }: Replacement, remove = removeTree): string {
  allOrNone(previous, (move) => {
    move(place, previous);
    move(staged, place);
    for (const entry of foreignEntries(previous)) move(join(previous, entry), join(place, entry));
    tryRemoval(previous);
  });
  return removeOrWarn(previous, 'the new report is in place, but the old one could not be removed', remove);
}

/**
 * Finishes what a run killed between the two halves of `replaceFolder` began: the user's files to the new folder, the old one
 * removed. Gives a warning, as `replaceFolder`; nothing is overwritten by a file of the user's that has since been made anew.
 */
export function finishReplacing(place: string, previous: string): string {
  const foreign = foreignEntries(previous);
  const twice = foreign.filter((entry) => existsSync(join(place, entry)));
  if (twice.length > 0)
    return `warning: an earlier run was cut off; files of yours that are there twice are still in ${previous}; move them away, and remove it\n`;
  allOrNone(previous, (move) => {
    for (const entry of foreign) move(join(previous, entry), join(place, entry));
  });
  return removeOrWarn(previous, 'what an earlier run left behind could not be removed', removeTree);
}

/** Removes what a run left behind; gives a warning that begins with `found` where it can't, "" where it is gone. */
export function removeOrWarn(path: string, found: string, remove = removeTree): string {
  try {
    remove(path);
    return '';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    return `warning: ${found}: remove what is left of it, ${path}${code}\n`;
  }
}

function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

function foreignEntries(folder: string): readonly string[] {
  return readdirSync(folder).filter((entry) => !OWN_ENTRIES.includes(entry) && !TRIAL.test(entry));
}

/**
 * Throws the first failure of renaming everything below `folder` and back: what can't be renamed where it is can't be removed.
 * Asking for rights alone isn't enough: they don't bind an administrator, whom an immutable file stops.
 */
function tryRemoval(folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  // Named by the folder whose rights are to be mended, not by the first file in it.
  if (entries.length > 0) accessSync(folder, constants.W_OK | constants.X_OK);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tryRemoval(path);
    const aside = join(folder, `.trial-${process.pid}`);
    try {
      renameSync(path, aside);
    } catch (error) {
      // The name that was tried means nothing to anyone.
      throw error instanceof Error ? Object.assign(error, { dest: path }) : error;
    }
    renameSync(aside, path);
  }
}

/** Makes moves, and where one fails, undoes those before it. */
function allOrNone(previous: string, make: (move: (from: string, to: string) => void) => void): void {
  const made: { readonly from: string; readonly to: string }[] = [];
  try {
    make((from, to) => {
      renameSync(from, to);
      made.unshift({ from, to });
    });
  } catch (cause) {
    try {
      for (const { from, to } of made) renameSync(to, from);
    } catch {
      throw new Error(
        `the old report could not be put back: it is in ${previous}, and the next run clears up once the folder may be written to`,
        { cause },
      );
    }
    throw cause;
  }
}
