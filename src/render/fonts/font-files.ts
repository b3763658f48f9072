import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Paths of the two fonts that charts are drawn with, DejaVu Sans regular and bold: beside this file where they are
 * shipped (the built program), else in the development package they are copied from. Throws where neither is there.
 */
export function fontFiles(): string[] {
  return ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => {
    const shipped = fileURLToPath(new URL(`./${name}`, import.meta.url));
    if (existsSync(shipped)) return shipped;
    return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}`);
  });
}
