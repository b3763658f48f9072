import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Assumptions, parseAssumptions, parseBank } from '../assumptions.ts';

/** Assumptions with the banks of the folder they name. */
export function readBanked(file: string): Assumptions {
  const assumptions = parseAssumptions(readFileSync(file, 'utf8'), file);
  const banks = assumptions.questionnaires.map(({ id }) => {
    const path = `${dirname(file)}/${assumptions.text.folder}/${id}.yaml`;
    return [id, parseBank(readFileSync(path, 'utf8'), path)] as const;
  });
  return { ...assumptions, text: { ...assumptions.text, banks: Object.fromEntries(banks) } };
}
