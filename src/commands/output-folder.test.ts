import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stageFolder } from './output-folder.ts';

let parent: string;
let out: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'crs-eval-'));
  out = join(parent, 'report');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function writeRun(text: string): void {
  const folder = stageFolder(out);
  folder.write('run.json', '{}');
  folder.write('publish/tables/a.md', text);
  folder.commit();
}

describe('an output folder is written whole or not at all', () => {
  it('shows nothing in place before it is committed', () => {
    const folder = stageFolder(out);
    folder.write('publish/a.md', 'new');
    expect(existsSync(out)).toBe(false);
    folder.discard();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('replaces what an earlier run wrote and keeps what the user put beside it', () => {
    writeRun('old');
    writeFileSync(join(out, 'my-notes.txt'), 'mine');
    writeFileSync(join(out, 'publish', 'tables', 'gone.md'), 'stale');
    writeRun('new');
    expect(readFileSync(join(out, 'publish/tables/a.md'), 'utf8')).toBe('new');
    expect(readFileSync(join(out, 'my-notes.txt'), 'utf8')).toBe('mine');
    expect(existsSync(join(out, 'publish/tables/gone.md'))).toBe(false);
    expect(readdirSync(parent)).toEqual(['report']);
  });

  it('leaves the old report as it was when a run is discarded', () => {
    writeRun('old');
    const folder = stageFolder(out);
    folder.write('publish/tables/a.md', 'half');
    folder.discard();
    expect(readFileSync(join(out, 'publish/tables/a.md'), 'utf8')).toBe('old');
  });

  it('clears what a killed run staged, and puts the old report back if it was killed between the two renames', () => {
    // A process id that cannot be running: above the kernel's largest.
    mkdirSync(join(parent, '.report.partial-99999999'));
    mkdirSync(join(parent, '.report.previous-99999999/publish'), { recursive: true });
    writeFileSync(join(parent, '.report.previous-99999999/run.json'), '{"old":true}');
    stageFolder(out).discard();
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe('{"old":true}');
    expect(readdirSync(parent)).toEqual(['report']);
  });

  it('a run killed after the two renames has not yet moved the user’s own files: the next one does', () => {
    writeRun('new');
    mkdirSync(join(parent, '.report.previous-99999999/publish'), { recursive: true });
    writeFileSync(join(parent, '.report.previous-99999999/my-notes.txt'), 'mine');
    stageFolder(out).discard();
    expect(readFileSync(join(out, 'my-notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(out, 'publish/tables/a.md'), 'utf8')).toBe('new');
    expect(readdirSync(parent)).toEqual(['report']);
  });

  it('removes the folders it made when it is discarded, and only those', () => {
    mkdirSync(join(parent, 'mine'));
    const folder = stageFolder(join(parent, 'mine/a/b/report'));
    folder.write('run.json', '{}');
    folder.discard();
    expect(readdirSync(parent)).toEqual(['mine']);
    expect(readdirSync(join(parent, 'mine'))).toEqual([]);
  });

  it('writes through a link to a folder, which stays a link', () => {
    writeRun('old');
    symlinkSync(out, join(parent, 'latest'));
    const folder = stageFolder(join(parent, 'latest'));
    folder.write('run.json', '{"new":true}');
    folder.commit();
    expect(readlinkSync(join(parent, 'latest'))).toBe(out);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe('{"new":true}');
    expect(readdirSync(parent).sort()).toEqual(['latest', 'report']);
  });

  it('refuses to replace the folder one stands in', () => {
    expect(() => stageFolder(process.cwd(), '.')).toThrow(
      '.: expected a folder that can be replaced whole, found the folder the program was started in, or one around it',
    );
  });

  it('refuses a folder whose entries it would overwrite but no run wrote', () => {
    mkdirSync(join(out, 'publish'), { recursive: true });
    expect(() => stageFolder(out)).toThrow(
      'expected a new or empty folder, or one that an earlier run wrote, found "publish" in it that no run wrote (there is no run.json)',
    );
  });
});
