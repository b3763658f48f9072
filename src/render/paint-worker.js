// Paints SVG as PNG beside the main thread, one after the other. Plain JavaScript, since a worker is started from a file as it stands.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

// A painted image holds megabytes of pixels that the collector knows nothing of, and so has no reason to free: it is told to.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

const asked = [];
parentPort?.on('message', (picture) => {
  if (asked.push(picture) === 1) setImmediate(paintNext);
});

function paintNext() {
  const [{ place, svg }] = asked;
  try {
    parentPort?.postMessage({ place, png: new Resvg(svg, workerData).render().asPng() });
  } catch (error) {
    parentPort?.postMessage({ place, fault: error instanceof Error ? error.message : String(error) });
  }
  collect();
  asked.shift();
  // What was collected is freed between turns, so the next has a turn of its own.
  if (asked.length > 0) setImmediate(paintNext);
}
