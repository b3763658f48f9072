import { expect, test } from 'vitest';
import { editorSchema } from './editor-schema.ts';

// `npx vitest run src/study/editor-schema.test.ts -u` writes it anew.
test('the published schema is the one the loader checks with', async () => {
  await expect(editorSchema()).toMatchFileSnapshot('../../docs/study.schema.json');
});

test('it offers the keys of a definition file and allows no others', () => {
  const schema = JSON.parse(editorSchema()) as { properties: object; additionalProperties: boolean };
  expect(Object.keys(schema.properties)).toContain('questionnaires');
  expect(schema.additionalProperties).toBe(false);
});
