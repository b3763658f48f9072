import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Assumptions, parseAssumptions, parseBank } from '../simulate/assumptions.ts';
import { decodeUtf8, SAVE_AS_UTF8 } from '../study/decode-utf8.ts';
import { InputError } from '../study/problem.ts';

/**
 * A file of assumptions with the banks of open answers it names: beside it, one a questionnaire. Throws an InputError with
 * every fault of the file, or else of the banks; messages call the file `shown`.
 */
export function readAssumptions(path: string, shown: string): Assumptions {
  const assumptions = parseAssumptions(readText(path, shown, 'a YAML file of assumptions'), shown);
  const { folder } = assumptions.text;
  if (folder === null) return assumptions;
  const faults: InputError[] = [];
  const read = assumptions.questionnaires.flatMap(({ id }) => {
    const name = `${folder}/${id}.yaml`;
    try {
      const source = readText(resolve(dirname(path), name), name, `a bank of open answers for ${id}`);
      return [[id, parseBank(source, name)] as const];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return [];
    }
  });
  if (faults.length > 0) throw new InputError(faults.flatMap(({ problems }) => problems));
  const banks = Object.fromEntries(
    read.map(([id, answers]) => [id, [...answers, ...(assumptions.text.banks[id] ?? [])]]),
  );
  return { ...assumptions, text: { ...assumptions.text, banks: { ...assumptions.text.banks, ...banks } } };
}

function readText(path: string, file: string, expected: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new InputError([
      {
        severity: 'error',
        code: 'simulation-input',
        file,
        row: null,
        column: null,
        expected,
        found: code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : code,
        advice: null,
      },
    ]);
  }
  const { text, problems } = decodeUtf8(bytes, file, SAVE_AS_UTF8);
  if (text === null) throw new InputError(problems);
  return text;
}
