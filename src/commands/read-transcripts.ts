import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { readTranscript, type Transcript } from '../qualitative/interviews/read-transcript.ts';
import { formatProblem, InputError, type Problem } from '../study/problem.ts';
import type { Io } from './io.ts';
import { readFileBytes } from './read-file-bytes.ts';

/** Interviews of a folder's text files, by name, and the SHA-256 of each file. */
export interface ReadTranscripts {
  readonly transcripts: readonly Transcript[];
  readonly sha256: readonly string[];
}

const ENDINGS = ['.txt', '.md'];

/**
 * Reads the transcripts of a folder (`.txt` and `.md`, in the order of their names), or one file, in UTF-8 or UTF-16. Says which
 * files it left alone and what `readTranscript` warns of. Throws an InputError with the faults of all files, two files of one name,
 * and a folder without any.
 */
export function readTranscripts(path: string, io: Pick<Io, 'cwd' | 'stderr'>): ReadTranscripts {
  const place = resolve(io.cwd, path);
  const problems: Problem[] = [];
  const say = (file: string, expected: string, found: string, advice: string | null): void => {
    problems.push({
      severity: 'error',
      code: 'transcript',
      file,
      row: null,
      column: null,
      expected,
      found,
      advice,
    });
  };
  const files = filesAt(place, path, io);
  if (files.length === 0)
    say(path, 'text files (.txt, .md) of interviews', 'none', 'save transcripts as text');
  const read = files.flatMap((file) => {
    const name = basename(file);
    const bytes = readFileBytes(file, name, 'a transcript');
    const text = decode(bytes);
    if (text === null) {
      say(name, 'text in UTF-8', 'bytes that are not', 'save it as text in UTF-8');
      return [];
    }
    const { transcript, problems: found } = readTranscript(name, text);
    problems.push(...found);
    return [{ transcript, sha256: createHash('sha256').update(bytes).digest('hex') }];
  });
  const ids = read.map(({ transcript }) => transcript.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) < at)))
    say(id, 'one file of that name', 'two with other endings', 'rename one');
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  for (const warning of problems) io.stderr(`warning: ${formatProblem(warning)}\n`);
  return { transcripts: read.map(({ transcript }) => transcript), sha256: read.map(({ sha256 }) => sha256) };
}

function filesAt(place: string, path: string, io: Pick<Io, 'stderr'>): readonly string[] {
  let names: readonly string[];
  try {
    if (!statSync(place).isDirectory()) return [place];
    names = readdirSync(place).sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES') throw error;
    const found = code === 'EACCES' ? 'one we may not read' : 'no such folder';
    const where = { file: path, row: null, column: null };
    throw new InputError([
      {
        severity: 'error',
        code: 'transcript',
        ...where,
        expected: 'a folder of transcripts',
        found,
        advice: 'check the path',
      },
    ]);
  }
  const wanted = names.filter(
    (name) => ENDINGS.includes(extname(name).toLowerCase()) && !/^readme\./i.test(name),
  );
  const left = names.length - wanted.length;
  if (left > 0)
    io.stderr(`note: files of ${path} that are no transcripts (.txt, .md), left alone: ${left}\n`);
  return wanted.map((name) => join(place, name)).filter((file) => statSync(file).isFile());
}

function decode(bytes: Uint8Array): string | null {
  const [one, two] = bytes;
  const wide = one === 0xff && two === 0xfe ? 'utf-16le' : one === 0xfe && two === 0xff ? 'utf-16be' : null;
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
