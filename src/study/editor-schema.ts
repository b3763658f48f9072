import { z } from 'zod';
import { studyFileSchema } from './definition.ts';

/**
 * The JSON Schema (draft 2020-12) of a definition file, as text, for editors: `docs/study.schema.json`. It knows forms,
 * not references: what refers to nothing is found when the study is loaded.
 */
export function editorSchema(): string {
  const schema = z.toJSONSchema(studyFileSchema, { io: 'input' });
  const named = { title: 'crs-eval study definition', ...schema };
  return `${JSON.stringify(named, null, 2)}\n`;
}
