import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Paths of the two fonts that charts are drawn with, DejaVu Sans regular and bold: beside this file where they are
 * shipped (the built program), else in the development package they are copied from. Throws where neither is there.
 */
export function fontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return [
    shipped('DejaVuSans.ttf') ?? resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    shipped('DejaVuSans-Bold.ttf') ?? resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ];
}

function shipped(name: string): string | null {
  const path = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return existsSync(path) ? path : null;
}
