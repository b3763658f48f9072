import { partInNegation } from './negation.ts';
import { porter2 } from './porter2.ts';
import { mayDenyBefore } from './post-negation.ts';
import type { Atom, Term } from './rule-syntax.ts';
import { foldWord } from './tokenise.ts';

/** A word of an answer, looked up once: which atoms of the codebook it fits and its part in denying. */
export interface KnownWord {
  readonly folded: string;
  /** Numbers of the atoms it fits, in rising order. */
  readonly atoms: readonly number[];
  readonly negation: number;
  /** Whether it may end a cue that denies what stands before it. */
  readonly deniesBefore: boolean;
}

/** A term an atom is part of: the atom's place in it, counted in words from its first. */
export interface AtomUse {
  readonly term: number;
  readonly offset: number;
}

/** Every term of a codebook, each once, and how words lead to them. */
export interface TermIndex {
  readonly terms: readonly Term[];
  /** Of each term the numbers of its atoms, −1 for any word; empty for a regular expression. */
  readonly atomsOf: readonly (readonly number[])[];
  /** Of each atom the terms to try where it stands. A phrase is tried at its rarest-looking word only. */
  readonly usesOf: readonly (readonly AtomUse[])[];
  /** The word as written in an answer. Remembered, up to a limit. */
  readonly lookUp: (word: string) => KnownWord;
}

/** So many different words are remembered before all are forgotten and learnt anew. */
const REMEMBERED = 1 << 16;
/** Words longer than this are looked up but neither stemmed nor remembered. */
const LONGEST = 64;

/** A text that two equal terms share. */
export function termKey(term: Term): string {
  return term.kind === 'regex' ? `/${term.source}/` : term.atoms.map(atomKey).join(' ');
}

/** Numbers terms and atoms, each once, and prepares looking words up: exact words and stems in tables, globs by the letters before their first sign. */
export function indexTerms(terms: readonly Term[]): TermIndex {
  const distinct = [...new Map(terms.map((term) => [termKey(term), term])).values()];
  const atoms: Exclude<Atom, { kind: 'any' }>[] = [];
  const numbers = new Map<string, number>();
  const atomsOf = distinct.map((term) =>
    term.kind === 'regex' ? [] : term.atoms.map((atom) => (atom.kind === 'any' ? -1 : numberOf(atom))),
  );
  const usesOf: AtomUse[][] = atoms.map(() => []);
  for (const [term, parts] of atomsOf.entries()) {
    if (parts.length === 0) continue;
    const offset = rarest(parts.map((number) => atoms[number]));
    usesOf[parts[offset] ?? -1]?.push({ term, offset });
  }
  const fitting = fitsOf(atoms);
  let known = new Map<string, KnownWord>();
  const lookUp = (word: string): KnownWord => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const folded = foldWord(word);
    const learnt = {
      folded,
      atoms: fitting(folded),
      negation: partInNegation(folded),
      deniesBefore: mayDenyBefore(folded),
    };
    if (word.length > LONGEST) return learnt;
    if (known.size >= REMEMBERED) known = new Map();
    // A slice would keep the whole text it was cut from in memory.
    known.set(` ${word}`.slice(1), learnt);
    return learnt;
  };
  return { terms: distinct, atomsOf, usesOf, lookUp };

  function numberOf(atom: Exclude<Atom, { kind: 'any' }>): number {
    const key = atomKey(atom);
    const number = numbers.get(key) ?? atoms.push(atom) - 1;
    numbers.set(key, number);
    return number;
  }
}

/** Whether a folded word fits a glob: `*` any letters or none, `?` one. */
export function fitsGlob(word: string, glob: string): boolean {
  const letters = [...word];
  const signs = [...glob];
  let letter = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (letter < letters.length) {
    if (signs[sign] === '*') {
      star = sign;
      resume = letter;
      sign += 1;
    } else if (signs[sign] === '?' || signs[sign] === letters[letter]) {
      letter += 1;
      sign += 1;
    } else if (star >= 0) {
      resume += 1;
      letter = resume;
      sign = star + 1;
    } else return false;
  }
  while (signs[sign] === '*') sign += 1;
  return sign === signs.length;
}

/** The forms of a folded word that are looked up: itself and, of "staff's", what its owner is called. */
export function formsOf(folded: string): readonly string[] {
  return folded.endsWith("'s") ? [folded, folded.slice(0, -2)] : [folded];
}

function atomKey(atom: Atom): string {
  if (atom.kind === 'any') return '*';
  return atom.kind === 'stem' ? `~${atom.text}` : atom.text;
}

function fitsOf(atoms: readonly Exclude<Atom, { kind: 'any' }>[]): (folded: string) => readonly number[] {
  const words = new Map<string, number>();
  const stems = new Map<string, number>();
  const globs = new Map<string, { readonly glob: string; readonly number: number }[]>();
  for (const [number, { kind, text }] of atoms.entries()) {
    if (kind === 'word') words.set(text, number);
    else if (kind === 'stem') stems.set(text, number);
    else {
      const letters = /^[^*?]*/.exec(text)?.[0] ?? '';
      const listed = globs.get(letters) ?? [];
      listed.push({ glob: text, number });
      globs.set(letters, listed);
    }
  }
  const lengths = [...new Set([...globs.keys()].map(({ length }) => length))];
  return (folded) => {
    const found: number[] = [];
    for (const form of formsOf(folded)) {
      const exact = words.get(form);
      if (exact !== undefined) found.push(exact);
      for (const length of lengths) {
        if (length > form.length) continue;
        for (const { glob, number } of globs.get(form.slice(0, length)) ?? [])
          if (!found.includes(number) && fitsGlob(form, glob)) found.push(number);
      }
    }
    const stem = stems.size === 0 || folded.length > LONGEST ? undefined : stems.get(porter2(folded));
    if (stem !== undefined) found.push(stem);
    return found.length === 0 ? NONE : found.sort((a, b) => a - b);
  };
}

const NONE: readonly number[] = [];

/** The place of the word least likely to turn up: no glob, and long. */
function rarest(atoms: readonly (Exclude<Atom, { kind: 'any' }> | undefined)[]): number {
  let best = -1;
  let most = -1;
  for (const [index, atom] of atoms.entries()) {
    if (atom === undefined) continue;
    const letters = atom.text.replace(/[*?]/g, '').length + (atom.kind === 'word' ? 2 : 0);
    if (letters > most) {
      best = index;
      most = letters;
    }
  }
  return best;
}
