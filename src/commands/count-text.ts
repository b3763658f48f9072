import { nounFor } from '../exact/number-of.ts';

/** A count with its thousands separated by commas, whatever the locale: `1,234`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count and what is counted, in the singular for one: `1 row`, `1,234 rows`. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${nounFor(count, noun)}`;
}
