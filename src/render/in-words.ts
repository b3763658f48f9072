import type { Chart } from './contract.ts';

/** What a reader who cannot see the chart is told: the confirmed reading, what is measured of whom, and what the figures show. */
export function inWords({ reading, subtitle, description }: Chart): string {
  const sentence = (text: string) => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
  return [reading ?? '', subtitle, description]
    .map(sentence)
    .filter((text) => text !== '')
    .join(' ');
}
