import { formatProblem, InputError } from '../study/problem.ts';
import { counted } from './count-text.ts';
import { EXIT, type Io } from './io.ts';

/** Errors of the file system that are the user's to mend, with what to do. */
const SYSTEM_ADVICE: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder; check the path',
  EACCES: 'no permission; check the rights of the file or folder',
  EPERM: 'not permitted; check the rights of the file or folder',
  EISDIR: 'a folder where a file was expected',
  ENOTDIR: 'a file where a folder was expected',
  EEXIST: 'a file where a folder was expected',
  EBUSY: 'in use, or a mounted disk, which can not be replaced; name a folder inside it',
  EXDEV: 'on another disk than the folder it is in, so it can not be replaced; name a folder inside it',
  ENAMETOOLONG: 'a name too long for the file system; choose a shorter one',
  EFBIG: 'a file larger than the limit set for this user; raise the limit (ulimit -f) and run it again',
  EIO: 'the disk or its connection failed; check it and run it again',
  ENOSPC: 'the disk is full; free some space and run it again',
  EDQUOT: 'the disk quota is used up; free some space and run it again',
  EROFS: 'the file system is read-only; choose another --out',
  EMFILE: 'too many open files',
};

/**
 * Says on standard error what went wrong and gives the exit code: 1 with every fault for an input that can't be right
 * or a file system that refuses, 3 with the stack for anything else, which is a fault of the program's.
 */
export function reportFailure(error: unknown, io: Io): number {
  const alarm = io.alarm ?? ((text: string) => text);
  if (error instanceof InputError) {
    const faults = error.problems.map((problem) => `${alarm(problem.severity)}: ${formatProblem(problem)}\n`);
    io.stderr(faults.join(''));
    io.stderr(`${counted(error.problems.length, 'fault')} found; nothing was written.\n`);
    return EXIT.failed;
  }
  if (isSystemError(error) && SYSTEM_ADVICE[error.code] !== undefined) {
    // Of a file that was to be moved to its place, the place: the other was ours.
    const place = 'dest' in error && typeof error.dest === 'string' ? error.dest : error.path;
    const where = place === undefined ? '' : `${placeOf(place)}: `;
    io.stderr(
      `${alarm('error')}: ${where}${SYSTEM_ADVICE[error.code]} (${error.code}). Nothing was changed.\n`,
    );
    return EXIT.failed;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(`${alarm('fault of the program')}: please report this with the command you gave.\n${stack}\n`);
  return EXIT.bug;
}

/** The path that the user knows: files and folders are written under another name beside it. */
function placeOf(path: string): string {
  return path
    .replace(/(^|[/\\])\.([^/\\]+)\.(?:partial|previous)-\d+(?=$|[/\\])/g, '$1$2')
    .replace(/\.partial(?:-\d+)?$/, '');
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
