import { extname } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** A name's ending without its dot, in small letters; "" where it has none. */
export function endingOf(path: string): string {
  return extname(path).slice(1).toLowerCase();
}

/**
 * Parses the name of a file that is written in one format only: it ends in one of `endings`, the usual one first, or in none.
 * Throws commander's InvalidArgumentError for another ending, which would say something else than what the file holds.
 */
export function fileEndingIn(...endings: readonly string[]): (path: string) => string {
  return (path) => {
    const ending = endingOf(path);
    if (ending !== '' && !endings.includes(ending))
      throw new InvalidArgumentError(
        `expected a name that ends in ${endings.map((each) => `.${each}`).join(' or ')}`,
      );
    return path;
  };
}

const FILES = /^(?:csv|tsv|txt|md|html?|json|xml|ya?ml|docx?|xlsx?|ods|odt|pdf|svg|png|zip|qdpx?|qdc)$/;

/** Whether an ending is that of a file which people would look for under the name. */
export function isFileEnding(ending: string): boolean {
  return FILES.test(ending);
}

/** Parses the name of a folder that is written. Throws commander's InvalidArgumentError for a file's, such as report.docx. */
export function folderToWrite(path: string): string {
  if (isFileEnding(endingOf(path))) throw new InvalidArgumentError('expected a folder, not a file');
  return path;
}

/**
 * The format to write: the one asked for, or else the one that the file's ending names; null where neither is given. Or what is
 * wrong: the two contradict each other, or the ending names no format.
 */
export function chooseFormat<Format extends string>(
  endings: Readonly<Record<Format, readonly string[]>>,
  asked: Format | undefined,
  out: string | undefined,
): { readonly format: Format | null } | { readonly misuse: string } {
  if (out === undefined) return { format: asked ?? null };
  const ending = endingOf(out);
  const formats = Object.keys(endings).filter((key): key is Format => Object.hasOwn(endings, key));
  const named = formats.find((format) => endings[format].includes(ending));
  if (asked === undefined) {
    if (named !== undefined) return { format: named };
    return {
      misuse: `option '--out' expected an ending among ${formats.join(', ')}, or --format, found "${out}"`,
    };
  }
  if (named === asked || ending === '') return { format: asked };
  const other = named === undefined ? '' : `, or --format ${named}`;
  return {
    misuse: `options '--format ${asked}' and '--out ${out}' contradict each other: expected a name that ends in .${endings[asked][0]}${other}`,
  };
}
