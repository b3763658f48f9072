import { readFileSync } from 'node:fs';

/** The program's version, as package.json states it: beside `dist/` in the source tree, inside it when packed. */
export const VERSION: string = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
    return String(manifest.version);
  throw new Error('package.json states no version');
}
