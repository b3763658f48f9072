import { writeSync } from 'node:fs';

/** Writes all of `content` to an open file, text as UTF-8: one call of the system may write less, as on a disk nearly full. */
export function writeAll(handle: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}
