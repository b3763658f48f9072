// Paints SVG as PNG beside the main thread, one after the other. Plain JavaScript, since a worker is started from a file as it stands.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

// A painted image holds megabytes of pixels that the collector knows nothing of, and so has no reason to free: it is told to.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** So many pixels are let lie before they are collected: 6 million, 24 MB. */
const MOST_PIXELS = 6_000_000;
let pixels = 0;

const asked = [];
parentPort?.on('message', (picture) => {
  if (asked.push(picture) === 1) setImmediate(paintNext);
});

function paintNext() {
  const [{ place, svg, options }] = asked;
  try {
    const image = new Resvg(svg, options).render();
    pixels += image.width * image.height;
    parentPort?.postMessage({ place, png: image.asPng() });
  } catch (error) {
    parentPort?.postMessage({ place, fault: error instanceof Error ? error.message : String(error) });
  }
  if (pixels > MOST_PIXELS) {
    collect();
    pixels = 0;
  }
  asked.shift();
  // What was collected is freed between turns, so the next has a turn of its own.
  if (asked.length > 0) setImmediate(paintNext);
}
