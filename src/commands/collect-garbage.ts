import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Frees what is no longer used, a twentieth of a second's work. Left to itself the collector lets the heap grow as long as the machine
 * has memory; before something that needs much of it, what lies about of the step before would add to the peak.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
