import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OLD_REPORT, readTree, runProgram, writeFiles } from './testing/hostile-run.ts';
import { EXECUTABLE, type Outcome, ROOT } from './testing/run-cli.ts';

const EXPORT = `${ROOT}fixtures/second-study/exports/library.csv`;
const STUDY = `${ROOT}fixtures/second-study/study`;
const ANALYSE = ['analyse', EXPORT, '--study', STUDY, '--out', 'out'];

let folder = '';
let before: ReadonlyMap<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
  writeFiles(folder, OLD_REPORT);
  before = readTree(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The program in a line of shell, as `$CLI`. */
function shell(line: string, wrap: readonly string[] = []): Outcome {
  const [command = 'bash', ...args] = [...wrap, 'bash', '--norc', '-c', line];
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '', NODE: process.execPath, EXE: EXECUTABLE, STUDY, EXPORT },
  });
  return { code: status, stdout, stderr };
}
const CLI = '"$NODE" "$EXE"';
const ANALYSE_LINE = `${CLI} analyse "$EXPORT" --study "$STUDY" --out out --no-charts`;

/** Starts an analysis with charts and waits until it is writing beside `out/`. */
async function startWriting(): Promise<{
  child: ChildProcess;
  ended: Promise<[number | null, string | null]>;
}> {
  const child = spawn(process.execPath, [EXECUTABLE, ...ANALYSE], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<[number | null, string | null]>((resolve) => {
    child.on('close', (code, signal) => resolve([code, signal]));
  });
  while (child.exitCode === null && !isWriting()) await new Promise((resolve) => setTimeout(resolve, 2));
  return { child, ended };
}

function isWriting(): boolean {
  return readdirSync(folder).some(
    (entry) => entry.startsWith('.out.partial-') && existsSync(join(folder, entry, 'publish/tables')),
  );
}

describe('a run that is cut off', () => {
  it('by SIGKILL leaves the old report as it was, and the next run clears up', async () => {
    const { child, ended } = await startWriting();
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
    const after = readTree(folder);
    for (const [path, content] of before) expect(after.get(path)).toBe(content);
    expect(readdirSync(folder)).toContainEqual(expect.stringMatching(/^\.out\.partial-\d+$/));

    expect(await runProgram([...ANALYSE, '--no-charts'], folder)).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readTree(join(folder, 'out')).get('my-notes.txt')).toBe('mine');
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('by %s clears up at once and ends with %i', async (signal, code) => {
    const { child, ended } = await startWriting();
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(readTree(folder)).toEqual(before);
  });
});

describe('a disk that takes no more', () => {
  it('by a limit on file sizes: says so, changes nothing', () => {
    const { code, stdout, stderr } = shell(`trap '' XFSZ; ulimit -f 8; ${ANALYSE_LINE}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'error: a file larger than the limit set for this user; raise the limit (ulimit -f) and run it again (EFBIG). Nothing was changed.\n',
    );
    expect(readTree(folder)).toEqual(before);
  });

  const canMount = ((): boolean => {
    const point = mkdtempSync(join(tmpdir(), 'mount-'));
    const { status } = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', point]);
    rmSync(point, { recursive: true });
    return status === 0;
  })();

  it.skipIf(!canMount)(
    'being full (skipped where no small disk can be mounted): says so, changes nothing',
    () => {
      const { code, stdout, stderr } = shell(
        `mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && cp -r out disk/ && cd disk && { ${ANALYSE_LINE}; code=$?; } && true; ls -A . out; cat out/run.json; exit $code`,
        ['unshare', '-m'],
      );
      expect(stderr).toBe(
        'error: the disk is full; free some space and run it again (ENOSPC). Nothing was changed.\n',
      );
      expect({ code, stdout }).toEqual({
        code: 1,
        stdout: '.:\nout\n\nout:\ninternal\nmy-notes.txt\npublish\nrun.json\n{"old":true}\n',
      });
    },
  );

  it.skipIf(!existsSync('/dev/full'))('under redirected results (skipped without /dev/full): says so', () => {
    const { code, stderr } = shell(`${CLI} inspect "$EXPORT" --study "$STUDY" > /dev/full`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: the disk is full; free some space and run it again (ENOSPC). Nothing was changed.\n',
    });
  });
});

describe('a reader that closes early', () => {
  it('of results ends the program quietly', () => {
    const { code, stdout, stderr } = shell(
      `set -o pipefail; ${CLI} inspect "$EXPORT" --study "$STUDY" --json | head -1`,
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '{\n', stderr: '' });
  });

  it('of messages does not stop the work', () => {
    const { code } = shell(`set -o pipefail; ${ANALYSE_LINE} 2>&1 >/dev/null | true`);
    expect(code).toBe(0);
    expect(readTree(folder).get('out/run.json')).toContain('"program"');
    expect(readdirSync(folder)).toEqual(['out']);
  });
});

describe('without permission', () => {
  // Root may do anything: as root, the program runs as the user `nobody`.
  const root = process.getuid?.() === 0;
  const drop = root ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
  const [command = 'true', ...args] = [...drop, process.execPath, EXECUTABLE, '--version'];
  const can = spawnSync(command, args).status === 0;

  it.skipIf(!can)('to read (skipped where root can not drop its rights): says so, changes nothing', () => {
    writeFiles(folder, { 'secret.csv': 'x' });
    chmodSync(join(folder, 'secret.csv'), 0);
    chmodSync(folder, 0o777);
    const { code, stdout, stderr } = shell(`${CLI} analyse secret.csv --study "$STUDY" --out new`, drop);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'error: secret.csv: expected a file that may be read, found no permission to read it — change its permissions\n1 fault found; nothing was written.\n',
    });
    expect(readdirSync(folder)).toEqual(['out', 'secret.csv']);
  });

  it.skipIf(!can)('to write (skipped where root can not drop its rights): says so, changes nothing', () => {
    chmodSync(folder, 0o555);
    const { code, stdout, stderr } = shell(ANALYSE_LINE, drop);
    chmodSync(folder, 0o755);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^error: .*\/out: no permission; check the rights of the file or folder \(EACCES\)\. Nothing was changed\.\n$/,
    );
    expect(readTree(folder)).toEqual(before);
  });

  it.skipIf(!can).each([
    ['publish/', 'out/publish', 'out/publish', 0o555],
    ['a folder within publish/', 'out/publish/tables', 'out/publish/tables', 0o555],
    ['a folder that holds a file of the user’s', 'out', 'out/my-notes.txt', 0o555],
    ['a folder that may not be listed', 'out/internal', 'out/internal', 0o333],
  ] as const)(
    'to replace %s (skipped where root can not drop its rights): says so, changes nothing',
    (_, locked, named, mode) => {
      writeFiles(folder, { 'out/publish/tables/old.md': 'the old table' });
      before = readTree(folder);
      if (root) spawnSync('chown', ['-R', '65534:65534', folder]);
      chmodSync(join(folder, locked), mode);
      const { code, stdout, stderr } = shell(ANALYSE_LINE, drop);
      chmodSync(join(folder, locked), 0o755);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(
        `error: ${realpathSync(folder)}/${named}: no permission; check the rights of the file or folder (EACCES). Nothing was changed.\n`,
      );
      expect(readTree(folder)).toEqual(before);

      const again = shell(ANALYSE_LINE, drop);
      expect(again.code).toBe(0);
      expect(readdirSync(folder)).toEqual(['out']);
      expect(readTree(folder).get('out/my-notes.txt')).toBe('mine');
      expect(readTree(folder).has('out/publish/tables/old.md')).toBe(false);
    },
  );
});

describe('an old report that root can not remove', () => {
  const canFreeze = ((): boolean => {
    const point = mkdtempSync(join(tmpdir(), 'frozen-'));
    writeFiles(point, { file: '' });
    const { status } = spawnSync('env', ['chattr', '+i', join(point, 'file')]);
    spawnSync('env', ['chattr', '-i', join(point, 'file')]);
    rmSync(point, { recursive: true });
    return status === 0;
  })();

  it.skipIf(!canFreeze)('(skipped where no file can be made immutable): says so, changes nothing', () => {
    const report = join(folder, 'out/publish/report.html');
    spawnSync('env', ['chattr', '+i', report]);
    const { code, stdout, stderr } = shell(ANALYSE_LINE);
    spawnSync('env', ['chattr', '-i', report]);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: ${realpathSync(report)}: not permitted; check the rights of the file or folder (EPERM). Nothing was changed.\n`,
    });
    expect(readTree(folder)).toEqual(before);
  });
});
