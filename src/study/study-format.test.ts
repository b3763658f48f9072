import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { studyFileSchema } from './definition.ts';
import { parseStudy } from './parse-study.ts';

const manual = readFileSync('docs/study-format.md', 'utf8');

test('the whole study in the manual is one', () => {
  const text = /```yaml\n([\s\S]*?)```/.exec(manual)?.[1] ?? '';
  const study = parseStudy([{ name: 'canteen.yaml', text }]);
  expect(study.questionnaires[0]?.questions.map((question) => question.id)).toEqual([
    'building',
    'b.eats',
    'b.warm',
    'b.enough',
    'b.better',
    'l.eats',
    'l.warm',
    'l.enough',
    'l.better',
  ]);
  expect(study.tables[0]?.columns.map((column) => column.label)).toEqual(['Breakfast', 'Lunch']);
});

test('the manual speaks of every key at the top of a definition file', () => {
  const missing = Object.keys(studyFileSchema.shape).filter((key) => !manual.includes(`\`${key}`));
  expect(missing).toEqual([]);
});
