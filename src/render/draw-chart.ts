import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { bandsSpec } from './bands-spec.ts';
import type { ChartSpec } from './chart-sheet.ts';
import { comparisonSpec } from './comparison-spec.ts';
import type { Chart } from './contract.ts';
import { distributionSpec } from './distribution-spec.ts';
import { escapeHtmlLine } from './escape-html.ts';
import { textWidth } from './fonts/text-width.ts';
import { heatSpec } from './heat-spec.ts';
import { inWords } from './in-words.ts';
import { overviewSpec } from './overview-spec.ts';
import { startPainter } from './paint-pictures.ts';
import { withOwnIds } from './svg-ids.ts';

/** A chart in its three forms. */
export interface DrawnChart extends Picture {
  /** The chart's id. */
  readonly id: string;
  /** The same in three bands, for small spaces; null for a chart that has no such form. */
  readonly small: Picture | null;
}

interface Picture {
  /** The Vega-Lite specification, data and all: drawn again anywhere, it gives the same picture. */
  readonly spec: ChartSpec;
  readonly svg: string;
  /** At twice the SVG's size in pixels, on white. */
  readonly png: Uint8Array;
}

/** The Vega-Lite specification of a chart. */
function chartSpec(chart: Chart): ChartSpec {
  switch (chart.kind) {
    case 'distribution':
      return distributionSpec(chart);
    case 'comparison':
      return comparisonSpec(chart);
    case 'heat':
      return heatSpec(chart);
    case 'overview':
      return overviewSpec(chart);
  }
}

/**
 * Draws a chart. The same chart gives the same bytes: texts are measured with the shipped fonts' widths and the PNG is
 * painted with those fonts only. The SVG says what it shows (`role="img"`, `<title>`, `<desc>`), and its ids start
 * with the chart's, so that several can stand in one page.
 */
export async function drawChart(chart: Chart): Promise<DrawnChart> {
  const [drawn] = await drawCharts([chart]);
  if (drawn === undefined) throw new Error(`${chart.id}: not drawn`);
  return drawn;
}

/** Charts that are laid out, while their pictures are still being painted. */
export interface Drawing {
  /** All of them, in the order given, once they are painted; rejects with the first fault. Call it once. */
  readonly finish: () => Promise<readonly DrawnChart[]>;
  /** Stops the painting; must be called where `finish` is not. Does nothing after it. */
  readonly abandon: () => Promise<void>;
}

/** Draws charts as `drawChart` does, in the order given. Nothing is left running when it rejects. */
export async function drawCharts(charts: readonly Chart[]): Promise<readonly DrawnChart[]> {
  return (await startDrawing(charts)).finish();
}

/**
 * Lays charts out, one after the other, and has those before painted in other threads meanwhile. Painting takes as long again,
 * and goes on when all are laid out: whoever has something else to do does it before `finish`. Rejects, with nothing left
 * running, where one can't be laid out.
 */
export async function startDrawing(charts: readonly Chart[]): Promise<Drawing> {
  if (charts.length === 0) return { finish: () => Promise.resolve([]), abandon: () => Promise.resolve() };
  const painter = startPainter();
  const lay = async (chart: Chart, spec: ChartSpec, name: string) => {
    const svg = named(chart, await svgOf(spec), name);
    const png = painter.paint(svg);
    // Until all are awaited in `finish`, a fault here is no unhandled one.
    png.catch(() => {});
    return { spec, svg, png };
  };
  type Laid = Awaited<ReturnType<typeof lay>>;
  const laid: { readonly id: string; readonly full: Laid; readonly small: Laid | null }[] = [];
  try {
    // One layout at a time: Vega counts its ids in one place.
    for (const chart of charts) {
      const full = await lay(chart, chartSpec(chart), chart.id);
      const small =
        chart.kind === 'distribution' ? await lay(chart, bandsSpec(chart), `${chart.id}-small`) : null;
      laid.push({ id: chart.id, full, small });
    }
  } catch (error) {
    await painter.close();
    throw error;
  }
  const painted = async ({ png, ...rest }: Laid): Promise<Picture> => ({ ...rest, png: await png });
  return {
    finish: async () => {
      try {
        return await Promise.all(
          laid.map(async ({ id, full, small }) => ({
            id,
            ...(await painted(full)),
            small: small === null ? null : await painted(small),
          })),
        );
      } finally {
        await painter.close();
      }
    },
    abandon: painter.close,
  };
}

async function svgOf(spec: ChartSpec): Promise<string> {
  metrics.textMetrics.width = (item, text) =>
    textWidth(String(text), item.fontSize ?? 11, item.fontWeight === 'bold');
  // Ids of clips and gradients otherwise count on from the chart before.
  vega.resetSVGDefIds();
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: vega.logger(vega.Error) }).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logLevel: vega.Error });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The part of Vega that guesses text widths where there is no canvas; its typings leave it out. */
const metrics = vega as unknown as {
  readonly textMetrics: {
    width: (item: { readonly fontSize?: number; readonly fontWeight?: string }, text: unknown) => number;
  };
};

/** The SVG with a name and a description, and with ids of its own. */
function named(chart: Chart, svg: string, name: string): string {
  // The drawing is one image to a screen reader; what Vega says of its every part is noise there.
  const quiet = svg.replace(/<[^>]*>/g, (tag) => tag.replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, ''));
  const labelled = quiet.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg ${attributes} role="img" aria-labelledby="title desc">` +
      `<title id="title">${escapeHtmlLine(chart.title)}</title>` +
      `<desc id="desc">${escapeHtmlLine(inWords(chart))}</desc>`,
  );
  return withOwnIds(labelled, `chart-${name.replace(/[^A-Za-z0-9]+/g, '-')}`);
}
