import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 compile functions anew, for speed, when they have run six times as much as it waits for by itself. A run is over in seconds, most of
 * its code runs a few thousand times, and compiling it takes a fifth of the time that two processors have, for less gain (bench/README.md).
 * Not for what goes through one loop for long, which makes more garbage until it is compiled.
 */
export function compileLater(): void {
  setFlagsFromString('--interrupt-budget=400000');
}
