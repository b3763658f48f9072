import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { fontFilesFor } from './fonts/font-files.ts';

/** Paints pictures while others are still being laid out. */
export interface Painter {
  /** The PNG of an SVG, at twice its size in pixels, with the shipped fonts alone. Rejects for what is no SVG. */
  readonly paint: (svg: string) => Promise<Uint8Array>;
  /** Ends the threads; what is still being painted is then never given. */
  readonly close: () => Promise<void>;
}

/**
 * Painting takes about as long as laying out, and is last: two, even beside one processor, end sooner than one. Each holds a picture's
 * pixels, so more than three would cost memory for little.
 */
const [FEWEST_THREADS, MOST_THREADS] = [2, 3];

interface Answer {
  readonly place: number;
  readonly png?: Uint8Array;
  readonly fault?: string;
}
interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the threads. Which of them paints a picture makes no difference to it. */
export function startPainter(): Painter {
  const waiting = new Map<number, Waiting>();
  const threads = Math.max(FEWEST_THREADS, Math.min(availableParallelism() - 1, MOST_THREADS));
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./paint-worker.js', import.meta.url));
    worker.on('message', ({ place, png, fault }: Answer) => {
      const asked = waiting.get(place);
      waiting.delete(place);
      if (png !== undefined) asked?.resolve(png);
      else asked?.reject(new Error(fault));
    });
    worker.on('error', (error) => {
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    });
    return worker;
  });
  let place = 0;
  return {
    paint: (svg) =>
      new Promise((resolve, reject) => {
        waiting.set(place, { resolve, reject });
        workers[place % workers.length]?.postMessage({ place, svg, options: optionsFor(svg) });
        place += 1;
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function optionsFor(svg: string): object {
  const font = { fontFiles: fontFilesFor(svg), loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' };
  return { font, fitTo: { mode: 'zoom', value: 2 } };
}
