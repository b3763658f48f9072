import { readFileSync } from 'node:fs';

/** In the order in which each needs those before it. */
const PARTS = ['dom.js', 'copy-table.js', 'table-tools.js', 'chart-tools.js', 'explorer.js', 'main.js'];

/**
 * The web report's one script: the modules beside this file, joined in one function of their own, without comments. It asks for
 * nothing and keeps nothing; without it the report is whole, only without tools.
 */
export function reportScript(): string {
  const parts = PARTS.map((name) =>
    readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
      .replace(/^import [^;]*;\n/gm, '')
      .replace(/^export /gm, '')
      .replace(/^ *\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n/gm, ''),
  );
  return `(() => {\n'use strict';\n${parts.join('')}})();\n`;
}
