import { createHash } from 'node:crypto';

/** The namespace of every GUID that we give out: the name-based UUID of `crs-eval` in the DNS namespace. Never to be changed. */
const NAMESPACE = '6639e571-b72e-5254-ac62-f71e78daeac2';

/** What a GUID can be of. */
type GuidKind = 'code' | 'user' | 'variable' | 'case' | 'source' | 'selection' | 'coding' | 'note';

/** The GUID of a thing by its kind and name: the same name always has the same one, so that tools know it again. */
export function guidOf(kind: GuidKind, ...name: readonly string[]): string {
  return uuidV5([kind, ...name].join('\n'), NAMESPACE);
}

/** A name-based UUID (RFC 9562, version 5: SHA-1), lower case. */
export function uuidV5(name: string, namespace: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** A GUID as tools write it, to compare: some put braces around it or use capitals. */
export function plainGuid(written: string): string {
  return written
    .trim()
    .replace(/^\{|\}$/g, '')
    .toLowerCase();
}
