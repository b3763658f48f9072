import { extname } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from './io.ts';

/** Ends with a usage error where a file to be written has none of these endings (such as `.csv`), since what it then holds would not be what its name says. */
export function refuseEnding(command: Command, out: string, endings: readonly [string, ...string[]]): void {
  if (endings.includes(extname(out).toLowerCase())) return;
  const wanted = endings.length === 1 ? `the ending ${endings[0]}` : `an ending among ${endings.join(', ')}`;
  command.error(`error: option '--out' expected ${wanted}, found "${out}"`, { exitCode: EXIT.usage });
}
