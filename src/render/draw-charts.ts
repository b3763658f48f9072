import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Chart } from './contract.ts';
import type { DrawnChart } from './draw-chart.ts';

/** What a worker answers: the chart drawn, or why not. */
export type WorkerAnswer = { readonly drawn: DrawnChart } | { readonly error: Error };

/**
 * Draws charts, in the order given, as `drawChart` does and byte for byte the same. The work is shared between this thread and
 * `workers` others (none for fewer than three charts, where starting one costs more than it saves, and none when the program
 * runs uncompiled). Rejects with the first chart's error, and then no thread is left running.
 */
export async function drawCharts(charts: readonly Chart[], workers = 1): Promise<readonly DrawnChart[]> {
  const path = fileURLToPath(new URL('./draw-worker.js', import.meta.url));
  const threads = import.meta.url.endsWith('.js') && charts.length > 2 ? workers : 0;
  const started = Array.from({ length: threads }, () => new Worker(path));
  const drawn = new Map<number, DrawnChart>();
  let next = 0;
  // Each thread takes the next chart when it is free, so one slow chart holds up nobody.
  const takeTurns = async (draw: (chart: Chart) => Promise<DrawnChart>) => {
    for (let index = next++; index < charts.length; index = next++) {
      const chart = charts[index];
      if (chart !== undefined) drawn.set(index, await draw(chart));
    }
  };
  try {
    const { drawChart } = await import('./draw-chart.ts');
    const here = async (chart: Chart) => {
      // Drawing hardly ever yields; without this the workers' answers would wait for the end of it.
      await new Promise(setImmediate);
      return drawChart(chart);
    };
    await Promise.all([
      takeTurns(here),
      ...started.map((worker) => takeTurns((chart) => ask(worker, chart))),
    ]);
  } finally {
    await Promise.all(started.map((worker) => worker.terminate()));
  }
  return charts.flatMap((_, index) => drawn.get(index) ?? []);
}

function ask(worker: Worker, chart: Chart): Promise<DrawnChart> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the drawing thread ended with code ${code}`)));
    worker.once('message', (answer: WorkerAnswer) => {
      if ('drawn' in answer) resolve(answer.drawn);
      else reject(answer.error);
    });
    worker.postMessage(chart);
  });
}
