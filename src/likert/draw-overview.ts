import type { DistributionChart, OverviewChart } from '../render/contract.ts';
import type { Marks } from './summarise.ts';

/** All distributions of a run on one page, in the order given; empty where there are fewer than two. */
export function drawOverview(parts: readonly DistributionChart[], marks: Marks): OverviewChart[] {
  if (parts.length < 2) return [];
  const bases = parts.flatMap(({ bars }) => bars.map(({ base }) => base));
  const [least, most] = [Math.min(...bases), Math.max(...bases)];
  const statements = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  return [
    {
      kind: 'overview',
      id: 'overview',
      title: `${statements} statements at a glance – where those who answered stand`,
      subtitle: [
        'Per cent of those who gave a rating, in three bands; the number is the positive share',
        least === most ? `n=${least}` : `n=${least} to ${most}`,
        // Their periods, which stand third in each subtitle.
        [...new Set(parts.flatMap(({ subtitle }) => subtitle.split(' · ')[2]?.split('; ') ?? []))].join('; '),
      ]
        .filter((part) => part !== '')
        .join(' · '),
      source: [...new Set(parts.flatMap(({ source }) => source.split('; ')))].join('; '),
      notes: [],
      synthetic: marks.synthetic,
      description: parts.map(({ title, description }) => `${title}. ${description}`).join(' '),
      table: '',
      parts,
    },
  ];
}
