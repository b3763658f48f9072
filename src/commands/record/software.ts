import { readFileSync } from 'node:fs';
import type { RunRecord } from '../run-record.ts';

/** A library that reads what figures are made from, at its exact version, and what it reads. */
export interface Library {
  readonly name: string;
  readonly version: string;
  readonly use: string;
}

/** The libraries that took part in a run's figures. Those that draw or write are no part of any figure and left out. */
export function librariesOf(record: RunRecord): readonly Library[] {
  const csv = record.inputs.some(({ format }) => format === 'csv') || record.corrections !== null;
  const uses: readonly (readonly [name: string, use: string, used: boolean])[] = [
    ['csv-parse', 'reads CSV files', csv],
    ['hucre', 'reads workbooks', record.inputs.some(({ format }) => format === 'xlsx')],
    ['yaml', 'reads the study’s definition', true],
    ['re2js', 'matches patterns of coding rules', (record.coding?.rules ?? 0) > 0],
  ];
  const versions = dependencyVersions();
  return uses.flatMap(([name, use, used]) => (used ? [{ name, use, version: versions[name] ?? '' }] : []));
}

/** Which software made the figures, in a sentence or two. */
export function softwareWords(record: RunRecord): string {
  const { name, version } = record.program;
  const libraries = librariesOf(record).map((each) => `${each.name} ${each.version} ${each.use}`);
  return `All figures were made by ${name} ${version}, with arithmetic on whole numbers of its own; ${libraries.join(', ')}. The same files give the same figures on any machine; the record of this run names them with their SHA-256.`;
}

function dependencyVersions(): Readonly<Record<string, string>> {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  );
  if (typeof manifest !== 'object' || manifest === null || !('dependencies' in manifest))
    throw new Error('package.json states no dependencies');
  return { ...(manifest.dependencies as Readonly<Record<string, string>>) };
}
