import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Redaction } from '../../study/codebook.ts';
import { redactor } from './redact.ts';

const LIST: readonly Redaction[] = [
  { find: 'Siân', replace: '[name]' },
  { find: "O'Brien", replace: '[name]' },
  { find: 'Cwm Arwel', replace: '[workplace]' },
  { find: 'Arwel', replace: '[name]' },
];
const { redact } = redactor(LIST);
const shown = (text: string): string => redact(text).text;

describe('what a study lists', () => {
  it.each([
    ['Ask Sian.', 'Ask [name].'],
    ['ask SIÂN’S team, or Sia\u0302n', 'ask [name]’S team, or [name]'],
    ['Sia\u00adn and Ｓｉａｎ', '[name] and [name]'],
    ['the Sians of this world, not Siana or Persian', 'the [name]s of this world, not Siana or Persian'],
    ['O’Brien, OʼBRIEN and O`Brien', '[name], [name] and [name]'],
    ['Cwm  Arwel, CWM-ARWEL, Cwm\nArwel; Arwel', '[workplace], [workplace], [workplace]; [name]'],
    ['nobody at all', 'nobody at all'],
    ['', ''],
  ])('%j is shown as %j', (text, expected) => expect(shown(text)).toBe(expected));

  it('is nothing where the list is empty or of blanks', () => {
    expect(redactor([]).redact('Sian').text).toBe('Sian');
    expect(redactor([{ find: ' - ', replace: 'x' }]).redact('Sian - ok').text).toBe('Sian - ok');
  });
});

describe('what has a form to be known by', () => {
  it.each([
    ['write to a.b-c+d@mail.example.org now', 'write to [e-mail] now'],
    ['a.b (at) example.org', '[e-mail]'],
    ['see https://example.org/a?b=c, or www.example.org', 'see [web address] or [web address]'],
    ['example.gov.uk/page', '[web address]'],
    ['ring 01632 960417 or (01632) 960 417', 'ring [phone] or [phone]'],
    ['+44 (0)7700 900142 ext. 12', '[phone]'],
    ['07700-900-142', '[phone]'],
    ['CRN X123456, x 123456', 'CRN [case number], [case number]'],
    ['CRN: 12345', 'CRN: [case number]'],
    ['NOMIS a1234bc', 'NOMIS [case number]'],
    ['PNC 2001/1234567A and 01/123456B', 'PNC [case number] and [case number]'],
    ['QQ 12 34 56 C', '[case number]'],
    ['ref 12345678', 'ref [number]'],
    ['ref 2021 2024 5', 'ref [number]'],
    ['helpline 0800 1111', 'helpline [number]'],
    ['at ne1 4xx and EC1A 1BB', 'at [postcode] and [postcode]'],
    ['Mrs Smith-Jones and Dr. Ann Lee', 'Mrs [name] and Dr. [name]'],
    ['Mr Smith’s office', 'Mr [name]’s office'],
  ])('%j is shown as %j', (text, expected) => expect(shown(text)).toBe(expected));

  it.each([
    '12 weeks ahead, 70% of 1,250 in 2023/24; 10-12 a day, £1,000,000',
    'from 2021-2024, or 2019 2020',
    'Phase 1, by 2nd March at 3pm: B1 2nd floor, 24/7',
    'mr or mrs, Ms who? Dr',
    'nobody@ all',
  ])('%j stays', (text) => expect(shown(text).replace('[e-mail]', 'nobody@ all')).toBe(text));
});

describe('replacements', () => {
  it('say where in code points over LF text, and what stands there, not what stood there', () => {
    expect(redact('🍲\r\nSiân: a@b.org').replacements).toEqual([
      { start: 2, end: 6, replace: '[name]' },
      { start: 8, end: 15, replace: '[e-mail]' },
    ]);
  });

  it('are one where they overlap: what stands for the longest', () => {
    expect(redact('sian@cwm-arwel.org')).toEqual({
      text: '[e-mail]',
      replacements: [{ start: 0, end: 18, replace: '[e-mail]' }],
    });
  });

  it('leave nothing to replace, whatever the text', () => {
    const parts = [
      'Sian',
      'o’brien',
      ' ',
      'a@b.org',
      '0163',
      '2 960417',
      'X123456',
      'Mr',
      'A',
      '\n',
      'ne1 4xx',
      '[',
      'at',
      ']',
      '.',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (words) => {
        const once = shown(words.join(''));
        expect(once).not.toMatch(/(?<![\w’])(sian|o’brien|X123456)(?!\w)/i);
        expect(shown(once)).toBe(once);
      }),
    );
  });

  it('take no longer for hostile texts', () => {
    const started = performance.now();
    for (const part of ['a', '0 ', 'a.', 'x@', 'Mr A', 'CRN ', 'A 1', ' ', '+', '('])
      redact(part.repeat(32_000 / part.length));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the built-in study', () => {
  const read = (path: string): unknown => parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const { redactions } = read('../../study/crs-evaluation/21-redactions.yaml') as {
    readonly redactions: readonly Redaction[];
  };
  const BANK = '../../simulate/built-in/answers/';
  const answers = readdirSync(new URL(BANK, import.meta.url)).flatMap(
    (name) =>
      read(BANK + name) as readonly {
        readonly items: readonly string[];
        readonly tags?: readonly string[];
        readonly text: string;
      }[],
  );
  const built = redactor(redactions);

  it('lets no e-mail address, phone or case number, name or workplace of the synthetic answers through', () => {
    const personal = answers.filter(({ tags }) => tags?.includes('pii'));
    expect(personal.length).toBeGreaterThan(25);
    // Not with the redactor's own means: every listed word, and all that looks like a number or address.
    const words = new RegExp(redactions.map(({ find }) => find).join('|'), 'i');
    for (const { text } of personal) {
      expect(text).toMatch(/@|\d{6}|HMP|PDU|[a-z] [A-Z]|^[A-Z]/);
      const { text: quote, replacements } = built.redact(text);
      expect(replacements.length, text).toBeGreaterThan(0);
      expect(quote).not.toMatch(words);
      expect(quote).not.toMatch(/@|\d{4}|X\d/);
    }
  });

  it('finds nothing in the other answers, but for the workplaces they were asked for', () => {
    const others = answers.filter(({ items, tags }) => !items.includes('base') && !tags?.includes('pii'));
    expect(others.length).toBeGreaterThan(1000);
    expect(others.filter(({ text }) => built.redact(text).replacements.length > 0)).toEqual([]);
    const bases = answers.filter(({ items }) => items.includes('base'));
    expect(
      bases.filter(({ text }) => built.redact(text).replacements.length === 0).map(({ text }) => text),
    ).toEqual(['Regional role, no fixed PDU', 'Work across all PDUs in the region', 'prefer not to say']);
  });
});
