import { parentPort } from 'node:worker_threads';
import type { Chart } from './contract.ts';
import { drawChart } from './draw-chart.ts';
import type { WorkerAnswer } from './draw-charts.ts';

// The thread that `drawCharts` starts: a chart in, a drawn chart out.
parentPort?.on('message', async (chart: Chart) => {
  let answer: WorkerAnswer;
  try {
    answer = { drawn: await drawChart(chart) };
  } catch (error) {
    answer = { error: error instanceof Error ? error : new Error(String(error)) };
  }
  parentPort?.postMessage(answer);
});
