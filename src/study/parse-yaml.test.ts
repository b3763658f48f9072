import { describe, expect, it } from 'vitest';
import { LineCounter, parseDocument } from 'yaml';
import { parseYaml } from './parse-yaml.ts';
import { formatProblem } from './problem.ts';
import { readYamlFile } from './yaml-file.ts';

const faults = (text: string) => readYamlFile('a.yaml', text).problems.map(formatProblem);
const DEEP = 'expected well-formed YAML, found more than 100 lists and mappings inside one another';

describe('YAML', () => {
  it.each(['', 'a: 1', '# only', '[1, {a: b}]\n', 'a: &x [1]\nb: *x', '- - - a', '? a\n: b'])(
    'is read as its library reads it: %j',
    (text) => {
      const lines = new LineCounter();
      const document = parseYaml(text, lines);
      expect([document.errors, document.toJS()]).toEqual([[], parseDocument(text).toJS()]);
    },
  );

  it('of more lists and mappings inside one another than anybody writes is refused where they are too many', () => {
    expect(faults('['.repeat(20_000))).toEqual([`a.yaml:1: column 101: ${DEEP}`]);
    expect(faults(`a:\n  ${'['.repeat(20_000)}${']'.repeat(20_000)}`)).toEqual([
      `a.yaml:2: column 102: ${DEEP}`,
    ]);
    expect(faults(`${'- '.repeat(5000)}a`)).toEqual([`a.yaml:1: column 201: ${DEEP}`]);
    expect(faults(Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'))).toEqual([
      `a.yaml:101: column 101: ${DEEP}`,
    ]);
    expect(faults(`${'['.repeat(100)}${']'.repeat(100)}`)).toEqual([]);
  });

  it('of more than one document is refused where the second begins', () => {
    expect(faults('a: 1\n---\nb: 2\n')).toEqual([
      'a.yaml:2: column 1: expected well-formed YAML, found more than one document',
    ]);
  });
});
