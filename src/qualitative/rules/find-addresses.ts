/** A stretch of a text, half-open, in UTF-16 units. */
export interface AddressSpan {
  readonly start: number;
  readonly end: number;
}

/** What every address has in it somewhere. Most texts do not, and are looked at no further. */
const HINT = /@|:\/\/|[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

/** A chunk that begins as a web address does, with or without http. */
const WEB = /^(?:www\.[^\s.]|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|uk|wales|cymru)(?=$|[/:?#]))/i;

/** Signs around an address that are none of it: brackets, quotation marks, the full stop of its sentence. */
const OPENING = /^[([{<"'“‘]+/;
const CLOSING = new Set([...'.,;:!?)]}>"\'”’…']);

const NO_ADDRESSES: readonly AddressSpan[] = [];

/**
 * Where e-mail and web addresses stand in a text, in order, apart from each other. Web addresses are what has :// in it, begins with
 * www., or is a host's name under .com, .org, .net, .uk, .wales or .cymru; each reaches to the next space, without the
 * marks that close a sentence or a bracket. Time in proportion to the text's length.
 */
export function findAddresses(text: string): readonly AddressSpan[] {
  if (!HINT.test(text)) return NO_ADDRESSES;
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: chunk, index }) => {
    const [start, end] = addressIn(chunk) ?? [0, 0];
    return end > start ? [{ start: index + start, end: index + end }] : [];
  });
}

/** The address in what stands between two spaces: from the first place where one begins to the last where one ends. */
function addressIn(chunk: string): readonly [number, number] | null {
  const opening = OPENING.exec(chunk)?.[0].length ?? 0;
  let closing = chunk.length;
  while (closing > opening && CLOSING.has(chunk.charAt(closing - 1))) closing -= 1;
  const bare = chunk.slice(opening, closing);
  if (WEB.test(bare)) return [opening, closing];
  const scheme = bare.indexOf('://');
  if (scheme > 0) {
    let first = scheme;
    while (first > 0 && /[a-z0-9+.-]/i.test(bare.charAt(first - 1))) first -= 1;
    return first === scheme ? null : [opening + first, closing];
  }
  return mailIn(chunk);
}

/** From the first letter of the first name before an @ to the last of the last host after one; null without. */
function mailIn(chunk: string): readonly [number, number] | null {
  let first = -1;
  let last = -1;
  for (let at = chunk.indexOf('@'); at >= 0; at = chunk.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && /[\p{L}\p{N}\p{M}._%+'’-]/u.test(chunk.charAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < chunk.length && /[\p{L}\p{N}.-]/u.test(chunk.charAt(end))) end += 1;
    while (end > at && /[.-]/.test(chunk.charAt(end - 1))) end -= 1;
    if (start === at || !/.\../u.test(chunk.slice(at + 1, end))) continue;
    if (first < 0) first = start;
    last = end;
  }
  return first < 0 ? null : [first, last];
}
