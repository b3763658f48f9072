import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishReplacing, type Replacement, replaceFolder } from './replace-folder.ts';
import { readTree, writeFiles } from './testing/hostile-run.ts';

let parent: string;
let at: Replacement;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'replaced-'));
  at = {
    staged: join(parent, '.run.partial-1'),
    place: join(parent, 'run'),
    previous: join(parent, '.run.previous-1'),
  };
  writeFiles(parent, {
    '.run.partial-1/run.json': 'new',
    '.run.partial-1/publish/a.md': 'new',
    'run/run.json': 'old',
    'run/publish/a.md': 'old',
    'run/publish/gone.md': 'old',
    'run/notes/one.txt': 'mine',
    'run/notes.txt': 'mine',
  });
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('a run’s folder is replaced', () => {
  it('by the new one, which gets the user’s files', () => {
    expect(replaceFolder(at)).toBe('');
    expect(readdirSync(parent)).toEqual(['run']);
    expect(Object.fromEntries(readTree(at.place))).toEqual({
      'run.json': 'new',
      'publish/': '',
      'publish/a.md': 'new',
      'notes/': '',
      'notes/one.txt': 'mine',
      'notes.txt': 'mine',
    });
  });

  it('or is as it was where a file of the user’s can’t be moved', () => {
    // Stands for any failure: a folder that isn't empty can't be replaced by a file.
    writeFiles(parent, { '.run.partial-1/notes.txt/in-the-way': '' });
    const before = readTree(parent);
    expect(() => replaceFolder(at)).toThrow(/^E(?:ISDIR|EXIST|NOTEMPTY)\b/);
    expect(readTree(parent)).toEqual(before);
  });

  it('and says where the old one is when it can’t be removed after all', () => {
    const warning = replaceFolder(at, () => {
      throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    });
    expect(warning).toBe(
      `warning: the new report is in place, but the old one could not be removed: remove what is left of it, ${at.previous} (EBUSY)\n`,
    );
    expect(readTree(at.place).get('run.json')).toBe('new');
    expect(readTree(at.place).get('notes.txt')).toBe('mine');
    expect(readTree(at.previous).get('publish/gone.md')).toBe('old');
    expect(finishReplacing(at.place, at.previous)).toBe('');
    expect(readdirSync(parent)).toEqual(['run']);
  });
});

describe('a replacement that was cut off is finished', () => {
  it('and what was being tried when it was killed is not the user’s', () => {
    writeFiles(parent, {
      '.run.previous-1/.trial-1/a.md': 'older',
      '.run.previous-1/later.txt': 'mine',
      '.run.previous-1/run.json': 'older',
    });
    expect(finishReplacing(at.place, at.previous)).toBe('');
    expect(readdirSync(at.place).sort()).toEqual(['later.txt', 'notes', 'notes.txt', 'publish', 'run.json']);
  });

  it('but no file of the user’s overwrites a later one of the same name', () => {
    writeFiles(parent, { '.run.previous-1/notes.txt': 'mine, older', '.run.previous-1/run.json': 'older' });
    expect(finishReplacing(at.place, at.previous)).toBe(
      `warning: an earlier run was cut off; files of yours that are there twice are still in ${at.previous}; move them away, and remove it\n`,
    );
    expect(readTree(at.place).get('notes.txt')).toBe('mine');
    expect(readTree(at.previous).get('notes.txt')).toBe('mine, older');
  });
});
