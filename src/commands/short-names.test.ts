import { describe, expect, it } from 'vitest';
import { shortNames } from './short-names.ts';

describe('files are called by', () => {
  it('their names alone, where those differ', () => {
    expect(shortNames(['/a/x.csv', '/b/y.csv'])).toEqual(['x.csv', 'y.csv']);
    expect(shortNames([])).toEqual([]);
  });

  it('as many folders as tell them apart, where they share a name', () => {
    expect(shortNames(['/survey/phase1/raw.csv', '/survey/phase2/raw.csv', '/survey/notes.csv'])).toEqual([
      'phase1/raw.csv',
      'phase2/raw.csv',
      'survey/notes.csv',
    ]);
    expect(shortNames(['C:\\one\\in\\raw.csv', 'C:\\two\\in\\raw.csv'])).toEqual([
      'one/in/raw.csv',
      'two/in/raw.csv',
    ]);
  });
});
