import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { porter2 } from './porter2.ts';

const FIXTURE = new URL('../../../fixtures/porter2/porter2.csv', import.meta.url);

describe('porter2', () => {
  it('gives the stems that Snowball 3.1.1 gives', () => {
    const lines = readFileSync(FIXTURE, 'utf8').trimEnd().split('\n').slice(1);
    const differing = lines.filter((line) => {
      const [word = '', stem = ''] = line.split(',');
      return porter2(word) !== stem;
    });
    expect(differing).toEqual([]);
    expect(lines.length).toBeGreaterThan(4000);
  });

  it('joins the forms of a word, and leaves short words and other letters alone', () => {
    expect(['refer', 'refers', 'referred', 'referring'].map(porter2)).toEqual([
      'refer',
      'refer',
      'refer',
      'refer',
    ]);
    expect(['referral', 'referrals'].map(porter2)).toEqual(['referr', 'referr']);
    expect(['as', 'ŵyn', 'été'].map(porter2)).toEqual(['as', 'ŵyn', 'été']);
  });
});
