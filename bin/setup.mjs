// Installs what the lock file asks for when it isn't there, then builds. Plain JavaScript: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** True when every package of the lock file that this platform needs is installed in the version it names. */
function isInstalled() {
  let wanted;
  let installed;
  try {
    wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
    installed = JSON.parse(readFileSync(`${root}node_modules/.package-lock.json`, 'utf8')).packages;
  } catch {
    return false;
  }
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

function run(command, args) {
  // Standard output stays free for the results of what comes after.
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) console.error(`Could not start ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `crs-eval needs Node 20.19 or later; this is ${process.version}. Install a newer Node and run this again.`,
  );
  process.exit(1);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
if (!isInstalled()) run(npm, ['ci', '--no-audit', '--no-fund']);
run(process.execPath, [`${root}bin/build.mjs`]);
