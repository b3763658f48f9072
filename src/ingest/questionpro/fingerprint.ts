import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What one pass over a file's bytes tells. */
export interface Fingerprint {
  readonly sha256: string;
  readonly bytes: number;
  /** Every byte belongs to well-formed UTF-8. */
  readonly utf8: boolean;
  /** Holds U+FFFD, the sign that somebody has read it in the wrong encoding before. */
  readonly replaced: boolean;
  readonly nul: boolean;
}

const REPLACEMENT = Buffer.from('\ufffd');

/** Reads a file once, in pieces, for its SHA-256 and its encoding. Throws what the file system throws. */
export async function fingerprint(path: string): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let bytes = 0;
  let utf8 = true;
  let replaced = false;
  let nul = false;
  let carried: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const read: Buffer = piece;
    hash.update(read);
    bytes += read.length;
    if (!utf8) continue;
    const whole = carried.length === 0 ? read : Buffer.concat([carried, read]);
    const cut = lastStart(whole);
    carried = whole.subarray(cut);
    const body = whole.subarray(0, cut);
    utf8 = isUtf8(body);
    replaced ||= body.includes(REPLACEMENT);
    nul ||= body.includes(0);
  }
  if (utf8) utf8 = isUtf8(carried);
  replaced ||= carried.includes(REPLACEMENT);
  return { sha256: hash.digest('hex'), bytes, utf8, replaced, nul };
}

/** Where the last character of the bytes begins when it may not be whole; their length when it can't be told. */
function lastStart(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length - back + 1;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}
