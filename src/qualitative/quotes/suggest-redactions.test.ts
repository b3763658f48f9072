import { describe, expect, it } from 'vitest';
import { suggestRedactions } from './suggest-redactions.ts';

const suggest = suggestRedactions({
  texts: ['we wait at dawn', 'Mandy helps', 'the team in Larkdale helps'],
  workplaces: ['Larkdale PDU', 'redmarsh team', 'the team'],
  known: ['How does Probation work with the Hub?'],
});

describe('suggestions', () => {
  it.each([
    ['Ask Mandy or Dawn on Monday', ['Ask Mandy']],
    ['Ask Mandy Jones’s team, in the Hub.', ['Ask Mandy Jones']],
    ['larkdale and Redmarsh, LARKDALE', ['larkdale', 'Redmarsh', 'LARKDALE']],
    ['We wait. Team NPS in Probation', []],
    ['Mandy, Mandy’s and [Name] of X', ['Mandy']],
    ['Siân', ['Siân']],
    ['I’ve and I’d seen it', []],
    ['', []],
  ])('of %j are %j', (text, expected) => expect(suggest(text)).toEqual(expected));
});
