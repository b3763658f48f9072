import { numberAlike } from '../exact/number-alike.ts';

/** What stands above a column: its own label, and that of several columns together. */
export interface Heading {
  readonly group: string | null;
  readonly label: string;
}

/**
 * A name for each lot of columns that show the same answers, no two alike where their headings differ: what is common to the columns
 * of each lot, which is the upper heading of "Probation: mean, SD" and the lower one of "Mean: loans, events". Where neither tells the
 * lots apart both stand together, and where these do not either the lots are numbered.
 */
export function nameLots(lots: readonly (readonly Heading[])[]): readonly string[] {
  const upper = lots.map((lot) => common(lot.map(({ group }) => group ?? '')));
  const lower = lots.map((lot) => common(lot.map(({ label }) => label)));
  const usual = lots.map((lot, at) =>
    lot.length > 1 ? upper[at] || lower[at] || '' : lower[at] || upper[at] || '',
  );
  const both = lots.map(([first]) => joined([first?.group ?? '', first?.label ?? '']));
  return [usual, upper, lower].find(tellApart) ?? numberAlike(both);
}

/** A name for each row, no two alike: its label, where that stands twice with its stub, and where these do too numbered. */
export function nameRows(
  rows: readonly { readonly stub: readonly string[]; readonly label: string }[],
): readonly string[] {
  const times = new Map<string, number>();
  for (const { label } of rows) times.set(label, (times.get(label) ?? 0) + 1);
  return numberAlike(
    rows.map(({ stub, label }) => ((times.get(label) ?? 0) > 1 ? joined([...stub, label]) : label)),
  );
}

function common(texts: readonly string[]): string {
  const [first = ''] = texts;
  return texts.every((text) => text === first) ? first : '';
}

function tellApart(names: readonly string[]): boolean {
  return new Set(names).size === names.length && !names.includes('');
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
