import { nearest } from './nearest.ts';

/** Keys and list positions from the top of a definition file down to a value. */
export type Path = readonly (string | number)[];

/** Something wrong in a definition file, before its line and column are known. */
export interface Fault {
  readonly file: string;
  readonly path: Path;
  /** Whether the key at the path's end or its value is wrong. */
  readonly at: 'key' | 'value';
  readonly code: string;
  readonly expected: string;
  readonly found: string;
  readonly advice: string | null;
}

/** Takes a fault in; all are reported together at the end. */
export type Report = (fault: Fault) => void;

/** A piece of a definition with the place it stands at, so that what is derived from it can be blamed on it. */
export interface Located<T> {
  readonly value: T;
  readonly file: string;
  readonly path: Path;
}

/** The same place further down. */
export function within<T>(
  parent: Located<unknown>,
  value: T,
  ...steps: readonly (string | number)[]
): Located<T> {
  return { value, file: parent.file, path: [...parent.path, ...steps] };
}

/** A fault at a place's value. */
export function faultAt(
  place: Located<unknown>,
  code: string,
  expected: string,
  found: string,
  advice: string | null = null,
): Fault {
  return { file: place.file, path: place.path, at: 'value', code, expected, found, advice };
}

/** A fault for a name that refers to nothing, with the likeliest meant name as advice. */
export function unknownName(
  place: Located<unknown>,
  kind: string,
  name: string,
  known: readonly string[],
): Fault {
  return faultAt(
    place,
    `unknown-${kind.replaceAll(' ', '-')}`,
    oneOf(kind, known),
    `"${name}"`,
    didYouMean(name, known),
  );
}

/** `did you mean "x"?`, or null where nothing is near. */
export function didYouMean(name: string, known: readonly string[]): string | null {
  const meant = nearest(name, known);
  return meant === null ? null : `did you mean "${meant}"?`;
}

/** `one of the scales a, b, c`, shortened after twelve. */
export function oneOf(kind: string, known: readonly string[]): string {
  if (known.length === 0) return `a defined ${kind}, of which there is none`;
  const listed = known.slice(0, 12).join(', ');
  const more = known.length > 12 ? ` and ${known.length - 12} more` : '';
  return known.length === 1 ? `the ${kind} ${listed}` : `one of the ${kind}s ${listed}${more}`;
}
