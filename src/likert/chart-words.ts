import { formatExact, ratio } from '../exact/ratio.ts';
import type { Study, TableDefinition } from '../study/study.ts';
import type { Panel } from './panels.ts';
import type { Marks } from './summarise.ts';
import { periodsOf, tableSource } from './table-source.ts';

/** Title, subtitle and source of a chart: what it shows among whom, by which measure, on which base, from when. */
export function chartWords(
  study: Study,
  named: Pick<TableDefinition, 'caption'>,
  panels: readonly Panel[],
  marks: Marks,
  says: { readonly what: string; readonly measure: string; readonly bases: readonly number[] },
): { title: string; subtitle: string; source: string; synthetic: boolean } {
  // A table's caption may end in its own measure, after a dash.
  const [subject = named.caption] = named.caption.split(' – ');
  const planned = panels.map(({ cells }) => cells);
  const parts = [says.measure, baseText(says.bases), periodsOf(study, planned)];
  return {
    title: `${subject} – ${says.what} among those who answered`,
    subtitle: parts.filter((part) => part !== '').join(' · '),
    source: tableSource(study, planned),
    synthetic: marks.synthetic,
  };
}

/** A share as a whole per cent, rounded half away from zero as tables print it. */
export function percentText(numerator: number, denominator: number): string {
  return `${formatExact(ratio(100 * numerator, denominator), 0)} %`;
}

function baseText(bases: readonly number[]): string {
  if (bases.length === 0) return 'no bases to show';
  const least = Math.min(...bases);
  const most = Math.max(...bases);
  return least === most ? `n=${least}` : `n=${least} to ${most}`;
}
