import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Draft } from '../audit/draft/draft.ts';
import { InputError, type Problem } from '../study/problem.ts';

/** A draft larger than this is not one: pictures of a long report take a tenth of it. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Reads a draft: `.docx` (by what is in it, whatever its name), `.html`, `.md` or `.txt`. Throws an InputError for a file that
 * is none of these, can't be read or has no text.
 */
export async function readDraft(file: string, cwd: string): Promise<Draft> {
  const path = resolve(cwd, file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw refuse(file, DRAFT, 'no such file', 'check the path');
  if (stats.isDirectory()) throw refuse(file, DRAFT, 'a folder', 'name a file in it');
  if (stats.size > LARGEST)
    throw refuse(
      file,
      'a draft of at most 512 MB',
      `one of ${Math.ceil(stats.size / 1024 / 1024)} MB`,
      'leave the pictures out',
    );
  const bytes = readFileSync(path);
  const draft = await read(bytes, file);
  if (draft.blocks.length === 0)
    throw refuse(file, 'a draft with text', 'none', 'check that it is the right file');
  return draft;
}

const DRAFT = 'a draft (.docx, .html, .md, .txt)';

async function read(bytes: Uint8Array, file: string): Promise<Draft> {
  const kind = /\.(html?|xhtml|md|markdown|txt)$/i.exec(file)?.[1]?.toLowerCase();
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (kind === undefined || zipped) {
    const { readWord } = await import('../audit/draft/read-word.ts');
    const draft = readWord(bytes, file);
    if ('severity' in draft) throw new InputError([draft]);
    return draft;
  }
  const text = decode(bytes, file);
  if (kind.includes('htm')) return (await import('../audit/draft/read-html-draft.ts')).readHtmlDraft(text);
  return (await import('../audit/draft/read-text-draft.ts')).readTextDraft(text);
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse(file, 'text in UTF-8', 'bytes that are none', 'save it as UTF-8');
  }
}

function refuse(file: string, expected: string, found: string, advice: string): InputError {
  const problem: Problem = {
    severity: 'error',
    code: 'draft-file',
    file,
    row: null,
    column: null,
    expected,
    found,
    advice,
  };
  return new InputError([problem]);
}
