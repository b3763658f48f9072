// TypeScript to dist/, then what the program reads at run time beside it: the compiled study, fonts, widths.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist/`;

rmSync(dist, { recursive: true, force: true });
const tsc = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tsconfig.build.json`],
  {
    stdio: ['ignore', 2, 2],
  },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
chmodSync(`${dist}bin/crs-eval.js`, 0o755);

// docx is one file without imports: shipped with us, it asks an installation for none of the packages it declares
// (docs/decisions.md). `#docx` means that file to everything under dist/.
const described = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
writeFileSync(
  `${dist}package.json`,
  `${JSON.stringify({ ...described, imports: { '#docx': './docx/index.mjs' } }, null, 2)}\n`,
);
mkdirSync(`${dist}docx`);
copyFileSync(`${root}node_modules/docx/dist/index.mjs`, `${dist}docx/index.mjs`);
copyFileSync(`${root}node_modules/docx/LICENSE`, `${dist}docx/LICENSE`);

const { compileStudy } = await import(`file://${dist}src/study/compile.js`);
await compileStudy(`${root}src/study/crs-evaluation`, `${dist}src/study/crs-evaluation/study.json`);

cpSync(`${root}src/simulate/built-in`, `${dist}src/simulate/built-in`, { recursive: true });
mkdirSync(`${dist}src/render/fonts`, { recursive: true });
mkdirSync(`${dist}src/render/web`, { recursive: true });
for (const part of readdirSync(`${root}src/render/web`).filter((name) => name.endsWith('.js'))) {
  copyFileSync(`${root}src/render/web/${part}`, `${dist}src/render/web/${part}`);
}
copyFileSync(`${root}src/render/paint-worker.js`, `${dist}src/render/paint-worker.js`);
cpSync(`${root}src/render/fonts/widths.json`, `${dist}src/render/fonts/widths.json`);
for (const font of ['DejaVuSans-latin.ttf', 'DejaVuSans-Bold-latin.ttf']) {
  copyFileSync(`${root}src/render/fonts/${font}`, `${dist}src/render/fonts/${font}`);
}
for (const font of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
  copyFileSync(`${root}node_modules/dejavu-fonts-ttf/ttf/${font}`, `${dist}src/render/fonts/${font}`);
}
copyFileSync(`${root}node_modules/dejavu-fonts-ttf/LICENSE`, `${dist}src/render/fonts/LICENSE`);
