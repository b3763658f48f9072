import { expect, it } from 'vitest';
import { guidOf, plainGuid, uuidV5 } from './guid.ts';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

it('makes UUIDs of names: the example of RFC 9562, appendix A.4, and that of Python’s uuid5', () => {
  expect(uuidV5('www.example.com', DNS)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  expect(uuidV5('python.org', DNS)).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
});

it('tells things of different kinds apart, in a namespace of its own', () => {
  expect(guidOf('code', 'access')).not.toBe(guidOf('user', 'access'));
  expect(guidOf('code', 'access')).toBe(uuidV5('code\naccess', uuidV5('crs-eval', DNS)));
});

it('compares GUIDs however they are written', () => {
  expect(plainGuid(' {2ED6657D-E927-568B-95E1-2665A8AEA6A2} ')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});
