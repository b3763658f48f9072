import type { CodeChange } from '../../study/codebook.ts';

/** What became of a code that somebody decided on, in today's codebook. */
export interface CarriedCode {
  readonly code: string;
  /** By which change it is no longer quite what was decided on; null where it is the same code under any name. */
  readonly changed: 'split' | 'merged' | null;
}

/**
 * Follows a code through the changes of the codebook, in their order: a renamed one is the same code; of one that was
 * merged the wider one, of one that was split every part. A code that no change names is itself.
 */
export function carryCode(code: string, changes: readonly CodeChange[]): readonly CarriedCode[] {
  let carried: readonly CarriedCode[] = [{ code, changed: null }];
  for (const change of changes) {
    const next = carried.flatMap((one): readonly CarriedCode[] => {
      if (change.kind === 'merge')
        return change.from.includes(one.code) ? [{ code: change.to, changed: 'merged' }] : [one];
      if (change.from !== one.code) return [one];
      return change.kind === 'rename'
        ? [{ ...one, code: change.to }]
        : change.to.map((to) => ({ code: to, changed: 'split' as const }));
    });
    // Parts that a merge joins again are one: else they would double with each such change.
    carried = next.length < 2 ? next : [...new Map(next.map((one) => [one.code, one])).values()];
  }
  return carried;
}
