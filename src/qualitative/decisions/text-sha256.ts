import { createHash } from 'node:crypto';

/**
 * SHA-256 of an answer's text, to tell whether it has changed since somebody decided on it. Line ends count as LF and
 * control characters, which files show as pictures or `[U+009B]`, not at all: an answer as exported and as a run's files
 * give it are the same text.
 */
export function textSha256(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(unseen, '');
  return createHash('sha256').update(plain).digest('hex');
}

const unseen = /[^\P{Cc}\t\n]|\p{Cs}|[\ufffe\uffff\u2400-\u2421]|\[U\+[0-9A-F]{4}\]/gu;
