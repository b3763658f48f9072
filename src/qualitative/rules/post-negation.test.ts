import { describe, expect, it } from 'vitest';
import { markDenied } from './negation.ts';
import { markDeniedBefore } from './post-negation.ts';
import { readWords } from './testing/read-words.ts';

/** The words of a text that are denied by what comes after them, in its order. */
function deniedIn(text: string): string {
  const { words, list, denied } = readWords(text);
  markDenied(words, list, denied);
  const cues = new Int32Array(words.count).fill(7);
  markDeniedBefore(words, list, denied, cues);
  return list.flatMap(({ folded }, at) => ((cues[at] ?? 0) > 0 ? [folded] : [])).join(' ');
}

describe('what denies the words before it', () => {
  it.each([
    ['Communication is lacking.', 'communication'],
    ['Feedback was often missing, sadly', 'feedback'],
    ['Feedback from the provider is absent', 'feedback from the provider'],
    ['One two three four five is missing', 'two three four five'],
    ['Housing support is non-existent', 'housing support'],
    ['Support does not exist here', 'support'],
    ['Support doesn’t exist', 'support'],
    ['Support no longer exists.', 'support'],
    ['Staff are great and training is lacking', 'training'],
    ['Slow. Training is lacking', 'training'],
    ['Slow, training is lacking', 'training'],
    ['Training is lacking and staff leave', 'training'],
  ])('"%s": %s', (text, expected) => expect(deniedIn(text)).toBe(expected));

  it.each([
    'Staff are lacking in confidence',
    'He is missing appointments',
    'Nothing is missing',
    'Training is not lacking',
    'Lacking is training',
    'missing',
    'Staff who are missing',
    'Support: is missing',
    'Problems exist',
    'absent',
    '',
  ])('nothing in "%s"', (text) => expect(deniedIn(text)).toBe(''));
});
