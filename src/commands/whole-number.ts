import { InvalidArgumentError } from 'commander';

/** An option's value as a whole number from 0, at most nine digits. Throws commander's InvalidArgumentError for anything else. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('expected a whole number, such as 10');
  return Number(text);
}
