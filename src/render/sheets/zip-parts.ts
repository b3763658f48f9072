import { strToU8, type Zippable, zipSync } from 'fflate';

/** A file of a package: its name and its text. */
export type Part = readonly [name: string, content: string | Uint8Array];

/**
 * The parts as a zip, in the given order, each with one fixed moment: the same parts are the same bytes, on any day and in any time
 * zone. Parts named in `stored` are not compressed.
 */
export function zipParts(parts: readonly Part[], stored: readonly string[] = []): Uint8Array {
  // The zip holds local clock fields, so a local date is the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1);
  const files: Zippable = {};
  for (const [name, content] of parts) {
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    files[name] = [bytes, { level: stored.includes(name) ? 0 : 6, mtime }];
  }
  return zipSync(files);
}

/** Text as it may stand in XML, in an element or between double quotes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
