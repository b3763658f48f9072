import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What the fonts cut to Latin have; written into an SVG as text, so that tags are of these too. */
const LATIN =
  /^[\n\u0020-\u007E\u00A0-\u017F\u2010-\u2015\u2018-\u201E\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203A\u20AC\u2190-\u2193\u2212\u2260\u2264\u2265\u25A0-\u25CF\u2713\u2717]*$/;

/**
 * Paths of the two fonts that an SVG is drawn with, DejaVu Sans regular and bold: cut to Latin letters, figures and signs where
 * it has no others, else whole. The cut ones have everything as in the whole ones, so that the picture is the same; but resvg
 * reads a font's file anew for each text, a thousand times a chart, and these are a fourteenth of the size. They were made with fontTools 4.38:
 * `fonttools subset DejaVuSans.ttf --unicodes=… --layout-features=* --no-hinting --notdef-outline --glyph-names --name-IDs=*`
 * with the characters of `LATIN`.
 */
export function fontFilesFor(svg: string): string[] {
  return LATIN.test(svg) && !/&#(?!39;)/.test(svg)
    ? ['DejaVuSans-latin.ttf', 'DejaVuSans-Bold-latin.ttf'].map(beside)
    : wholeFontFiles();
}

/** Beside this file where they are shipped (the built program), else in the development package they are copied from; throws where neither is there. */
export function wholeFontFiles(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return [
    shipped('DejaVuSans.ttf') ?? resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    shipped('DejaVuSans-Bold.ttf') ?? resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
  ];
}

function shipped(name: string): string | null {
  const path = beside(name);
  return existsSync(path) ? path : null;
}

function beside(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url));
}
