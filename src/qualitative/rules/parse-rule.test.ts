import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRule } from './parse-rule.ts';

/** Faults of a rule as `character: expected …, found … — advice`, characters from 1. */
function faultsOf(when: string): readonly string[] {
  const faults: string[] = [];
  const node = parseRule(when, ({ at, expected, found, advice }) =>
    faults.push(`${at + 1}: expected ${expected}, found ${found}${advice === null ? '' : ` — ${advice}`}`),
  );
  expect(node === null).toBe(faults.length > 0);
  return faults;
}

describe('a faulty rule says where and what', () => {
  it.each<[string, readonly string[]]>([
    [
      'waiting list',
      [
        '9: expected and, or, near/5 or before/5 between terms, found "list" — for words next to each other write "waiting list"',
      ],
    ],
    [
      'delay, late',
      [
        '6: expected a word, a phrase in quotation marks, a regular expression between slashes, or a parenthesis, found "," — write "or" or "and" between terms; in a phrase, put it in quotation marks',
      ],
    ],
    [
      'r&m',
      [
        '2: expected a word, a phrase in quotation marks, a regular expression between slashes, or a parenthesis, found "&" — write "and"; as a sign between letters, put both in quotation marks, such as "r&m"',
      ],
    ],
    [
      'a near b',
      [
        '3: expected and, or, near/5 or before/5 between terms, found "near" — say within how many words: near/5',
        '8: expected and, or, near/5 or before/5 between terms, found "b" — say within how many words: near/5',
      ],
    ],
    ['a near/0 b', ['3: expected a whole number of words from 1 to 100 after the slash, found "0"']],
    ['a before/ b', ['3: expected a whole number of words from 1 to 100 after the slash, found none']],
    [
      'not late',
      [
        '1: expected something to look for beside "not", joined to it with "and", found "not" alone — write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
      ],
    ],
    [
      'a or not b',
      [
        '6: expected something to look for beside "not", joined to it with "and", found "not" alone — write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
      ],
    ],
    [
      'not a and not b',
      [
        '1: expected something to look for beside "not", joined to it with "and", found "not" alone — write what must be there first, such as "delay and not court"; for what is denied use wants: negated',
      ],
    ],
    ['a and not not b', ['11: expected a term after "not", found "not" again']],
    [
      'not a near/5 b',
      [
        '1: expected terms, or alternatives of terms in parentheses, on either side of near, found "not" — write "not (… near/5 …)"',
      ],
    ],
    [
      '(a and b) before/2 c',
      [
        '2: expected terms, or alternatives of terms in parentheses, on either side of before, found "and" — write "(… before/5 …) and …"',
      ],
    ],
    ['(a or b', ['1: expected a ")" for this "(", found the end']],
    ['a or b)', ['7: expected a "(" before each ")", found ")" without one']],
    ['', ['1: expected a term, found the end']],
    ['a or', ['5: expected a term, found the end']],
    [
      'and',
      [
        '1: expected a term, found "and" — to search for the word itself, write it in quotation marks: "and"',
        '4: expected a term, found the end',
      ],
    ],
    [
      '"waiting',
      [
        '1: expected the quotation mark that opens here to be closed, found the end of the rule after "waiting',
      ],
    ],
    ['""', ['2: expected at least one word, found ""']],
    ['*', ['1: expected at least one letter beside * and ?, found "*", which fits any word']],
    [
      '~refer*',
      [
        '1: expected a word of letters after ~, such as ~refer, found "~refer*" — use either ~ or * and ?, not both',
      ],
    ],
    ['refer~', ['1: expected ~ before a word, found "refer~"']],
    [
      'n/a',
      [
        '2: expected the slash that opens here to be closed, found the end of the rule after /a — a term with a slash goes in quotation marks, such as "n/a"',
      ],
    ],
    ['//', ['1: expected a regular expression between slashes, found "//"']],
    ['x or /a(b/', ['7: expected a regular expression in RE2 syntax, found missing closing ): a(b']],
    [
      '/(a)(?=b)/',
      [
        '5: expected a regular expression in RE2 syntax, found invalid or unsupported Perl syntax: (?= — look-around and back-references are not in it: they can take forever',
      ],
    ],
    [
      '/a**/ or b c or not d',
      [
        '3: expected a regular expression in RE2 syntax, found invalid nested repetition operator: **',
        '12: expected and, or, near/5 or before/5 between terms, found "c" — for words next to each other write "b c"',
      ],
    ],
  ])('%s', (when, expected) => expect(faultsOf(when)).toEqual(expected));

  it('of more brackets, near and not than anybody writes', () => {
    expect(faultsOf(`${'('.repeat(20_000)}a${')'.repeat(20_000)}`)).toEqual([
      '101: expected at most 100 brackets inside one another, found more — leave out those that are not needed, or make several rules of it',
    ]);
    expect(faultsOf(Array.from({ length: 20_000 }, () => 'a').join(' near/5 '))).toEqual([
      '903: expected at most 100 near and before in a row, found more — make several rules of it',
    ]);
    expect(faultsOf(`a and ${'not '.repeat(20_000)}b`)).toEqual([
      '11: expected a term after "not", found "not" again',
    ]);
    expect(faultsOf(`${'('.repeat(100)}a${')'.repeat(100)}`)).toEqual([]);
  });
});

describe('precedence', () => {
  const shape = (when: string) =>
    JSON.stringify(
      parseRule(when, () => undefined),
      (key, value) => (key === 'at' ? undefined : value),
    );
  it.each([
    ['a or b and c', 'a or (b and c)'],
    ['a and b near/2 c', 'a and (b near/2 c)'],
    ['a and not b near/2 c or d', null],
    ['a AND NOT b OR c', '(a and (not b)) or c'],
    ['a near/2 b before/3 c', '(a near/2 b) before/3 c'],
    ['(a or b) or c', 'a or b or c'],
    ['“waiting list”', '"waiting list"'],
  ])('%s reads as %s', (when, same) => {
    if (same === null) expect(parseRule(when, () => undefined)).toBeNull();
    else expect(shape(when)).toBe(shape(same));
  });

  it('reads plain small words, which have a way of their own, as it reads capitals', () => {
    const word = fc.stringMatching(/^[a-z]{1,6}\*?$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const phrase = `"${words.join(' ')}"`;
        expect(shape(phrase.toUpperCase())).toBe(shape(phrase));
      }),
    );
  });
});
